/** Who may do what: https://discord.com/developers/docs/topics/permissions#permission-hierarchy */
import { PermissionFlagsBits as Flag, OverwriteType } from "discord-api-types/v10"
import { type Channel, type Guild, isThread, type World } from "./world.ts"

export type PermissionName = keyof typeof Flag

const all = Object.values(Flag).reduce((sum, flag) => sum | flag, 0n)

/** What a bot gets that was invited with the link that asks for what this kind of bot uses. */
export const invited: readonly PermissionName[] = [
  "ViewChannel",
  "SendMessages",
  "ReadMessageHistory",
  "AddReactions",
  "CreatePublicThreads",
  "SendMessagesInThreads",
]

/** What everybody has in a fresh server, as far as it matters here. */
export const everyone: readonly PermissionName[] = [
  ...invited,
  "UseApplicationCommands",
  "EmbedLinks",
  "AttachFiles",
]

export function bitsOf(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | Flag[name], 0n)
}

/** A member's permissions in a channel; of a thread, those of its parent. In a direct message everything. */
export function permissionsIn(world: World, channel: Channel, user: string): bigint {
  const place = isThread(channel) ? world.channels.get(channel.parent_id ?? "") : channel
  const guild = place && "guild_id" in place && place.guild_id ? world.guilds.get(place.guild_id) : undefined
  if (!guild || !place) return all
  const base = permissionsOf(guild, user)
  if (base & Flag.Administrator) return all
  const overwrites = "permission_overwrites" in place ? (place.permission_overwrites ?? []) : []
  const roles = new Set(guild.members.get(user)?.roles)
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && roles.has(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === user),
  ]
  const granted = steps.reduce((bits, step) => {
    const denied = step.reduce((sum, { deny }) => sum | BigInt(deny), 0n)
    const allowed = step.reduce((sum, { allow }) => sum | BigInt(allow), 0n)
    return (bits & ~denied) | allowed
  }, base)
  // Without sight of a channel nothing in it can be done.
  return granted & Flag.ViewChannel ? granted : 0n
}

export function can(world: World, channel: Channel, user: string, name: PermissionName): boolean {
  return (permissionsIn(world, channel, user) & Flag[name]) !== 0n
}

/** A member's permissions in the server as a whole. */
function permissionsOf(guild: Guild, user: string): bigint {
  if (guild.ownerId === user) return all
  const roles = new Set([guild.id, ...(guild.members.get(user)?.roles ?? [])])
  const bits = guild.roles
    .filter(({ id }) => roles.has(id))
    .reduce((sum, { permissions }) => sum | BigInt(permissions), 0n)
  return bits & Flag.Administrator ? all : bits
}
