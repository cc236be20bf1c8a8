/** What Discord's refusals mean, and what an admin or operator can do about each. */
import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from "discord.js"
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { platform } from "./ids.ts"

const hints: Readonly<Record<number, string>> = {
  [Code.UnknownChannel]: "The channel was deleted. Choose another with /paper channel.",
  [Code.UnknownGuild]: "The bot is no longer a member of that server. Invite it again.",
  [Code.UnknownMessage]: "The message was deleted.",
  [Code.UnknownInteraction]: "The answer came after Discord's deadline of 3 seconds. Ask again.",
  [Code.MissingAccess]: "The bot cannot see that channel. Give it View Channel there.",
  [Code.MissingPermissions]: "The bot lacks a permission there. /paper channel names it.",
  [Code.ThreadLocked]: "The thread is locked. A moderator can unlock it.",
  [Code.ThreadAlreadyCreatedForMessage]: "That message has a thread already.",
  [Code.MaximumActiveThreads]: "The server has as many active threads as Discord allows. Archive some.",
  [Code.CannotSendMessagesToThisUser]: "That member does not accept direct messages.",
  [Code.CannotExecuteActionOnThisChannelType]: "There are no threads in this kind of channel.",
}

/** A new token comes with a restart of the bot; until then what waits is tried this often. */
const wrongTokenRetryMs = 5 * 60_000

/** Statuses after which a request may be sent again; the outcome of a 5xx is not known. */
const transient = new Set([408, 429, 500, 502, 503, 504])

/**
 * Turns whatever discord.js threw into its cause. A refusal keeps Discord's own code (`50013`); a 5xx or a broken
 * connection is a `NetworkError`, because the request may have been applied all the same. What is neither is a bug of
 * ours, and comes back as it is.
 */
export function refusal(error: unknown): Error {
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) return wrongToken(error)
    const options = { cause: error, ...hinted(Number(error.code)) }
    return new PlatformError(platform, String(error.code), `Discord refused: ${error.message}`, options)
  }
  if (error instanceof RateLimitError)
    return new PlatformError(platform, "429", "Discord asks us to wait", {
      retryAfterMs: error.retryAfter,
      isWholeRate: error.global,
      cause: error,
    })
  if (error instanceof HTTPError && !transient.has(error.status))
    return new PlatformError(platform, String(error.status), `Discord answered ${error.status}`, {
      cause: error,
    })
  if (error instanceof HTTPError || isBrokenConnection(error))
    return new NetworkError("discord", "Discord did not answer; whether it did what was asked is unknown", {
      cause: error,
    })
  return error instanceof Error ? error : new Error(String(error))
}

/** Node's and undici's errors carry a code (`ECONNRESET`, `UND_ERR_SOCKET`); a time-out is an abort. */
function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error.name === "AbortError" || ("code" in error && /^(E[A-Z]+|UND_ERR_\w+)$/.test(String(error.code)))
  )
}

export function wrongToken(cause: unknown): PlatformError {
  return new PlatformError(platform, "401", "Discord refused the token", {
    hint: "The token is wrong or was reset: copy it again from the Bot page of the developer portal into DISCORD_TOKEN.",
    retryAfterMs: wrongTokenRetryMs,
    cause,
  })
}

/** Whether an error says that the thing itself is gone, so that remembering it makes no sense. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === Code.UnknownChannel ||
      error.code === Code.UnknownMessage ||
      error.code === Code.UnknownGuild)
  )
}

/** Whether an error says that the bot may not: a permission is missing. */
export function isForbidden(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === Code.MissingPermissions || error.code === Code.MissingAccess)
  )
}

function hinted(code: number): { readonly hint?: string } {
  const hint = hints[code]
  return hint ? { hint } : {}
}
