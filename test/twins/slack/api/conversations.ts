/** Conversations: which there are, who is in them, and opening those of two. */
import { addChannel, type Channel } from "../world.ts"
import { type Answer, type Call, type Method, Refused, textOf } from "./call.ts"

export const conversationMethods: Readonly<Record<string, Method>> = {
  "conversations.info": { scope: "channels:read", run: info },
  "conversations.open": { scope: "im:write", run: open },
  "users.conversations": { scope: "channels:read", run: ownConversations },
}

/** The channel as the bot may see it. A private one that it is not in does not exist for it. */
export function visible(call: Call, id: string): Channel {
  const channel = call.workspace.channels.get(id)
  const isIn = channel?.members.has(call.workspace.botUser)
  const isHidden = channel?.isPrivate || channel?.isDirect
  if (!channel || channel.deleted || (isHidden && !isIn)) throw new Refused("channel_not_found")
  return channel
}

export function writable(call: Call): Channel {
  const id = textOf(call, "channel")
  const person = call.workspace.people.get(id)
  if (person?.deactivated) throw new Refused("user_disabled")
  const channel = person ? directWith(call, person.id) : visible(call, id)
  if (channel.archived) throw new Refused("is_archived")
  if (!channel.members.has(call.workspace.botUser)) throw new Refused("not_in_channel")
  return channel
}

/** A member's direct messages with the bot. */
export function directWith({ world, workspace }: Pick<Call, "world" | "workspace">, user: string): Channel {
  const found = [...workspace.channels.values()].find(
    (channel) => channel.isDirect && channel.creator === user,
  )
  return found ?? addChannel(world, workspace, { name: "", creator: user, isDirect: true })
}

function open(call: Call): Answer {
  const { workspace } = call
  const user = textOf(call, "users")
  if (user === workspace.botUser) throw new Refused("cannot_dm_bot")
  const person = workspace.people.get(user)
  if (!person) throw new Refused("user_not_found")
  if (person.deactivated) throw new Refused("user_disabled")
  return { ok: true, channel: { id: directWith(call, user).id } }
}

function info(call: Call): Answer {
  const channel = visible(call, textOf(call, "channel"))
  if (channel.isDirect && !call.workspace.scopes.includes("im:read"))
    throw new Refused("missing_scope", { needed: "im:read" })
  return {
    ok: true,
    channel: {
      id: channel.id,
      name: channel.name,
      is_channel: !channel.isPrivate && !channel.isDirect,
      is_private: channel.isPrivate,
      is_im: channel.isDirect,
      is_archived: channel.archived,
      is_member: channel.members.has(call.workspace.botUser),
      creator: channel.creator,
      ...(channel.isDirect ? { user: channel.creator } : {}),
    },
  }
}

/** The channels that the bot is in, a page at a time. */
function ownConversations({ given, workspace, pageOf }: Call): Answer {
  const types = String(given.types ?? "public_channel").split(",")
  if (types.includes("private_channel") && !workspace.scopes.includes("groups:read"))
    throw new Refused("missing_scope", { needed: "groups:read" })
  const all = [...workspace.channels.values()].filter(
    ({ isDirect, isPrivate, deleted, archived, members }) =>
      !isDirect &&
      !deleted &&
      !(archived && given.exclude_archived === true) &&
      members.has(workspace.botUser) &&
      types.includes(isPrivate ? "private_channel" : "public_channel"),
  )
  const begin = all.findIndex(({ id }) => id === given.cursor) + 1
  const end = begin + pageOf(Number(given.limit ?? 100))
  const channels = all.slice(begin, end).map(({ id, name, isPrivate, archived, creator }) => ({
    ...{ id, name, is_channel: !isPrivate, is_private: isPrivate, is_archived: archived, creator },
  }))
  return {
    ok: true,
    channels,
    response_metadata: { next_cursor: end < all.length ? (channels.at(-1)?.id ?? "") : "" },
  }
}
