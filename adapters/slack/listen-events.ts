/** Events: reactions, mentions, links, the home page, and what disappears. They were kept and acknowledged before. */
import type { App } from "@slack/bolt"
import type { Invocation } from "../../src/vocabulary/command.ts"
import { ask, say, whisper } from "./answer.ts"
import { isEmoji } from "./catch-up.ts"
import { actorAt, plainText, textBesideMention } from "./decode.ts"
import { guardedOrLater } from "./guarded.ts"
import { publishHome } from "./home.ts"
import { communityOf, isDirect, threadId } from "./ids.ts"
import type { Ears } from "./listen.ts"
import { type ReactionEvent, reactionStatement } from "./statement.ts"
import { unfurl } from "./unfurl.ts"

export function listenToEvents(app: App, ears: Ears): void {
  const { bot, emoji, track } = ears
  const run = (what: string, work: () => Promise<unknown>) => track(guardedOrLater(ears.log, what, work))

  app.event("reaction_added", ({ event, body, context }) =>
    react(event, teamHere(context, body), context.botUserId),
  )
  app.event("reaction_removed", ({ event, body, context }) =>
    react(event, teamHere(context, body), context.botUserId),
  )

  app.event("app_mention", async ({ event, body, context }) => {
    if (!event.user) return
    const text = textBesideMention(event.text, context.botUserId ?? "")
    const spot = { channel: event.channel, user: event.user, rootTs: event.thread_ts }
    await mention(teamHere(context, body), {
      ...spot,
      text,
      eventId: body.event_id,
      again: context.again === true,
    })
  })

  app.message(async ({ message, body, context }) => {
    const { channel } = message
    const community = communityOf(teamHere(context, body))
    if (message.subtype === "message_deleted")
      return run("forgetting a message", () =>
        bot.vanished({ community, place: channel, message: message.deleted_ts }),
      )
    if (message.subtype !== undefined && message.subtype !== "thread_broadcast") return
    if ("bot_id" in message && message.bot_id) return
    const { thread_ts: rootTs } = message
    if (message.channel_type === "im") {
      const { user } = message
      const text = plainText(("text" in message && message.text) || "")
      const again = context.again === true
      if (user)
        await mention(teamHere(context, body), { channel, user, text, rootTs, eventId: body.event_id, again })
      return
    }
    if (rootTs) {
      const thread = threadId(channel, rootTs)
      await run("counting a reply", () => bot.replied({ community, thread, replies: "one-more" }))
    }
  })

  app.event("link_shared", async ({ event, body, context }) => {
    const actor = actorAt({
      team: teamHere(context, body),
      channel: event.channel,
      rootTs: event.thread_ts,
      user: event.user,
    })
    const { channel, message_ts: ts, unfurl_id: id, source } = event
    // A message that is still being written has no place yet: Slack names its preview instead.
    const at = id && source === "composer" ? ({ unfurl_id: id, source } as const) : { channel, ts }
    const shared = { at, links: event.links }
    await run("showing a link's paper", () => unfurl(ears, actor, shared))
  })

  app.event("app_home_opened", async ({ event, body, context }) => {
    if (event.tab !== "home") return
    // The page lies in no channel. Slack names the direct messages, where everybody may do as they like.
    const actor = actorAt({ team: teamHere(context, body), channel: event.user, user: event.user })
    await run("drawing the home page", () => publishHome(ears, actor))
  })

  app.event("channel_archive", ({ event, body, context }) => gone(teamHere(context, body), event.channel))
  app.event("channel_deleted", ({ event, body, context }) => gone(teamHere(context, body), event.channel))
  app.event("app_uninstalled", async ({ body, context }) => ears.removed(teamHere(context, body)))
  app.event("tokens_revoked", async ({ event, body, context }) => {
    if ((event.tokens.bot?.length ?? 0) > 0) await ears.removed(teamHere(context, body))
  })

  async function react(event: ReactionEvent, team: string, self: string | undefined): Promise<void> {
    if (!isEmoji(event.reaction, emoji) || event.user === self) return
    const { channel, ts } = event.item
    const actor = actorAt({ team, channel, user: event.user })
    const message = { community: actor.community, place: channel, message: ts }
    const own = reactionStatement(event)
    await run("counting a reaction", async () => {
      // Again, if something newer was said meanwhile: whoever counts last has counted the newest.
      for (let counted: string | undefined; ; ) {
        const { order, says } = (await ears.newest(own.subject)) ?? own
        if (order === counted) return
        await bot.react(actor, message, says === "on")
        counted = order
      }
    })
  }

  async function gone(team: string, channel: string): Promise<void> {
    await run("forgetting a channel", () => bot.vanished({ community: communityOf(team), place: channel }))
  }

  type Mention = {
    readonly channel: string
    readonly user: string
    readonly text: string
    readonly rootTs: string | undefined
    readonly eventId: string
    /** It was heard before, and a crash kept us from knowing whether it was answered. */
    readonly again: boolean
  }

  async function mention(team: string, { text, eventId, again, ...spot }: Mention): Promise<void> {
    const actor = actorAt({ team, ...spot })
    const { community, place, thread } = actor
    // The replies of a post are its paper's thread, also where nobody pressed "Discuss".
    const on = spot.rootTs ? { on: { community, place, message: spot.rootTs } } : {}
    const invocation: Invocation = { actor, input: { kind: "mention", text }, ...on }
    await run("answering a mention", async () => {
      if (again && (await ears.answered({ community, place, thread, delivery: eventId }))) return
      const { later, ...first } = await ask(ears, invocation)
      const reply = later ? { ...first, card: await later } : first
      if (reply.visibility === "private" && !isDirect(place)) return whisper(ears, invocation, reply)
      await say(ears, invocation, reply.card, eventId)
    })
  }
}

/** In a channel shared between companies an event names the writer's workspace; the bot's own is the one it came to. */
function teamHere(
  { teamId }: { readonly teamId?: string },
  { team_id }: { readonly team_id: string },
): string {
  return teamId ?? team_id
}
