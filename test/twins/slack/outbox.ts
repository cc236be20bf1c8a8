/** What is on its way to the bot. Events are sent again until they are acknowledged; the rest is sent once. */

import { setTimeout as sleep } from "node:timers/promises"
import type { Json } from "./block-rules.ts"
import { limits } from "./limits.ts"
import type { Ack, Envelope, EnvelopeType, Line } from "./line.ts"

/** Slack waits a minute, then five: here a bot has as long as it takes to connect again. */
const betweenTriesMs = 500

export type Outbox = {
  /** Commands and clicks: one try, three seconds. */
  once(type: EnvelopeType, payload: Json): Promise<Ack>
  /** Events: up to three more tries. Held back while `withhold` is on. */
  event(payload: Json): Promise<Ack>
  /** Every event is sent twice from now on. */
  duplicate(yes: boolean): void
  /** Events wait; with `false` they go out, the newest first when `reversed`. */
  withhold(yes: boolean, order?: "as they came" | "reversed"): Promise<void>
  /** What was held back is never sent: it happened while nobody could be told. */
  forget(): void
  /** All acknowledgements so far. */
  readonly acks: readonly { readonly payload: Json; readonly ack: Ack }[]
}

export function createOutbox(line: Line): Outbox {
  const acks: { payload: Json; ack: Ack }[] = []
  let doubled = false
  let held: Json[] | undefined

  async function send(envelope: Envelope): Promise<Ack> {
    const ack = await line.deliver(envelope)
    acks.push({ payload: envelope.payload, ack })
    return ack
  }

  async function insist(payload: Json): Promise<Ack> {
    let ack = await send({ type: "events_api", payload, attempt: 0 })
    for (let attempt = 1; !ack.ok && attempt <= limits.eventRetries; attempt++) {
      await sleep(attempt * betweenTriesMs)
      ack = await send({ type: "events_api", payload, attempt })
    }
    return ack
  }

  return {
    acks,
    once: (type, payload) => send({ type, payload, attempt: 0 }),
    async event(payload) {
      if (held) {
        held.push(payload)
        return { ok: true, body: undefined }
      }
      const first = insist(payload)
      if (doubled) await Promise.all([first, insist(payload)])
      return first
    },
    duplicate(yes) {
      doubled = yes
    },
    forget() {
      held = undefined
    },
    async withhold(yes, order = "as they came") {
      const waiting = held ?? []
      held = yes ? waiting : undefined
      if (yes) return
      for (const payload of order === "reversed" ? waiting.toReversed() : waiting) await insist(payload)
    },
  }
}
