/** What Slack's refusals mean, and what an admin or operator can do about each. */
import { webApi } from "@slack/bolt"
import { errorWith, type GoneReason, NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { platform } from "./ids.ts"

/** Errors of Slack's own, after which nothing is known of what was sent. */
const unclear = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"])

/** A member takes no direct messages from the bot. */
const closed = {
  cannot_dm_bot: "closed",
  invalid_user_combination: "closed",
  is_bot: "closed",
  user_disabled: "closed",
  user_not_found: "closed",
  user_not_visible: "closed",
} as const

/** After these the bot cannot post in the place, or anywhere in the workspace, until an event says otherwise. */
const placeGone: Readonly<Record<string, GoneReason>> = {
  channel_not_found: "deleted",
  is_archived: "archived",
  not_in_channel: "kicked",
  account_inactive: "uninstalled",
  token_revoked: "revoked",
  invalid_auth: "revoked",
  ...closed,
}

/** The workspace no longer lets the bot in. */
const lockedOut = new Set([
  "invalid_auth",
  "token_revoked",
  "account_inactive",
  "token_expired",
  "team_access_not_granted",
])

/**
 * The cause of whatever the web client threw. A refusal keeps Slack's own code (`not_in_channel`); a 5xx or a broken
 * connection is a `NetworkError`, because the message may have been posted all the same. What is neither is a bug, and
 * comes back as it is.
 */
export function causeOf(error: unknown): Error {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return refused("ratelimited", { retryAfterMs: error.retryAfter * 1000, cause: error })
  if (error instanceof webApi.WebAPIPlatformError && !unclear.has(error.data.error)) {
    const scope = "needed" in error.data ? String(error.data.needed) : undefined
    return refused(error.data.error, { cause: error, scope })
  }
  if (error instanceof webApi.WebAPIHTTPError && error.statusCode < 500 && error.statusCode !== 408) {
    const { statusCode: status } = error
    return new PlatformError(platform, String(status), words.slack.errors.status(status), { cause: error })
  }
  if (error instanceof webApi.SlackError)
    return new NetworkError("slack", words.slack.errors.unknownOutcome, { cause: error })
  // bolt wraps what `authorize` throws, and its provider wraps what the store throws.
  if (error instanceof Error && "original" in error && error.original instanceof Error)
    return causeOf(error.original)
  if (error instanceof Error && error.cause instanceof PlatformError) return error.cause
  return error instanceof Error ? error : new Error(String(error))
}

type Refusal = { readonly cause: Error; readonly retryAfterMs?: number; readonly scope?: string | undefined }

function refused(code: string, { scope, ...options }: Refusal): PlatformError {
  const { refusals } = words.slack
  const [known, hint] = (Object.hasOwn(refusals, code) ? refusals[code] : undefined) ?? []
  const message = scope ? words.slack.errors.missingScope(scope) : known
  return new PlatformError(platform, code, message ?? words.slack.errors.refused(code), {
    ...options,
    hint: hint || undefined,
    placeGone: Object.hasOwn(placeGone, code) ? placeGone[code] : undefined,
  })
}

/** The same for direct messages, which no member leaves, invites to or archives: they take nothing any more. */
export function inDirect(error: Error): Error {
  if (!isRefusal(error) || isLockedOut(error)) return error
  const isClosed = error.placeGone !== undefined || error.code === "restricted_action"
  return isClosed ? errorWith(error, { placeGone: "closed" }) : error
}

/** With where the app gets the permission that an update asks for. */
export function withReinstall(error: Error, href: string): Error {
  if (!isRefusal(error, "missing_scope")) return error
  return errorWith(error, { link: { label: words.slack.errors.reinstall, href } })
}

export function isLockedOut(error: unknown): boolean {
  return isRefusal(error) && lockedOut.has(error.code)
}

/** Whether Slack refused with one of these codes. */
export function isRefusal(error: unknown, ...codes: readonly string[]): error is PlatformError {
  return error instanceof PlatformError && (codes.length === 0 || codes.includes(error.code))
}

/** Whether the message or its channel is gone. */
export function isGone(error: unknown): boolean {
  return isRefusal(error, "message_not_found", "channel_not_found")
}
