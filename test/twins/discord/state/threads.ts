/** Threads and forum posts: opened, archived, deleted. */
import {
  type APIDMChannel,
  ChannelType,
  GatewayDispatchEvents as Dispatch,
  MessageFlags,
  type ThreadAutoArchiveDuration,
} from "discord-api-types/v10"
import { channelsOf } from "./guilds.ts"
import type { Discord } from "./messages.ts"
import { edit, messagesIn } from "./messages.ts"
import {
  type Channel,
  type GuildChannel,
  guildOfChannel,
  isThread,
  noFlags,
  type Stored,
  type Thread,
} from "./world.ts"

export type ThreadPlan = {
  readonly name: string
  readonly owner: string
  readonly archiveAfter: ThreadAutoArchiveDuration
  readonly tags?: readonly string[]
}

/** Opens a thread; under a message it gets the message's id. */
export function openThread(
  { world, events }: Discord,
  parent: GuildChannel,
  plan: ThreadPlan,
  under?: Stored,
): Thread {
  const at = new Date(world.now()).toISOString()
  const id = under?.message.id ?? world.newId()
  const thread: Thread = {
    id,
    type: ChannelType.PublicThread,
    guild_id: parent.guild_id,
    parent_id: parent.id,
    name: plan.name,
    owner_id: plan.owner,
    last_message_id: null,
    rate_limit_per_user: 0,
    message_count: 0,
    total_message_sent: 0,
    member_count: 1,
    flags: noFlags,
    thread_metadata: {
      archived: false,
      archive_timestamp: at,
      auto_archive_duration: plan.archiveAfter,
      locked: false,
      create_timestamp: at,
    },
    member: { id, user_id: plan.owner, join_timestamp: at, flags: noFlags },
    ...(plan.tags && { applied_tags: [...plan.tags] }),
  }
  world.channels.set(id, thread)
  events.tell({
    event: Dispatch.ThreadCreate,
    data: { ...thread, newly_created: true },
    guild: parent.guild_id,
  })
  if (under) {
    const flags = (under.message.flags ?? 0) | MessageFlags.HasThread
    edit({ world, events }, under, { flags, thread, edited_timestamp: under.message.edited_timestamp })
  }
  return thread
}

export type ThreadChange = { readonly archived?: boolean; readonly locked?: boolean; readonly name?: string }

export function changeThread({ world, events }: Discord, thread: Thread, change: ThreadChange): void {
  const meta = thread.thread_metadata
  if (!meta) return
  if (change.name !== undefined) thread.name = change.name
  if (change.locked !== undefined) meta.locked = change.locked
  if (change.archived !== undefined && change.archived !== meta.archived) {
    meta.archived = change.archived
    meta.archive_timestamp = new Date(world.now()).toISOString()
  }
  events.tell({ event: Dispatch.ThreadUpdate, data: thread, guild: thread.guild_id })
}

/** Deletes a channel or thread, with all that lies in it. */
export function deleteChannel(discord: Discord, channel: Exclude<Channel, APIDMChannel>): void {
  const { world, events } = discord
  const guild = guildOfChannel(channel)
  world.channels.delete(channel.id)
  world.messages.delete(channel.id)
  if (isThread(channel)) {
    const { id, guild_id, parent_id, type } = channel
    events.tell({ event: Dispatch.ThreadDelete, data: { id, guild_id, parent_id, type }, guild })
    return
  }
  // Its threads go with it; Discord tells of the channel alone.
  for (const thread of [...world.channels.values()].filter(isThread)) {
    if (thread.parent_id === channel.id) {
      world.channels.delete(thread.id)
      world.messages.delete(thread.id)
    }
  }
  events.tell({ event: Dispatch.ChannelDelete, data: channel, guild })
}

/** A channel by name or id, a thread too. Throws with what there is. */
export function channelNamed({ world }: Discord, guild: string | undefined, name: string): Channel {
  const byId = world.channels.get(name)
  if (byId) return byId
  const all = [...world.channels.values()].filter(
    (channel) => guild === undefined || guildOfChannel(channel) === guild,
  )
  const found = all.find((channel) => channel.name === name)
  if (found) return found
  const there = guild ? channelsOf(world, guild).map((channel) => channel.name) : all.map(({ id }) => id)
  throw new Error(`no channel ${name} in the twin; there are ${there.join(", ")}`)
}

export function storedIn({ world }: Discord, channel: string, message: string): Stored | undefined {
  return messagesIn(world, channel).get(message)
}
