/** Channels as settings speak of them: what each is, who may set it up, where a first word goes. */
import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIRole,
  type APITextChannel,
  ChannelType,
  type Client,
  RESTJSONErrorCodes as Code,
  PermissionFlagsBits as Flags,
  type GuildChannel,
  OverwriteType,
  Routes,
} from "discord.js"
import type { PlaceDescription } from "../../src/vocabulary/actor.ts"
import { guildOf } from "./ids.ts"
import { isRefused } from "./refusal.ts"
import type { Api } from "./requests.ts"

/** Kinds of channels that posts can go to: text, announcements, forums. */
export const placeTypes = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
] as const

/** What a channel is; undefined where the bot cannot see it. */
export async function describePlace(
  { client, rest }: Api,
  { community, place }: { readonly community: string; readonly place: string },
): Promise<PlaceDescription | undefined> {
  const server = client?.guilds.cache.get(guildOf(community) ?? "")
  try {
    const channel = await rest.get<APIChannel>(Routes.channel(place))
    if (!("name" in channel) || !channel.name) return undefined
    const { name } = channel
    const known = { name, isPrivate: isHidden(channel), ...(server && { communityName: server.name }) }
    if (channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia)
      return { ...known, kind: "forum", tags: channel.available_tags.map((tag) => tag.name) }
    return { ...known, kind: channel.type === ChannelType.GuildAnnouncement ? "announcement" : "text" }
  } catch (error) {
    if (isRefused(error, Code.UnknownChannel, Code.MissingAccess, Code.MissingPermissions)) return undefined
    throw error
  }
}

/** Whether a channel is closed to everybody who has no role or right of its own there. */
function isHidden(channel: APIChannel): boolean {
  if (!("permission_overwrites" in channel)) return false
  const everybody = channel.permission_overwrites?.find(({ id }) => id === channel.guild_id)
  return everybody !== undefined && (BigInt(everybody.deny) & Flags.ViewChannel) !== 0n
}

/** Any of them makes an admin of a channel's posts. */
export const managing = Flags.ManageChannels | Flags.ManageGuild | Flags.Administrator

/** Whether a member may manage a channel. It may be another than the one they ask in, so the channel is asked for. */
export async function mayManage(
  { rest }: Pick<Api, "rest">,
  who: { readonly community: string; readonly place: string; readonly member: string },
): Promise<boolean> {
  const guildId = guildOf(who.community)
  if (!guildId) return true
  const [guild, member, channel] = await Promise.all([
    rest.get<APIGuild>(Routes.guild(guildId)),
    rest.get<APIGuildMember>(Routes.guildMember(guildId, who.member)).catch((error: unknown) => {
      if (!isRefused(error, Code.UnknownMember)) throw error
    }),
    rest.get<APITextChannel>(Routes.channel(who.place)),
  ])
  if (member === undefined) return false
  if (guild.owner_id === who.member) return true
  if ("guild_id" in channel && channel.guild_id !== guildId) return false
  const roles = new Set([guildId, ...member.roles])
  const base = sum(
    guild.roles.filter(({ id }) => roles.has(id)).map(({ permissions }: APIRole) => BigInt(permissions)),
  )
  if (base & (Flags.Administrator | Flags.ManageGuild)) return true
  const overwrites = channel.permission_overwrites ?? []
  const steps = [
    overwrites.filter(({ id }) => id === guildId),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && id !== guildId && roles.has(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === who.member),
  ]
  const granted = steps.reduce(
    (bits, step) =>
      (bits & ~sum(step.map(({ deny }) => BigInt(deny)))) | sum(step.map(({ allow }) => BigInt(allow))),
    base,
  )
  return (granted & managing) !== 0n
}

const sum = (bits: readonly bigint[]) => bits.reduce((all, one) => all | one, 0n)

/** Where a server hears of the bot first: its system channel, else the first channel that the bot may write in. */
export function welcomePlace(client: Client, guildId: string): string | undefined {
  const guild = client.guilds.cache.get(guildId)
  const me = client.user
  if (!guild || !me) return undefined
  const mayWrite = (channel: GuildChannel) =>
    channel.permissionsFor(me)?.has([Flags.ViewChannel, Flags.SendMessages]) === true
  if (guild.systemChannel && mayWrite(guild.systemChannel)) return guild.systemChannel.id
  return guild.channels.cache
    .filter((channel) => channel.type === ChannelType.GuildText)
    .filter(mayWrite)
    .sort((a, b) => a.position - b.position)
    .first()?.id
}
