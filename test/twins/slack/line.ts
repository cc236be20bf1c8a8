/** How the twin reaches the bot: an envelope goes out, an acknowledgement comes back within three seconds, or not. */

export type EnvelopeType = "events_api" | "slash_commands" | "interactive"

export type Envelope = {
  readonly type: EnvelopeType
  readonly payload: Readonly<Record<string, unknown>>
  readonly attempt: number
}

/** What the bot answered in time: the acknowledgement's body, if it had one. */
export type Ack =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly reason: string }

export type Line = {
  deliver(envelope: Envelope): Promise<Ack>
  close(): Promise<void>
}
