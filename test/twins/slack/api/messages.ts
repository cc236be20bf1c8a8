/** chat.*, reactions.* and the reading of messages. */
import { asJson, blockFaults, displayedCharacters } from "../block-rules.ts"
import { limits } from "../limits.ts"
import { addMessage, type Channel, type Message, messageAt } from "../world.ts"
import { type Answer, type Call, type Method, Refused, textOf } from "./call.ts"
import { visible, writable } from "./conversations.ts"
import { entityFaults } from "./entities.ts"

export const messageMethods: Readonly<Record<string, Method>> = {
  "chat.postMessage": { scope: "chat:write", run: post },
  "chat.postEphemeral": { scope: "chat:write", run: postEphemeral },
  "chat.update": { scope: "chat:write", run: update },
  "chat.delete": { scope: "chat:write", run: remove },
  "chat.unfurl": { scope: "links:write", run: unfurl },
  "reactions.add": { scope: "reactions:write", run: addReaction },
  "reactions.remove": { scope: "reactions:write", run: removeReaction },
  "reactions.get": { scope: "reactions:read", run: getReactions },
  "conversations.history": { scope: "channels:history", run: history },
  "conversations.replies": { scope: "channels:history", run: replies },
}

function checked(given: Call["given"]): { readonly text: string; readonly blocks: unknown[] } {
  const text = typeof given.text === "string" ? given.text : ""
  const blocks = Array.isArray(given.blocks) ? given.blocks : []
  if (text === "" && blocks.length === 0) throw new Refused("no_text")
  if (text.length > limits.message.text) throw new Refused("msg_too_long")
  const faults = blockFaults(blocks)
  if (faults.length > 0) throw new Refused("invalid_blocks", { response_metadata: { messages: faults } })
  if (displayedCharacters(blocks) > limits.message.characters) throw new Refused("msg_blocks_too_long")
  return { text, blocks }
}

function post(call: Call): Answer {
  const channel = writable(call)
  const { given, workspace, world } = call
  const threadTs = typeof given.thread_ts === "string" ? given.thread_ts : undefined
  if (threadTs && !messageAt(channel, threadTs)) throw new Refused("thread_not_found")
  const message = addMessage(channel, {
    ts: world.ts(),
    user: workspace.botUser,
    botId: workspace.botId,
    ...checked(given),
    ...(threadTs ? { threadTs } : {}),
    ...(given.metadata === undefined ? {} : { metadata: given.metadata }),
  })
  return { ok: true, channel: channel.id, ts: message.ts, message: shown(message, workspace.id) }
}

function postEphemeral(call: Call): Answer {
  const channel = writable(call)
  const onlyFor = textOf(call, "user")
  if (!channel.members.has(onlyFor)) throw new Refused("user_not_in_channel")
  const { world, workspace } = call
  const content = checked(call.given)
  const message = addMessage(channel, {
    ts: world.ts(),
    user: workspace.botUser,
    botId: workspace.botId,
    ...content,
    onlyFor,
    ...(typeof call.given.thread_ts === "string" ? { threadTs: call.given.thread_ts } : {}),
  })
  return { ok: true, message_ts: message.ts }
}

function own(call: Call): { readonly channel: Channel; readonly message: Message } {
  const channel = visible(call, textOf(call, "channel"))
  const message = messageAt(channel, textOf(call, "ts"))
  if (!message || message.onlyFor) throw new Refused("message_not_found")
  return { channel, message }
}

function update(call: Call): Answer {
  const { channel, message } = own(call)
  if (message.user !== call.workspace.botUser) throw new Refused("cant_update_message")
  if (channel.archived) throw new Refused("is_archived")
  Object.assign(message, checked(call.given), { edited: true })
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: shown(message, call.workspace.id),
  }
}

function remove(call: Call): Answer {
  const { channel, message } = own(call)
  message.deleted = true
  return { ok: true, channel: channel.id, ts: message.ts }
}

function unfurl(call: Call): Answer {
  const { message } = own(call)
  const { unfurls, metadata } = call.given
  if (unfurls === undefined && metadata !== undefined)
    return unfurlEntities(message, asJson(metadata).entities)
  if (typeof unfurls !== "object" || unfurls === null) throw new Refused("missing_unfurls")
  for (const [url, preview] of Object.entries(unfurls)) {
    const faults = blockFaults((preview as { blocks?: unknown }).blocks)
    if (faults.length > 0) throw new Refused("invalid_blocks", { response_metadata: { messages: faults } })
    message.unfurls[url] = preview
  }
  return { ok: true }
}

/** Work Objects below the links of a message, each named as the member wrote it. */
function unfurlEntities(message: Message, entities: unknown): Answer {
  if (!Array.isArray(entities) || entities.length === 0) throw new Refused("missing_unfurls")
  for (const entity of entities.map(asJson)) {
    const link = String(entity.app_unfurl_url)
    const faults = entityFaults(entity)
    if (!message.text.includes(link)) faults.push(`${link} is not in the message`)
    if (faults.length > 0) throw new Refused("invalid_metadata", { response_metadata: { messages: faults } })
    message.unfurls[link] = { entity }
  }
  return { ok: true }
}

function reacted(call: Call): Message {
  const channel = visible(call, textOf(call, "channel"))
  const message = messageAt(channel, textOf(call, "timestamp"))
  if (!message) throw new Refused("message_not_found")
  return message
}

function addReaction(call: Call): Answer {
  const message = reacted(call)
  if (!react(message, textOf(call, "name"), call.workspace.botUser)) throw new Refused("already_reacted")
  return { ok: true }
}

function removeReaction(call: Call): Answer {
  const reaction = reacted(call).reactions.find(({ name }) => name === textOf(call, "name"))
  const at = reaction?.users.indexOf(call.workspace.botUser) ?? -1
  if (!reaction || at < 0) throw new Refused("no_reaction")
  reaction.users.splice(at, 1)
  return { ok: true }
}

/** Puts a member's reaction on a message; false when it is there already. */
export function react(message: Message, name: string, user: string): boolean {
  const reaction = message.reactions.find((some) => some.name === name)
  if (reaction?.users.includes(user)) return false
  if (reaction) reaction.users.push(user)
  else message.reactions.push({ name, users: [user] })
  return true
}

function getReactions(call: Call): Answer {
  const message = reacted(call)
  return {
    ok: true,
    type: "message",
    channel: textOf(call, "channel"),
    message: shown(message, call.workspace.id),
  }
}

function history(call: Call): Answer {
  const channel = visible(call, textOf(call, "channel"))
  if (!channel.members.has(call.workspace.botUser)) throw new Refused("not_in_channel")
  return page(
    call,
    channel.messages
      .filter((message) => !message.deleted && !message.onlyFor && !message.threadTs)
      .toReversed(),
  )
}

function replies(call: Call): Answer {
  const channel = visible(call, textOf(call, "channel"))
  const ts = textOf(call, "ts")
  const root = channel.messages.find(
    (message) => message.ts === ts && (!message.deleted || message.tombstone),
  )
  if (!root) throw new Refused("thread_not_found")
  return page(
    call,
    channel.messages.filter(
      (message) => message === root || (!message.deleted && message.threadTs === root.ts),
    ),
  )
}

/** One page of messages in the order that they have, which goes on at a cursor. */
function page({ given, workspace, pageOf }: Call, all: readonly Message[]): Answer {
  const limit = pageOf(Number(given.limit ?? 100))
  const oldest = Number(given.oldest ?? 0)
  const wanted = all.filter(({ ts, tombstone }) => tombstone || Number(ts) > oldest)
  const begin = wanted.findIndex(({ ts }) => ts === given.cursor) + 1
  const messages = wanted.slice(begin, begin + limit).map((message) => ({
    ...shown(message, workspace.id),
    ...(given.include_all_metadata === true ? { metadata: message.metadata } : {}),
  }))
  const hasMore = wanted.length > begin + limit
  const next = { response_metadata: { next_cursor: wanted[begin + limit - 1]?.ts ?? "" } }
  return { ok: true, messages, has_more: hasMore, ...(hasMore ? next : {}) }
}

/** A message as Slack writes it. */
export function shown(message: Message, team: string): Readonly<Record<string, unknown>> {
  if (message.tombstone)
    return { type: "message", subtype: "tombstone", user: "USLACKBOT", ts: message.ts, thread_ts: message.ts }
  return {
    type: "message",
    user: message.user,
    team,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.botId ? { bot_id: message.botId } : {}),
    ...(message.files ? { files: message.files.map(({ id, name, title }) => ({ id, name, title })) } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.reactions.length > 0
      ? {
          reactions: message.reactions.map(({ name, users }) => ({
            name,
            users: [...users],
            count: users.length,
          })),
        }
      : {}),
  }
}
