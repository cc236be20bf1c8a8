/** What Slack's refusals mean, and what an admin or operator can do about each. */
import { webApi } from "@slack/bolt"
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { platform } from "./ids.ts"

const hints: Readonly<Record<string, string>> = {
  not_in_channel: "Invite the bot there: /invite @Paperboy",
  channel_not_found: "The channel was deleted, or is private and the bot is not in it: /invite @Paperboy",
  is_archived: "The channel is archived. Unarchive it, or choose another with /paper channel.",
  restricted_action: "The workspace's settings keep the bot from posting there. An admin can allow it.",
  missing_scope:
    "The app lacks a permission: update it from adapters/slack/manifest.json and install it again.",
  invalid_auth: "The token is wrong: copy it again from OAuth & Permissions into SLACK_BOT_TOKEN.",
  not_authed: "The token is missing: set SLACK_BOT_TOKEN.",
  token_revoked: "The app was removed from the workspace. Install it again.",
  account_inactive: "The app was removed from the workspace. Install it again.",
  token_expired: "The token has run out: install the app again, or turn token rotation off.",
  message_not_found: "The message was deleted.",
  cant_update_message: "The message is not the bot's own.",
  expired_trigger_id: "The form came after Slack's deadline of 3 seconds. Ask again.",
  user_disabled: "That member is deactivated.",
  ratelimited: "Slack asks us to wait.",
}

/** Errors of Slack's own, after which nothing is known of what was sent. */
const unclear = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"])

/** The workspace no longer lets us in. */
const lockedOut = new Set([
  "invalid_auth",
  "token_revoked",
  "account_inactive",
  "token_expired",
  "team_access_not_granted",
])

/**
 * Turns whatever the web client threw into its cause. A refusal keeps Slack's own word (`not_in_channel`); a 5xx or a
 * broken connection is a `NetworkError`, because the message may have been posted all the same. What is neither is a
 * bug of ours, and comes back as it is.
 */
export function refusal(error: unknown): Error {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new PlatformError(platform, "ratelimited", "Slack asks us to wait", {
      retryAfterMs: error.retryAfter * 1000,
      cause: error,
    })
  if (error instanceof webApi.WebAPIPlatformError && !unclear.has(error.data.error)) return refused(error)
  if (error instanceof webApi.WebAPIHTTPError && error.statusCode < 500 && error.statusCode !== 408)
    return new PlatformError(platform, String(error.statusCode), `Slack answered ${error.statusCode}`, {
      cause: error,
    })
  if (error instanceof webApi.SlackError)
    return new NetworkError("slack", "Slack did not answer; whether it did what was asked is unknown", {
      cause: error,
    })
  // bolt wraps what our own `authorize` throws, and its provider wraps what our store throws.
  if (error instanceof Error && "original" in error && error.original instanceof Error)
    return refusal(error.original)
  if (error instanceof Error && error.cause instanceof PlatformError) return error.cause
  return error instanceof Error ? error : new Error(String(error))
}

function refused(error: webApi.WebAPIPlatformError): PlatformError {
  const code = error.data.error
  const needed = "needed" in error.data ? ` (${String(error.data.needed)})` : ""
  const hint = hints[code]
  return new PlatformError(platform, code, `Slack refused: ${code}${needed}`, {
    cause: error,
    ...(hint ? { hint } : {}),
  })
}

export function isLockedOut(error: unknown): boolean {
  return error instanceof PlatformError && lockedOut.has(error.code)
}

/** Whether the message or its channel is gone. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof PlatformError &&
    (error.code === "message_not_found" || error.code === "channel_not_found")
  )
}
