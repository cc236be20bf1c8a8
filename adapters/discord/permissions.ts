/** The permissions and intents that the bot uses, and no others: the invite link asks for exactly these. */
import {
  ChannelFlags,
  type Client,
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  PermissionFlagsBits as Flags,
  type ForumChannel,
  GatewayIntentBits,
  type GuildBasedChannel,
  type MediaChannel,
  PermissionsBitField,
} from "discord.js"
import { words } from "../../src/words/words.ts"

const why = words.discord.permissions

type Need = {
  readonly flag: bigint
  /** As Discord's settings of a channel call it. */
  readonly name: string
  /** As the settings of a forum call it; `false` where a forum has no use for it. */
  readonly inForum?: string | false
  readonly why: string
  /** Without it nothing can be posted. */
  readonly toPost?: true
}

const viewChannel: Need = { flag: Flags.ViewChannel, name: "View Channel", why: why.seeChannel, toPost: true }

const needs: readonly Need[] = [
  viewChannel,
  { flag: Flags.SendMessages, name: "Send Messages", inForum: "Create Posts", why: why.post, toPost: true },
  { flag: Flags.ReadMessageHistory, name: "Read Message History", why: why.readReactions },
  { flag: Flags.AddReactions, name: "Add Reactions", why: why.react },
  { flag: Flags.CreatePublicThreads, name: "Create Public Threads", inForum: false, why: why.openThreads },
  {
    flag: Flags.SendMessagesInThreads,
    name: "Send Messages in Threads",
    inForum: "Send Messages in Posts",
    why: why.writeInThreads,
  },
]

/** No privileged one. Without `GuildMessageReactions` reactions never arrive; `GuildMessages` brings mentions. */
export const intents: readonly GatewayIntentBits[] = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.DirectMessageReactions,
]

/** Whether the bot has what posting takes, as its connection was told: nothing is asked. */
export function mayPostIn(channel: GuildBasedChannel, me: Client["user"]): boolean {
  const granted = me && channel.permissionsFor(me)
  return needs.every(({ flag, toPost }) => !toPost || granted?.has(flag) === true)
}

/**
 * The permissions that the bot is missing in a channel, in the words of Discord's settings: "Send Messages (to post
 * papers)". Asked again each time. Empty too for a server that another process serves: only there its roles are known.
 */
export async function missingPermissionsIn(
  client: Client | undefined,
  token: string,
  { place, toPost = false }: { readonly place: string; readonly toPost?: boolean },
): Promise<readonly string[]> {
  if (!client) return []
  // One 401 makes a client forget its token.
  client.rest.setToken(token)
  const channel = await client.channels.fetch(place, { force: true }).catch((error: unknown) => {
    if (error instanceof DiscordAPIError && error.code === Code.MissingAccess) return "hidden" as const
    throw error
  })
  if (channel === "hidden") return [said(viewChannel, false)]
  if (!channel || channel.isDMBased() || !client.user) return []
  const isForum = channel.isThreadOnly()
  const granted = channel.permissionsFor(client.user)
  const isMissing = (need: Need) => !(isForum && need.inForum === false) && !granted?.has(need.flag)
  const missing = needs.filter((need) => isMissing(need) && (!toPost || need.toPost))
  const named = missing.map((need) => said(need, isForum))
  return isForum && !granted?.has(Flags.ManageThreads) && !takesPosts(channel)
    ? [...named, why.openTag]
    : named
}

/** A forum that requires a tag takes posts where one may be set by everybody. */
function takesPosts({ availableTags, flags }: ForumChannel | MediaChannel): boolean {
  return !flags.has(ChannelFlags.RequireTag) || availableTags.some(({ moderated }) => !moderated)
}

function said({ name, inForum, why }: Need, isForum: boolean): string {
  return words.discord.permissions.named((isForum && inForum) || name, why)
}

/** The link that invites the bot with exactly what it uses. */
export function inviteLink(applicationId: string): string {
  const permissions = new PermissionsBitField(needs.map((need) => need.flag)).bitfield
  const query = new URLSearchParams({
    client_id: applicationId,
    permissions: permissions.toString(),
    scope: "bot applications.commands",
  })
  return `https://discord.com/oauth2/authorize?${query}`
}

/** A bot token begins with its application's id in base64. Undefined where it does not look like one. */
export function applicationOf(token: string): string | undefined {
  const id = Buffer.from(token.split(".")[0] ?? "", "base64").toString("latin1")
  return /^\d{15,21}$/.test(id) ? id : undefined
}
