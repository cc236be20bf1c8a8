/** What a mail server's refusal means: what may be tried again, what may have arrived, and which addresses are no more. */
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"

export const platform = "mail"
const { errors } = words.mail

const minute = 60_000
const laterMs = 15 * minute
const loginMs = 30 * minute

type SmtpFailure = {
  readonly code?: string
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
  const { responseCode: code, command = "" } = failure
  const kept = (made: PlatformError | NetworkError, means?: MailFailure["means"]) => ({ error: made, means })
  if (failure.code === "EAUTH") {
    const options = { retryAfterMs: loginMs, isWholeRate: true, hint: errors.loginHint }
    return kept(new PlatformError(platform, "login", errors.login(host), options))
  }
  if (code === undefined && isUnderWay)
    return kept(new NetworkError(host, errors.unknownOutcome(host)), "may-have-arrived")
  if (code === undefined)
    return kept(new NetworkError(host, errors.unreachable(host, withoutAddress(failure.message))))
  const why = withoutAddress(failure.response ?? "")
  if (code < 500) {
    const options = { retryAfterMs: laterMs }
    return kept(new PlatformError(platform, "later", errors.later(code, why), options))
  }
  if (isAboutRecipient(command) && isNoMailbox(code, why))
    return kept(
      new PlatformError(platform, "recipient", errors.recipient(code, why), { placeGone: "closed" }),
      "no-mailbox",
    )
  return kept(new PlatformError(platform, "refused", errors.refused(code, why), { hint: errors.refusedHint }))
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
