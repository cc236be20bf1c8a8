/** Servers: founding one, its channels and members, and what the gateway and REST say of it. */
import {
  type APIGuild,
  type APIGuildForumTag,
  type APIGuildMember,
  type APIRole,
  ChannelFlags,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  GuildMemberFlags,
  Locale,
} from "discord-api-types/v10"
import { bitsOf, everyone, invited, type PermissionName } from "./permissions.ts"
import { snowflakeAt, timeOf } from "./snowflake.ts"
import { aUser, type Guild, type GuildChannel, isThread, noFlags, type World } from "./world.ts"

/** Everything that a member of staff ticks for a bot that runs the place. */
const admin: readonly PermissionName[] = ["Administrator"]

const knownForMs = 30 * 24 * 60 * 60_000

/** Founds a server with the bot in it. Its founder is the first member, and may do everything. */
export function foundGuild(world: World, name: string, founder: string): Guild {
  // A millisecond apart for each: neighbours live on different shards.
  const id = snowflakeAt(timeOf(world.application.id) + world.guilds.size)
  // The bot has been there for a while, unless it is invited anew.
  const joinedAt = new Date(world.now() - knownForMs).toISOString()
  const botRole = aRole(world.newId(), world.bot.username, bitsOf(invited), 1)
  const guild: Guild = {
    id,
    name,
    ownerId: founder,
    joinedAt,
    roles: [aRole(id, "@everyone", bitsOf(everyone), 0), { ...botRole, managed: true }],
    members: new Map(),
    emojis: [],
    botRole: botRole.id,
    botIsMember: true,
    systemChannelId: null,
  }
  world.guilds.set(id, guild)
  joinGuild(world, guild, world.bot.id, [botRole.id])
  joinGuild(world, guild, founder)
  return guild
}

export function joinGuild(world: World, guild: Guild, user: string, roles: string[] = []): APIGuildMember {
  const account = world.users.get(user)
  if (!account) throw new Error(`no user ${user} in the twin`)
  const member: APIGuildMember = {
    user: account,
    nick: null,
    avatar: null,
    banner: null,
    roles,
    joined_at: guild.joinedAt,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: GuildMemberFlags.CompletedOnboarding,
  }
  guild.members.set(user, member)
  return member
}

/** A person with an account; with `admin` a role that may do everything comes along in that server. */
export function addPerson(world: World, name: string): string {
  const id = world.newId()
  world.users.set(id, aUser(id, name))
  return id
}

export function makeAdmin(world: World, guild: Guild, user: string): void {
  const role = aRole(world.newId(), "Staff", bitsOf(admin), guild.roles.length)
  guild.roles.push(role)
  guild.members.get(user)?.roles.push(role.id)
}

export type ChannelPlan = {
  readonly name: string
  readonly forum?: boolean
  /** Other servers may follow it: what is published there is sent to them. */
  readonly announcement?: boolean
  readonly tags?: readonly string[]
  /** Every post of the forum needs one. */
  readonly requiresTag?: boolean
}

export function addChannel(world: World, guild: Guild, plan: ChannelPlan): GuildChannel {
  const common = {
    id: world.newId(),
    guild_id: guild.id,
    name: plan.name,
    position: world.channels.size,
    permission_overwrites: [],
    parent_id: null,
    nsfw: false,
    flags: plan.requiresTag ? ChannelFlags.RequireTag : noFlags,
    topic: null,
    rate_limit_per_user: 0,
    last_message_id: null,
  }
  const tags = (plan.tags ?? []).map((name) => aTag(world.newId(), name))
  const channel: GuildChannel = plan.forum
    ? {
        ...common,
        type: ChannelType.GuildForum,
        available_tags: tags,
        default_reaction_emoji: null,
        default_sort_order: null,
        default_forum_layout: 0,
      }
    : { ...common, type: plan.announcement ? ChannelType.GuildAnnouncement : ChannelType.GuildText }
  world.channels.set(channel.id, channel)
  return channel
}

function aTag(id: string, name: string): APIGuildForumTag {
  return { id, name, moderated: false, emoji_id: null, emoji_name: null }
}

/** A role that members may be given; everybody may mention one that is `mentionable`. */
export function addRole(world: World, guild: Guild, name: string, mentionable: boolean): APIRole {
  const role = { ...aRole(world.newId(), name, 0n, guild.roles.length), mentionable }
  guild.roles.push(role)
  return role
}

function aRole(id: string, name: string, permissions: bigint, position: number): APIRole {
  return {
    id,
    name,
    permissions: permissions.toString(),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: noFlags,
  }
}

export function channelsOf(world: World, guild: string): GuildChannel[] {
  return [...world.channels.values()].filter(
    (channel): channel is GuildChannel =>
      !isThread(channel) && "guild_id" in channel && channel.guild_id === guild,
  )
}

export function threadsOf(world: World, guild: string) {
  return [...world.channels.values()].filter(isThread).filter((thread) => thread.guild_id === guild)
}

/** As `GET /guilds/{id}` answers. */
export function guildBody(guild: Guild): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: "deprecated",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: guild.systemChannelId,
    system_channel_flags: noFlags,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: guild.roles,
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: Locale.EnglishUS,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw_level: 0,
    hub_type: null,
    emojis: guild.emojis,
    stickers: [],
    incidents_data: null,
  }
}

/** As GUILD_CREATE tells it: with channels, threads that are not archived, and the members worth a word. */
export function guildCreated(world: World, guild: Guild): GatewayGuildCreateDispatchData {
  return {
    ...guildBody(guild),
    joined_at: guild.joinedAt,
    large: false,
    member_count: guild.members.size,
    voice_states: [],
    members: [...guild.members.values()],
    channels: channelsOf(world, guild.id),
    threads: threadsOf(world, guild.id).filter((thread) => !thread.thread_metadata?.archived),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
