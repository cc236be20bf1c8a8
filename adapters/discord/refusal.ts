/** What Discord's refusals mean, and what an admin or operator can do about each. */
import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from "discord.js"
import { type GoneReason, NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { platform } from "./ids.ts"

const refusals: Readonly<Record<string, readonly [message: string, hint?: string]>> = words.discord.refusals

/** A new token comes with a restart of the bot; until then what waits is tried this often. */
const wrongTokenRetryMs = 5 * 60_000
/** The limit on edits of published messages says one second in its header and some twenty minutes in its body. */
const sharedLimitMs = 20 * 60_000

/** Discord names no number of new conversations, and takes them away from bots that open too many. */
const openingsRetryMs = 60 * 60_000

/** Statuses after which a request may be sent again; the outcome of a 5xx is not known. */
const transient = new Set([408, 429, 500, 502, 503, 504])

/**
 * Turns whatever discord.js threw into its cause. A refusal keeps Discord's own code (`50013`); a 5xx or a broken
 * connection is a `NetworkError`, because the request may have been applied all the same. What is neither is a bug of
 * ours, and comes back as it is.
 */
export function refusal(error: unknown): Error {
  if (error instanceof DiscordAPIError) return error.status === 401 ? wrongToken(error) : refused(error)
  if (error instanceof RateLimitError) return tooManyRequests(error)
  if (error instanceof HTTPError && !transient.has(error.status))
    return new PlatformError(platform, String(error.status), words.discord.answered(error.status), {
      cause: error,
    })
  if (error instanceof HTTPError || isBrokenConnection(error))
    return new NetworkError(platform, words.discord.noAnswer, { cause: error })
  return error instanceof Error ? error : new Error(String(error))
}

/** The second is of an application that was found to do things that its kind should not. */
const tooManyOpenings: ReadonlySet<number | string> = new Set([Code.OpeningDirectMessagesTooFast, 20_026])

function refused(error: DiscordAPIError): PlatformError {
  const [message, hint] = refusals[error.code] ?? [words.discord.refused(error.message)]
  const retryAfterMs = tooManyOpenings.has(error.code) ? openingsRetryMs : undefined
  return new PlatformError(platform, String(error.code), message, { hint, retryAfterMs, cause: error })
}

function tooManyRequests(error: RateLimitError): PlatformError {
  const [message, hint] = words.discord.tooManyRequests
  const retryAfterMs = error.scope === "shared" ? Math.max(error.retryAfter, sharedLimitMs) : error.retryAfter
  return new PlatformError(platform, "429", message, {
    retryAfterMs,
    isWholeRate: error.global,
    hint,
    cause: error,
  })
}

/** Node's and undici's errors carry a code (`ECONNRESET`, `UND_ERR_SOCKET`); a time-out is an abort. */
function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error.name === "AbortError" || ("code" in error && /^(E[A-Z]+|UND_ERR_\w+)$/.test(String(error.code)))
  )
}

export function wrongToken(cause: unknown): PlatformError {
  const [message, hint] = words.discord.wrongToken
  return new PlatformError(platform, "401", message, { hint, retryAfterMs: wrongTokenRetryMs, cause })
}

/** Whether Discord refused with one of these codes. */
export function isRefused(error: unknown, ...codes: readonly Code[]): error is PlatformError {
  return error instanceof PlatformError && codes.some((code) => String(code) === error.code)
}

/** Whether an error says that the thing itself is gone, so that remembering it makes no sense. */
export function isGone(error: unknown): boolean {
  return isRefused(error, Code.UnknownChannel, Code.UnknownMessage, Code.UnknownGuild)
}

/** Whether an error says that the bot may not: a permission is missing. */
export function isForbidden(error: unknown): error is PlatformError {
  return isRefused(error, Code.MissingPermissions, Code.MissingAccess)
}

const gone: Readonly<Record<string, GoneReason>> = {
  [Code.UnknownGuild]: "removed",
  [Code.UnknownChannel]: "deleted",
  [Code.MissingAccess]: "kicked",
  [Code.CannotSendMessagesToThisUser]: "closed",
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds]: "closed",
  [Code.ExplicitContentCannotBeSentToTheDesiredRecipient]: "closed",
}

/** Why a place is lost, if the refusal is about the place itself rather than a thread or message in it. */
export function goneReason({ code, cause }: PlatformError, place: string): GoneReason | undefined {
  const isOfPlace = cause instanceof DiscordAPIError && new URL(cause.url).pathname.split("/").includes(place)
  return isOfPlace ? gone[code] : undefined
}
