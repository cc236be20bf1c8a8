/** The permissions and intents that the bot uses, and no others: the invite link asks for exactly these. */
import { type Channel, GatewayIntentBits, PermissionFlagsBits, PermissionsBitField } from "discord.js"

type Need = { readonly flag: bigint; readonly name: string; readonly why: string }

/** Names as Discord's settings show them. */
const needs: readonly Need[] = [
  { flag: PermissionFlagsBits.ViewChannel, name: "View Channel", why: "see the channel" },
  { flag: PermissionFlagsBits.SendMessages, name: "Send Messages", why: "post papers" },
  { flag: PermissionFlagsBits.EmbedLinks, name: "Embed Links", why: "show cards" },
  {
    flag: PermissionFlagsBits.ReadMessageHistory,
    name: "Read Message History",
    why: "count reactions after an absence",
  },
  { flag: PermissionFlagsBits.AddReactions, name: "Add Reactions", why: "put the upvote under a post" },
  {
    flag: PermissionFlagsBits.CreatePublicThreads,
    name: "Create Public Threads",
    why: "open a paper's thread",
  },
  {
    flag: PermissionFlagsBits.SendMessagesInThreads,
    name: "Send Messages in Threads",
    why: "write a thread's opening",
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

/** What the bot lacks in a channel, in the words of Discord's settings: "Send Messages (to post papers)". */
export function lacking(channel: Channel): readonly string[] {
  if (channel.isDMBased()) return []
  const granted = channel.permissionsFor(channel.client.user)
  return needs.filter((need) => !granted?.has(need.flag)).map((need) => `${need.name} (to ${need.why})`)
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
