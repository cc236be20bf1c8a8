/** What a mail server's refusal means: what may be tried again, what may have arrived, and which addresses are no more. */
import { isUntrustedCertificate, NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"

export const platform = "mail"
const { errors } = words.mail

const minute = 60_000
const laterMs = 15 * minute
const loginMs = 30 * minute

type SmtpFailure = {
  readonly code?: string
  /** Node's, where the library has one of its own. */
  readonly originalCode?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
  readonly message: string
}

export type MailFailure = {
  readonly error: PlatformError | NetworkError
  /** What it tells of the address or the mail: that it takes none, ever; that the server may have taken it. */
  readonly means?: "no-mailbox" | "may-have-arrived" | undefined
}

/** `isUnderWay`: the server had asked for the mail, and may have it. */
export function failureOf(
  error: unknown,
  { host, isUnderWay }: { readonly host: string; readonly isUnderWay: boolean },
): MailFailure {
  const failure = error as SmtpFailure
  if (failure.code === "EAUTH") return { error: operators("login", errors.login(host), errors.loginHint) }
  if (isUntrustedCertificate(error)) return { error: new NetworkError(host, errors.untrusted(host)) }
  if (failure.responseCode === undefined && isUnderWay)
    return { error: new NetworkError(host, errors.unknownOutcome(host)), means: "may-have-arrived" }
  if (isWithoutTls(failure)) return { error: operators("tls", errors.noTls(host), errors.noTlsHint) }
  if (failure.responseCode === undefined)
    return { error: new NetworkError(host, errors.unreachable(host, withoutAddress(failure.message))) }
  return refusalOf(failure, failure.responseCode)
}

/** What the operator alone can put right, for all mails: none is tried until then. */
function operators(code: string, message: string, hint: string): PlatformError {
  return new PlatformError(platform, code, message, { retryAfterMs: loginMs, isWholeRate: true, hint })
}

function refusalOf({ command = "", response = "" }: SmtpFailure, code: number): MailFailure {
  const why = withoutAddress(response)
  if (code < 500)
    return { error: new PlatformError(platform, "later", errors.later(code, why), { retryAfterMs: laterMs }) }
  if (isAboutRecipient(command) && isNoMailbox(code, why)) {
    const options = { placeGone: "closed" } as const
    return {
      error: new PlatformError(platform, "recipient", errors.recipient(code, why), options),
      means: "no-mailbox",
    }
  }
  const options = { hint: errors.refusedHint }
  return { error: new PlatformError(platform, "refused", errors.refused(code, why), options) }
}

/** It refuses to begin TLS, or speaks plain text where TLS was to begin. */
function isWithoutTls({ code, originalCode = "", command, responseCode }: SmtpFailure): boolean {
  const refuses = code === "ETLS" && command === "STARTTLS" && responseCode !== undefined
  return refuses || originalCode.startsWith("ERR_SSL_")
}

function isAboutRecipient(command: string): boolean {
  return /^RCPT/i.test(command)
}

/** Other refusals are of the mail, of us, or of a box that is full: the address may be good. */
function isNoMailbox(code: number, why: string): boolean {
  const enhanced = /\b5\.(\d+)\.\d+\b/.exec(why)?.[1]
  return enhanced === undefined ? [550, 551, 553].includes(code) : enhanced === "1"
}

/** Servers repeat the address that they refuse, and no log may have it. */
export function withoutAddress(text: string): string {
  return text
    .replace(/<?[^\s<>]+@[^\s<>]+>?/g, "…")
    .replace(/\s+/g, " ")
    .slice(0, 200)
}
