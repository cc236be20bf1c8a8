/** What staff does to a bot's world: takes permissions away, deletes, removes the bot and invites it again. */
import {
  type APIRole,
  ChannelType,
  GatewayDispatchEvents as Dispatch,
  OverwriteType,
} from "discord-api-types/v10"
import { addChannel, addRole, type ChannelPlan, guildCreated } from "../state/guilds.ts"
import { clearReactions, type Discord, erase, messagesIn } from "../state/messages.ts"
import { bitsOf, type PermissionName } from "../state/permissions.ts"
import { changeThread, channelNamed, deleteChannel } from "../state/threads.ts"
import { type Guild, type GuildChannel, isThread, type Stored } from "../state/world.ts"

export type Moderate = ReturnType<typeof createModerate>

export function createModerate(discord: Discord, guild: Guild) {
  const { world, events } = discord

  const thread = (id: string) => {
    const channel = channelNamed(discord, guild.id, id)
    if (!isThread(channel)) throw new Error(`${id} is no thread`)
    return channel
  }

  function stored(message: string): Stored {
    const found = [...world.channels.keys()]
      .map((channel) => messagesIn(world, channel).get(message))
      .find(Boolean)
    if (!found) throw new Error(`there is no message ${message}`)
    return found
  }

  return {
    /** Allows and denies the bot's role things in a channel; what is not named stays as it is everywhere else. */
    setPermissions(
      place: string,
      { allow = [], deny = [] }: { allow?: readonly PermissionName[]; deny?: readonly PermissionName[] },
    ): void {
      const channel = channelNamed(discord, guild.id, place)
      if (isThread(channel) || !("permission_overwrites" in channel))
        throw new Error(`${place} has no permissions of its own`)
      const kept = (channel.permission_overwrites ?? []).filter(({ id }) => id !== guild.botRole)
      const own = {
        id: guild.botRole,
        type: OverwriteType.Role,
        allow: bitsOf(allow).toString(),
        deny: bitsOf(deny).toString(),
      }
      channel.permission_overwrites = [...kept, own]
      events.tell({ event: Dispatch.ChannelUpdate, data: channel, guild: guild.id })
    },
    /** Takes from or gives to the bot's role in the whole server. */
    setRole(permissions: readonly PermissionName[]): void {
      const role = guild.roles.find(({ id }) => id === guild.botRole)
      if (!role) throw new Error("the bot has no role")
      role.permissions = bitsOf(permissions).toString()
      events.tell({ event: Dispatch.GuildRoleUpdate, data: { guild_id: guild.id, role }, guild: guild.id })
    },
    addChannel(plan: ChannelPlan): GuildChannel {
      const channel = addChannel(world, guild, plan)
      events.tell({ event: Dispatch.ChannelCreate, data: channel, guild: guild.id })
      return channel
    },
    addRole(name: string, mentionable = false): APIRole {
      const role = addRole(world, guild, name, mentionable)
      events.tell({ event: Dispatch.GuildRoleCreate, data: { guild_id: guild.id, role }, guild: guild.id })
      return role
    },
    /** Where Discord says who arrived; no channel at all is common too. */
    setSystemChannel(place: string | null): void {
      guild.systemChannelId = place === null ? null : channelNamed(discord, guild.id, place).id
    },
    addEmoji(name: string): string {
      const id = world.newId()
      guild.emojis.push({
        id,
        name,
        roles: [],
        require_colons: true,
        managed: false,
        animated: false,
        available: true,
      })
      events.tell({
        event: Dispatch.GuildEmojisUpdate,
        data: { guild_id: guild.id, emojis: guild.emojis },
        guild: guild.id,
      })
      return `${name}:${id}`
    },
    deleteMessage: (message: string): void => erase(discord, stored(message)),
    /** Takes all reactions off a message, or those of one emoji. */
    clearReactions: (message: string, emoji?: string): void =>
      clearReactions(discord, stored(message), emoji),
    archiveThread: (id: string, locked = false): void =>
      changeThread(discord, thread(id), { archived: true, locked }),
    deleteThread: (id: string): void => deleteChannel(discord, thread(id)),
    deleteChannel(place: string): void {
      const channel = channelNamed(discord, guild.id, place)
      if (channel.type === ChannelType.DM) throw new Error("nobody deletes direct messages of others")
      deleteChannel(discord, channel)
    },
    removeBot(): void {
      guild.botIsMember = false
      guild.members.delete(world.bot.id)
      events.tell({ event: Dispatch.GuildDelete, data: { id: guild.id }, guild: guild.id })
    },
    /** An outage at Discord: the server is gone for a while, and the bot is still its member. */
    outage(): void {
      events.tell({ event: Dispatch.GuildDelete, data: { id: guild.id, unavailable: true }, guild: guild.id })
    },
    addBot(): void {
      guild.botIsMember = true
      guild.joinedAt = new Date(world.now()).toISOString()
      const member = {
        user: world.bot,
        nick: null,
        avatar: null,
        banner: null,
        roles: [guild.botRole],
        joined_at: guild.joinedAt,
        premium_since: null,
        communication_disabled_until: null,
        deaf: false,
        mute: false,
        pending: false,
        flags: 0,
      }
      guild.members.set(world.bot.id, member)
      events.tell({ event: Dispatch.GuildCreate, data: guildCreated(world, guild), guild: guild.id })
    },
  }
}
