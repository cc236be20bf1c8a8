/** Where the bot is, as Slack lists it: channels and workspaces that went, or came back, while nobody listened. */
import type { webApi } from "@slack/bolt"
import type { GoneReason } from "../../src/vocabulary/errors.ts"
import type { Bot, Presence } from "../../src/vocabulary/ports.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { accessTo, type SlackContext } from "./context.ts"
import { causeOf, isRefusal } from "./errors.ts"
import { isChannel, platform } from "./ids.ts"
import { channelOf } from "./permissions.ts"
import type { Access } from "./workspaces.ts"

/** Slack takes up to a thousand, and recommends two hundred. */
const pageSize = 200

export type PresenceParts = Pick<SlackContext, "workspaces" | "queue"> &
  Pick<Services, "log"> & {
    /** The workspaces that let the bot in, and whether the bot is in no other. */
    readonly installed: () => Promise<{ readonly communities: ReadonlySet<string>; readonly areAll: boolean }>
    readonly signal: AbortSignal
  }

/** Tells the core where the bot is. What Slack does not say changes nothing. */
export async function tellPresence(bot: Bot, parts: PresenceParts): Promise<void> {
  const { installed, signal, log } = parts
  try {
    const { communities, areAll } = await installed()
    const covers = (community: string) => !signal.aborted && (areAll || communities.has(community))
    await bot.present({ platform, covers, isIn: (one) => communities.has(one), ...placesOf(parts) })
  } catch (error) {
    log.debug({ platform, error: causeOf(error) }, "Slack: where the bot is was not read")
  }
}

/** The channels of a workspace; why the bot is in none; or undefined where Slack does not say. */
type Listed = ReadonlySet<string> | GoneReason | undefined

/** Asks for a workspace's channels when the first of its posts is looked at, and once. */
function placesOf(parts: PresenceParts): Pick<Presence, "whyGone" | "isThere"> {
  const lists = new Map<string, Promise<Listed>>()

  function listOf(community: string): Promise<Listed> {
    const known = lists.get(community)
    if (known) return known
    const listed = accessTo(parts, community)
      .then(channelsIn)
      .catch((error) => unlisted(parts, error))
    lists.set(community, listed)
    return listed
  }

  return {
    async whyGone({ community, place }) {
      if (parts.signal.aborted || !isChannel(place)) return undefined
      const listed = await listOf(community)
      if (typeof listed === "string") return listed
      if (listed === undefined || listed.has(place)) return undefined
      return reasonIn(await accessTo(parts, community), place).catch(() => undefined)
    },
    async isThere({ community, place }) {
      const listed = parts.signal.aborted ? undefined : await listOf(community)
      return typeof listed === "object" && listed.has(place)
    },
  }
}

function unlisted({ log }: PresenceParts, error: unknown): GoneReason | undefined {
  const cause = causeOf(error)
  log.debug({ platform, error: cause }, "Slack: a workspace's channels were not listed")
  return isRefusal(cause) ? cause.placeGone : undefined
}

async function channelsIn({ workspace, queue, community }: Access): Promise<ReadonlySet<string>> {
  const channels = new Set<string>()
  const request = { types: "public_channel,private_channel", exclude_archived: true, limit: pageSize }
  for (let cursor: string | undefined; ; ) {
    const page: webApi.UsersConversationsResponse = await queue.run(`${community} channels`, () =>
      workspace.client.users.conversations({ ...request, cursor }),
    )
    for (const { id } of page.channels ?? []) if (id) channels.add(id)
    cursor = page.response_metadata?.next_cursor || undefined
    if (cursor === undefined) return channels
  }
}

/** Why a channel is not among those that the bot is in. */
async function reasonIn(
  { workspace, queue, community }: Access,
  place: string,
): Promise<GoneReason | undefined> {
  const found = await queue.run(`${community} channels`, () => channelOf(workspace.client, place))
  if (!found) return "deleted"
  if (found.is_archived) return "archived"
  return found.is_member === false ? "kicked" : undefined
}
