/**
 * The causes of failure: the person, a server, the network, our own store. Everything else is a bug of ours, and
 * `dispatch` answers it with an apology and a reference.
 */

import type { Button, Call } from "./card.ts"

export type UserErrorOptions = {
  /** What to do next, in the asker's words. */
  readonly hint?: string
  /** A line or a call that works, offered as a button: "did you mean"; or a button with words of its own. */
  readonly suggestion?: string | Call | Button
  /** The option whose value cannot be taken. */
  readonly field?: string
  /** The network is to blame, not the person: scripts tell these apart by the exit code. */
  readonly isNetwork?: boolean
}

/** The person asked wrong. `message` is shown to them as it stands. */
export class UserError extends Error {
  override readonly name = "UserError"
  readonly code: string
  readonly hint: string | undefined
  readonly suggestion: string | Call | Button | undefined
  readonly field: string | undefined
  readonly isNetwork: boolean

  constructor(code: string, message: string, options: UserErrorOptions = {}) {
    super(message)
    this.code = code
    this.hint = options.hint
    this.suggestion = options.suggestion
    this.field = options.field
    this.isNetwork = options.isNetwork ?? false
  }
}

/** Reasons for which the bot is out of a whole community. */
export const communityGoneReasons = ["removed", "uninstalled", "revoked"] as const
/** Why the bot can no longer post in a place. `closed`: a member takes no direct messages from it. */
export type GoneReason = "deleted" | "archived" | "kicked" | "closed" | (typeof communityGoneReasons)[number]

export type PlatformErrorOptions = {
  /** The place, or its community, is lost until the platform says otherwise. */
  readonly placeGone?: GoneReason
  readonly retryAfterMs?: number
  /** It is all of the bot that has to wait, and not one place: the rate that the adapter names is used up. */
  readonly isWholeRate?: boolean
  /** What an admin or operator can do about it. */
  readonly hint?: string
  /** Where that is done: an invite link, a page of settings. */
  readonly link?: ErrorLink | undefined
  readonly cause?: unknown
}

export type ErrorLink = { readonly label: string; readonly href: string }

/** A server we talk to (a chat platform or a paper source) was reached and refused. */
export class PlatformError extends Error {
  override readonly name = "PlatformError"
  readonly platform: string
  readonly code: string
  readonly retryAfterMs: number | undefined
  readonly isWholeRate: boolean
  readonly placeGone: GoneReason | undefined
  readonly hint: string | undefined
  readonly link: ErrorLink | undefined

  constructor(platform: string, code: string, message: string, options: PlatformErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.platform = platform
    this.code = code
    this.retryAfterMs = options.retryAfterMs
    this.isWholeRate = options.isWholeRate ?? false
    this.placeGone = options.placeGone
    this.hint = options.hint
    this.link = options.link
  }
}

/** The same error, with more that is known of it. */
export function errorWith(error: PlatformError, more: PlatformErrorOptions): PlatformError {
  return new PlatformError(error.platform, error.code, error.message, {
    ...error,
    cause: error.cause,
    ...more,
  })
}

/** The message whose thread another belongs in was deleted; `why` says so. */
export function messageGone(platform: string, why: string, cause?: unknown): PlatformError {
  return new PlatformError(platform, "message-gone", why, { cause })
}

/** A server could not be reached, or the answer was cut off: the outcome of what was sent is unknown. */
export class NetworkError extends Error {
  override readonly name = "NetworkError"
  readonly host: string

  constructor(host: string, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.host = host
  }
}

/** As Node names them: https://nodejs.org/api/tls.html#x509-certificate-error-codes, and a name that does not fit. */
const certificateCodes = /^(CERT_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT_)/

/** Whether a connection failed, here or in what caused it, because the server's certificate is not trusted. */
export function isUntrustedCertificate(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // A library that gives errors codes of its own keeps Node's beside it.
  const { code, originalCode } = error as Error & { readonly code?: unknown; readonly originalCode?: unknown }
  const isCertificates = [code, originalCode].some((one) => certificateCodes.test(String(one)))
  return isCertificates || isUntrustedCertificate(error.cause)
}

/** What is wrong with the store, as a program asks for it; the message says it to an operator. */
export type StoreProblem =
  | "full"
  | "read-only"
  | "corrupt"
  | "emptied"
  | "foreign"
  | "newer"
  | "busy"
  | "unreachable"

/** The store cannot be opened, read or written. Nothing was overwritten. */
export class StoreError extends Error {
  override readonly name = "StoreError"
  readonly code: StoreProblem
  /** What an operator can do about it. */
  readonly hint: string

  constructor(code: StoreProblem, message: string, hint: string, options: { readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.hint = hint
  }
}

/** There is no embedding model: not installed, not loadable, or stopped. Search works without one. */
export class EmbedderUnavailableError extends Error {
  override readonly name = "EmbedderUnavailableError"
}
