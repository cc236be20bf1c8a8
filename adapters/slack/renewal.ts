/**
 * Tokens that run out (token rotation). bolt would renew them too, but each process by itself: a refresh token is good
 * for one use, so of two that use it at once one is refused, and whoever writes last decides what is kept.
 */
import { randomUUID } from "node:crypto"
import type { Installation, webApi } from "@slack/bolt"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { LeaseStore } from "../../src/vocabulary/stores.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import { communityOf, platform } from "./ids.ts"
import type { Installations, ReadInstallation } from "./installations.ts"
import { refusal } from "./refusal.ts"

/** So long before its end a token is renewed, as bolt does: whoever fails has time to try again. */
const earlyMs = 2 * 3_600_000
/** Longer than Slack is given to answer. Where it did not renew a token that is still good, nobody asks sooner again. */
const leaseMs = 30_000
const lookAgainMs = 250

export type RenewalParts = {
  readonly installations: Installations
  readonly leases: Pick<LeaseStore, "take" | "release">
  /** Without a token: the app speaks for itself. */
  readonly client: webApi.WebClient
  readonly clientId: string
  readonly clientSecret: string
  readonly clock: Clock
  readonly log: Log
}

/** Gives a workspace's installation with a token that is good now. Throws `PlatformError` where there is none to be had. */
export function createRenewal(parts: RenewalParts): (team: string) => Promise<Installation<"v2", boolean>> {
  const { installations, leases, client, clientId, clientSecret, clock, log } = parts

  const runsOutWithin = (ms: number, { installation: { bot } }: ReadInstallation): boolean =>
    bot?.refreshToken !== undefined &&
    bot.expiresAt !== undefined &&
    bot.expiresAt * 1_000 - ms <= clock.now().epochMilliseconds

  async function usable(team: string): Promise<Installation<"v2", boolean>> {
    for (;;) {
      const read = await installations.read(team)
      if (!runsOutWithin(earlyMs, read)) return read.installation
      await renewInTurn(team)
      const now = await installations.read(team)
      if (!runsOutWithin(0, now)) return now.installation
      // Somebody else is at it, and what there is is good for nothing any more.
      await clock.wait(lookAgainMs)
    }
  }

  /** Does nothing where somebody else renews it, or has just tried in vain. */
  async function renewInTurn(team: string): Promise<void> {
    const [name, holder] = [`token of ${communityOf(team)}`, randomUUID()]
    const now = clock.now()
    if (!(await leases.take(name, holder, now.add({ milliseconds: leaseMs }).toString(), now.toString())))
      return
    const read = await installations.read(team)
    const isDue = runsOutWithin(earlyMs, read)
    const error = isDue ? await renew(team, read).catch(refusal) : undefined
    if (!error) return leases.release(name, holder)
    if (!runsOutWithin(0, read))
      return log.warn({ platform, community: communityOf(team), error }, "Slack: a token was not renewed")
    await leases.release(name, holder)
    throw ranOut(team, error)
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
      throw new PlatformError(platform, "no_token", "Slack renewed a token and did not say to what")
    const expiresAt = Math.floor(clock.now().epochMilliseconds / 1_000) + expiresIn
    const renewed = { ...read.installation, bot: { ...bot, token, refreshToken, expiresAt } }
    if (!(await installations.replace(team, read, renewed)))
      log.info({ platform, community: communityOf(team) }, "Slack: a token was renewed that nobody needs now")
  }

  return usable
}

function ranOut(team: string, cause: Error): PlatformError {
  const message = `the token of ${communityOf(team)} has run out and was not renewed: ${cause.message}`
  return new PlatformError(platform, "token_expired", message, {
    hint: "If this lasts, the workspace has to install the bot again, from /slack/install.",
    cause,
  })
}
