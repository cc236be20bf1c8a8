/** Events: reactions, mentions, links, the home page, and what disappears. They were stored and acknowledged before. */
import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs, types } from "@slack/bolt"
import type { SlackContext } from "./context.ts"
import { actorAt, asJson, plainText, textBesideMention } from "./decode.ts"
import { publishHome, welcome, welcomeIn } from "./home.ts"
import { communityOf, isDirect, threadId } from "./ids.ts"
import { answerMention } from "./mentions.ts"
import { handle } from "./respond.ts"
import { unfurl } from "./unfurl.ts"
import { countReaction, type ReactionEvent } from "./votes.ts"
import { presentDetails } from "./work-objects.ts"

type Heard<E extends string> = SlackEventMiddlewareArgs<E> & AllMiddlewareArgs

/** Passes what happens in a workspace on to the core. */
export function handleEvents(app: App, context: SlackContext): void {
  const { bot } = context

  app.event("reaction_added", ({ event, ...heard }) => react(event, heard))
  app.event("reaction_removed", ({ event, ...heard }) => react(event, heard))

  app.event("app_mention", async ({ event, ...heard }) => {
    if (!event.user) return
    const text = textBesideMention(event.text, heard.context.botUserId ?? "")
    const spot = { channel: event.channel, user: event.user, ts: event.ts, rootTs: event.thread_ts }
    await answerMention(context, { ...spot, text, ...origin(heard) })
  })

  app.message(async ({ message, ...heard }) => {
    const { channel, subtype } = message
    if (subtype === "message_deleted") {
      const { thread_ts: rootTs, bot_id: botId } = asJson(message.previous_message)
      const isReply = rootTs !== undefined && rootTs !== message.deleted_ts && botId === undefined
      await forget(channel, message.deleted_ts, heard)
      if (isReply) await countReply(channel, String(rootTs), "one-less", heard)
    } else if (subtype === "message_changed") {
      // What stays of a deleted message that has replies: its thread lives.
      await forget(channel, message.message.ts, heard)
    } else if (message.channel_type === "im") {
      const { user = "", text = "", ts, thread_ts: rootTs } = message as types.GenericMessageEvent
      const said = { channel, user, text: plainText(text), ts, rootTs, hasFiles: subtype === "file_share" }
      await answerMention(context, { ...said, ...origin(heard) })
    } else if ("thread_ts" in message && message.thread_ts)
      await countReply(channel, message.thread_ts, "one-more", heard, asJson(message).user)
  })

  app.event("link_shared", async ({ event, ...heard }) => {
    const { channel, message_ts: ts, unfurl_id: id, source, thread_ts: rootTs, user, links } = event
    // What is said to the bot alone is answered by a message.
    if (isDirect(channel) && asJson(event).is_bot_user_member === true) return
    const actor = actorAt({ team: teamHere(heard), channel, rootTs, user })
    // A message that is still being written has no place yet: Slack names its preview instead.
    const at = id && source === "composer" ? ({ unfurl_id: id, source } as const) : { channel, ts }
    const again = heard.context.again === true
    await handle(context, "link", () => unfurl(context, actor, { at, links, again }))
  })

  // Sent to apps alone that have Work Objects switched on.
  app.event("entity_details_requested", async ({ event, ...heard }) => {
    const {
      channel,
      user,
      external_ref: ref,
      trigger_id: trigger,
      entity_url: url,
      user_locale: locale,
    } = event
    if (!context.workObjects || ref === undefined) return
    const actor = { ...actorAt({ team: teamHere(heard), channel: channel ?? user, user }), locale }
    await handle(context, "details", () => presentDetails(context, actor, { trigger, paper: ref.id, url }))
  })

  app.event("app_home_opened", async ({ event, ...heard }) => {
    const team = teamHere(heard)
    await handle(context, "welcome", () => welcome(context, team, event.user))
    if (event.tab !== "home") return
    // The page is in no channel. Slack names the direct messages, where everybody may change settings.
    const actor = actorAt({ team, channel: event.user, user: event.user })
    await handle(context, "home", () => publishHome(context, actor, { isFirst: event.view === undefined }))
  })

  for (const [type, reason] of channelGone)
    app.event(type, async ({ event, ...heard }) => {
      const where = { community: communityOf(teamHere(heard)), place: event.channel }
      await handle(context, "channelGone", () => bot.placeGone({ ...where, reason }))
    })
  for (const type of channelBack)
    app.event(type, async ({ event, ...heard }) => {
      const where = { community: communityOf(teamHere(heard)), place: event.channel }
      await handle(context, "channelBack", () => bot.placeBack(where))
      const inviter = event.type === "member_joined_channel" ? event.inviter : undefined
      if (inviter === undefined || heard.context.again === true) return
      const actor = actorAt({ team: teamHere(heard), channel: event.channel, user: inviter })
      await handle(context, "welcome", () => welcomeIn(context, actor))
    })
  app.event("user_change", async ({ event, ...heard }) => {
    const who = { community: communityOf(teamHere(heard)), member: event.user.id }
    if (event.user.deleted) await handle(context, "memberGone", () => bot.memberGone(who))
  })
  app.event("app_uninstalled", (heard) => left("uninstalled", heard))
  app.event("tokens_revoked", async ({ event, ...heard }) => {
    if ((event.tokens.bot?.length ?? 0) > 0) await left("revoked", heard)
  })

  async function left(reason: "uninstalled" | "revoked", heard: Where): Promise<void> {
    const at = Temporal.Instant.fromEpochMilliseconds(heard.body.event_time * 1_000)
    await handle(context, "workspaceLeft", () => context.workspaceLeft(teamHere(heard), reason, at))
  }

  async function forget(place: string, message: string, heard: Where): Promise<void> {
    const community = communityOf(teamHere(heard))
    await handle(context, "deletedMessage", () => bot.vanished({ community, place, message }))
  }

  async function countReply(
    channel: string,
    rootTs: string,
    replies: "one-more" | "one-less",
    heard: Where,
    by?: unknown,
  ): Promise<void> {
    const community = communityOf(teamHere(heard))
    const where = { community, thread: threadId(channel, rootTs) }
    const under = { community, place: channel, message: rootTs, by: String(by) }
    await handle(context, "reply", () => bot.replied({ ...where, replies, ...(by ? { under } : {}) }))
  }

  async function react(event: ReactionEvent, heard: Where): Promise<void> {
    if (event.user === heard.context.botUserId) return
    const actor = actorAt({ team: teamHere(heard), channel: event.item.channel, user: event.user })
    await handle(context, "reaction", () => countReaction(context, actor, event))
  }
}

/** Events after which the bot cannot post in a channel. */
const channelGone = [
  ["channel_archive", "archived"],
  ["channel_deleted", "deleted"],
  ["channel_left", "kicked"],
  ["group_archive", "archived"],
  ["group_deleted", "deleted"],
  ["group_left", "kicked"],
] as const
/** Events after which it can again. Only the bot's own joining is kept. */
const channelBack = ["channel_unarchive", "group_unarchive", "member_joined_channel"] as const

type Where = Pick<Heard<string>, "context"> & {
  readonly body: { readonly team_id: string; readonly event_time: number }
}

/** In a channel shared between companies an event names the writer's workspace; the bot's own is the one it came to. */
function teamHere({ context, body }: Where): string {
  return context.teamId ?? body.team_id
}

function origin(heard: Where & { readonly body: { readonly event_id: string } }) {
  return { team: teamHere(heard), eventId: heard.body.event_id, again: heard.context.again === true }
}
