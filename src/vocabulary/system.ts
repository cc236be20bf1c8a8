/** What the machine gives: clock, chance and log. All are passed in, so that every test can turn them. */
/** The faces through which the core meets the world: clock, sources, platforms. All are passed in. */

export type Clock = {
  now(): Temporal.Instant
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export type Random = () => number

/** Structured logging, as pino's: fields first, then a sentence. Never a token, never a message's text. */
export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export type Health = {
  readonly up: boolean /** What is wrong and what to do, or what is connected. */
  readonly detail: string
}
