/**
 * Tokens that expire. bolt would renew them too, but each process by itself: a refresh token is good for one use, so of
 * two that use it at once one is refused, and the last to write decides what is kept.
 */
import { randomUUID } from "node:crypto"
import type { Installation, webApi } from "@slack/bolt"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import { causeOf } from "./errors.ts"
import { communityOf, platform } from "./ids.ts"
import type { Installations, ReadInstallation } from "./installations.ts"

/** How long before its end a token is renewed, as bolt does it: that leaves time to try again. */
const earlyMs = 2 * 3_600_000
/** Longer than Slack is given to answer. After a failure with a token that is still good, nobody asks again sooner. */
const leaseMs = 30_000
const lookAgainMs = 250

export type TokenRotationParts = Pick<Services, "clock" | "log"> & {
  readonly installations: Installations
  readonly leases: Pick<Services["leases"], "take" | "release">
  /** Without a token: the app speaks for itself. */
  readonly client: webApi.WebClient
  readonly clientId: string
  readonly clientSecret: string
}

/** Gives a workspace's installation with a token that is good now. Throws `PlatformError` where Slack gives none. */
export function createTokenRotation(
  parts: TokenRotationParts,
): (team: string) => Promise<Installation<"v2", boolean>> {
  const { installations, leases, client, clientId, clientSecret, clock, log } = parts

  const expiresWithin = (ms: number, { installation: { bot } }: ReadInstallation): boolean =>
    bot?.refreshToken !== undefined &&
    bot.expiresAt !== undefined &&
    bot.expiresAt * 1_000 - ms <= clock.now().epochMilliseconds

  async function usable(team: string): Promise<Installation<"v2", boolean>> {
    for (;;) {
      const read = await installations.read(team)
      if (!expiresWithin(earlyMs, read)) return read.installation
      await renewInTurn(team)
      const now = await installations.read(team)
      if (!expiresWithin(0, now)) return now.installation
      // Another process is renewing it, and the old one has expired.
      await clock.wait(lookAgainMs)
    }
  }

  /** Does nothing where another process renews it, or has just failed to. */
  async function renewInTurn(team: string): Promise<void> {
    const [name, holder] = [`token of ${communityOf(team)}`, randomUUID()]
    const now = clock.now()
    if (!(await leases.take(name, holder, now.add({ milliseconds: leaseMs }).toString(), now.toString())))
      return
    const read = await installations.read(team)
    const isDue = expiresWithin(earlyMs, read)
    const error = isDue ? await renew(team, read).catch(causeOf) : undefined
    if (!error) return leases.release(name, holder)
    if (!expiresWithin(0, read))
      return log.warn({ platform, community: communityOf(team), error }, words.slack.log.tokenNotRenewed)
    await leases.release(name, holder)
    throw expired(team, error)
  }

  async function renew(team: string, read: ReadInstallation): Promise<undefined> {
    const { bot } = read.installation
    if (!bot?.refreshToken) return
    const answer = await client.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "refresh_token",
      refresh_token: bot.refreshToken,
    })
    const { access_token: token, refresh_token: refreshToken, expires_in: expiresIn } = answer
    if (!token || !refreshToken || expiresIn === undefined)
      throw new PlatformError(platform, "no_token", words.slack.errors.noToken)
    const expiresAt = Math.floor(clock.now().epochMilliseconds / 1_000) + expiresIn
    const renewed = { ...read.installation, bot: { ...bot, token, refreshToken, expiresAt } }
    if (!(await installations.replace(team, read, renewed)))
      log.info({ platform, community: communityOf(team) }, words.slack.log.tokenRenewedUnused)
  }

  return usable
}

function expired(team: string, cause: Error): PlatformError {
  const { tokenExpired, tokenExpiredHint: hint } = words.slack.errors
  const message = tokenExpired(communityOf(team), cause.message)
  return new PlatformError(platform, "token_expired", message, { hint, cause })
}
