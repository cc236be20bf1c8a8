/** Who may change settings, and what the bot itself may do in a channel. */
import type { webApi } from "@slack/bolt"
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import { splitCommand } from "../../src/parsing/arguments.ts"
import type { Actor, PlaceDescription } from "../../src/vocabulary/actor.ts"
import type { Command, Invocation } from "../../src/vocabulary/command.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import { asJson } from "./decode.ts"
import { causeOf, isRefusal } from "./errors.ts"
import { isDirect, platform, teamOf } from "./ids.ts"
import { optionalScopes, scopes } from "./manifest.ts"
import type { Workspace, Workspaces } from "./workspaces.ts"

/** A permission that was taken away works on for this long at the most. */
const rememberedMs = 60_000
const mostRemembered = 10_000

export type Rights = {
  /**
   * The actor as the workspace knows them: its admins and owners, and a channel's creator, may change settings. Somebody
   * who cannot be looked up is answered all the same, without permissions.
   */
  complete(actor: Actor): Promise<Actor>
}

/** Whether the answer depends on who asks: only then is it worth looking up. */
export function dependsOnPermissions(commands: readonly Command[], { input }: Invocation): boolean {
  const name = input.kind === "typed" ? input.command : splitCommand(input.text)[0].toLowerCase()
  const command = commands.find((one) => one.name === name)
  return command?.adminOnly === true || command?.usesPermissions === true
}

type Known = Pick<Actor, "isAdmin" | "isGuest" | "memberName">

/** Slack's commands have no permission model, so each member is looked up, and remembered for a minute. */
export function createRights(
  workspaces: Workspaces,
  { clock, log }: Pick<Services, "clock" | "log">,
): Rights {
  const remembered = createBoundedMap<string, Known & { readonly until: number }>(mostRemembered)

  async function look({ community, place, member, memberName }: Actor): Promise<Known> {
    const { client } = await workspaces.at(teamOf(community))
    const { user } = await client.users.info({ user: member })
    const name = user?.profile?.display_name || user?.real_name || memberName
    return {
      memberName: name,
      ...(isGuest(teamOf(community), user) ? { isGuest: true } : {}),
      isAdmin: await isAdminIn(client, { place, member, team: teamOf(community) }, user),
    }
  }

  async function isAdminIn(client: webApi.WebClient, at: At, user: User): Promise<boolean> {
    const { place, member } = at
    // Everybody decides what they get in their own direct messages, and nobody in those of two others.
    if (isDirect(place)) return asJson(await channelOf(client, place)).user === member
    // In a channel shared between companies: what somebody may do elsewhere says nothing about here.
    if (!isFrom(at.team, user)) return false
    if (user?.is_admin || user?.is_owner) return true
    // The home page is in no channel: there only admins of the workspace are admins.
    return place !== member && (await channelOf(client, place))?.creator === member
  }

  return {
    async complete(actor) {
      const key = `${actor.community} ${actor.place} ${actor.member}`
      const now = clock.now().epochMilliseconds
      const known = remembered.get(key)
      if (known && known.until > now) return withKnown(actor, known)
      try {
        const found = await look(actor)
        remembered.set(key, { ...found, until: now + rememberedMs })
        return withKnown(actor, found)
      } catch (error) {
        log.warn({ platform, error: causeOf(error) }, words.slack.log.rightsUnknown)
        return actor
      }
    },
  }
}

function withKnown(actor: Actor, { isAdmin, isGuest, memberName }: Known): Actor {
  return { ...actor, isAdmin, memberName, ...(isGuest ? { isGuest } : {}) }
}

type At = { readonly place: string; readonly member: string; readonly team: string }
type User = webApi.UsersInfoResponse["user"]

function isFrom(team: string, user: User): boolean {
  return user?.team_id === team || user?.enterprise_user?.teams?.includes(team) === true
}

/** Somebody from another organization, or let into some channels alone. */
function isGuest(team: string, user: User): boolean {
  return !isFrom(team, user) || user?.is_restricted === true || user?.is_ultra_restricted === true
}

/** A conversation as the bot may see it; undefined for one that it is not in. */
export async function channelOf(client: webApi.WebClient, channel: string) {
  try {
    return (await client.conversations.info({ channel })).channel
  } catch (error) {
    const cause = causeOf(error)
    if (isRefusal(cause, "channel_not_found")) return undefined
    throw cause
  }
}

/** A channel as its settings name it; undefined for one that the bot cannot see, and for direct messages. */
export async function describeChannel(
  { client, name: communityName }: Pick<Workspace, "client" | "name">,
  channel: string,
): Promise<PlaceDescription | undefined> {
  if (isDirect(channel)) return undefined
  const { name, is_private: isPrivate } = (await channelOf(client, channel)) ?? {}
  return name ? { name, kind: "text", communityName, ...(isPrivate ? { isPrivate } : {}) } : undefined
}

type WhereMissing = {
  readonly channel: string
  readonly toPost?: boolean | undefined
  readonly installAt: string
}

/** What the bot is missing in a channel: scopes, an invitation, or the channel itself; `toPost`, what keeps it from posting. */
export async function missingPermissions(
  client: webApi.WebClient,
  { channel, toPost = false, installAt }: WhereMissing,
): Promise<readonly string[]> {
  const self = await client.auth.test()
  const granted = new Set(self.response_metadata?.scopes ?? Object.keys(scopes))
  const missing = Object.entries(scopes)
    .filter(([scope]) => !granted.has(scope) && !optionalScopes.has(scope))
    .filter(([scope]) => !toPost || scope === "chat:write")
    .map(([scope, use]) => words.slack.missing.scope(scope, use, installAt))
  return [...missing, ...(await missingInChannel(client, channel))]
}

async function missingInChannel(client: webApi.WebClient, channel: string): Promise<readonly string[]> {
  // A direct message is the bot's own wherever it is asked about, and reading its details takes a scope of its own.
  if (isDirect(channel)) return []
  const found = await channelOf(client, channel)
  if (found?.is_archived) return [words.slack.missing.archived]
  return found && found.is_member !== false ? [] : [words.slack.missing.notInChannel]
}
