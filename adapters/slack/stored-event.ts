/**
 * What is kept of an event while it waits. Members' messages are theirs: the text of a mention or of a direct message to
 * the bot is kept until it is answered, all other text is never written to a disk.
 */
import { parsePaperName } from "../../src/papers/index.ts"
import { asJson, type Json } from "./decode.ts"
import { type Emojis, saysSomething } from "./votes.ts"

const outerFields = ["type", "team_id", "enterprise_id", "event_id", "event_time", "authorizations"] as const

/** By type of event, the fields that are used. What is not named here is not handled. */
const eventFields: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: ["user", "channel", "tab"],
  app_mention: ["user", "text", "channel", "ts", "thread_ts"],
  app_uninstalled: [],
  channel_archive: ["channel"],
  channel_deleted: ["channel"],
  channel_left: ["channel"],
  channel_unarchive: ["channel"],
  entity_details_requested: [
    ...["user", "user_locale", "trigger_id", "entity_url", "external_ref"],
    ...["channel", "message_ts", "thread_ts"],
  ],
  group_archive: ["channel"],
  group_deleted: ["channel"],
  group_left: ["channel"],
  group_unarchive: ["channel"],
  link_shared: ["user", "channel", "message_ts", "thread_ts", "unfurl_id", "source", "is_bot_user_member"],
  member_joined_channel: ["user", "channel", "inviter"],
  message: ["subtype", "user", "channel", "channel_type", "ts", "thread_ts", "deleted_ts"],
  reaction_added: ["user", "reaction", "item"],
  reaction_removed: ["user", "reaction", "item"],
  tokens_revoked: ["tokens"],
  user_change: [],
}

/** The subtypes of messages that people write: in a thread each is a reply. */
const written: readonly unknown[] = [undefined, "thread_broadcast", "file_share"]

/** The event with what is used of it alone; undefined where nothing of it is. */
export function storedEvent(body: Json, emojis: Emojis): Json | undefined {
  const event = asJson(body.event)
  const fields = eventFields[String(event.type)]
  if (!fields || !isUsed(event, botUserOf(body), emojis)) return undefined
  const kept = { ...pick(event, ["type", "event_ts", ...fields]), ...nested(event) }
  return { ...pick(body, outerFields), event: kept }
}

/** The member id of the bot to which Slack sent the event. */
function botUserOf({ authorizations }: Json): unknown {
  return Array.isArray(authorizations) ? asJson(authorizations[0]).user_id : undefined
}

function isUsed(event: Json, botUser: unknown, emojis: Emojis): boolean {
  switch (event.type) {
    case "message":
      return isUsedMessage(event)
    case "app_mention":
      return event.bot_id === undefined
    case "link_shared":
      return paperLinks(event).length > 0
    case "member_joined_channel":
      return event.user === botUser
    case "reaction_added":
    case "reaction_removed":
      // Only a message of the bot's can be a post.
      return saysSomething(String(event.reaction), emojis) && [undefined, botUser].includes(event.item_user)
    case "user_change":
      return asJson(event.user).deleted === true
    default:
      return true
  }
}

/** Of a channel's messages only members' replies and deletions change anything. */
function isUsedMessage(event: Json): boolean {
  if (event.subtype === "message_deleted") return true
  if (event.subtype === "message_changed") return asJson(event.message).subtype === "tombstone"
  if (!written.includes(event.subtype) || event.bot_id !== undefined) return false
  return event.channel_type === "im" || event.thread_ts !== undefined
}

function nested(event: Json): Json {
  if (event.type === "link_shared") return { links: paperLinks(event) }
  if (event.type === "app_home_opened" && event.view) return { view: pick(asJson(event.view), ["id"]) }
  if (event.type === "user_change") return { user: pick(asJson(event.user), ["id", "deleted"]) }
  if (event.type !== "message") return {}
  const previous = asJson(event.previous_message)
  return {
    ...(event.channel_type === "im" && event.subtype !== "message_deleted" ? { text: event.text } : {}),
    ...(event.message ? { message: pick(asJson(event.message), ["subtype", "ts"]) } : {}),
    ...(event.previous_message ? { previous_message: pick(previous, ["thread_ts", "bot_id"]) } : {}),
  }
}

function paperLinks({ links }: Json): readonly Json[] {
  const all = Array.isArray(links) ? links.map(asJson) : []
  return all.filter(({ url }) => parsePaperName(String(url)).kind === "id").map(({ url }) => ({ url }))
}

function pick(from: Json, fields: readonly string[]): Json {
  return Object.fromEntries(fields.filter((field) => field in from).map((field) => [field, from[field]]))
}
