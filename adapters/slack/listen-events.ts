/** Events: reactions, mentions, links, the home page, and what disappears. They were kept and acknowledged before. */
import type { App } from "@slack/bolt"
import { ask, guarded, say } from "./answer.ts"
import { isEmoji } from "./catch-up.ts"
import { actorAt, textBesideMention } from "./decode.ts"
import { publishHome } from "./home.ts"
import { communityOf, threadId } from "./ids.ts"
import type { Ears } from "./listen.ts"
import { createNewestWins } from "./newest-wins.ts"
import { unfurl } from "./unfurl.ts"

export function listenToEvents(app: App, ears: Ears): void {
  const { bot, emoji, track } = ears
  const run = (what: string, work: () => Promise<unknown>) => track(guarded(ears.log, what, work))

  app.event("reaction_added", ({ event, body, context }) =>
    react(event, body.team_id, context.botUserId, true),
  )
  app.event("reaction_removed", ({ event, body, context }) =>
    react(event, body.team_id, context.botUserId, false),
  )

  app.event("app_mention", async ({ event, body, context }) => {
    if (!event.user) return
    const text = textBesideMention(event.text, context.botUserId ?? "")
    await mention(body.team_id, { channel: event.channel, user: event.user, text, rootTs: event.thread_ts })
  })

  app.message(async ({ message, body }) => {
    const { channel } = message
    const community = communityOf(body.team_id)
    if (message.subtype === "message_deleted")
      return run("forgetting a message", () =>
        bot.vanished({ community, place: channel, message: message.deleted_ts }),
      )
    if (message.subtype !== undefined && message.subtype !== "thread_broadcast") return
    if ("bot_id" in message && message.bot_id) return
    const { thread_ts: rootTs } = message
    if (message.channel_type === "im") {
      const { user } = message
      if (user)
        await mention(body.team_id, {
          channel,
          user,
          text: ("text" in message && message.text) || "",
          rootTs,
        })
      return
    }
    if (rootTs) {
      const thread = threadId(channel, rootTs)
      await run("counting a reply", () => bot.replied({ community, thread, replies: "one-more" }))
    }
  })

  app.event("link_shared", async ({ event, body }) => {
    const actor = actorAt({
      team: body.team_id,
      channel: event.channel,
      rootTs: event.thread_ts,
      user: event.user,
    })
    const shared = { channel: event.channel, ts: event.message_ts, links: event.links }
    await run("showing a link's paper", () => unfurl(ears, actor, shared))
  })

  app.event("app_home_opened", async ({ event, body }) => {
    if (event.tab !== "home") return
    const actor = actorAt({ team: body.team_id, channel: event.channel, user: event.user })
    await run("drawing the home page", () => publishHome(ears, actor))
  })

  app.event("channel_archive", ({ event, body }) => gone(body.team_id, event.channel))
  app.event("channel_deleted", ({ event, body }) => gone(body.team_id, event.channel))
  app.event("app_uninstalled", async ({ body }) => ears.removed(body.team_id))
  app.event("tokens_revoked", async ({ event, body }) => {
    if ((event.tokens.bot?.length ?? 0) > 0) await ears.removed(body.team_id)
  })

  const isNewest = createNewestWins()

  type Reaction = {
    readonly event_ts: string
    readonly user: string
    readonly reaction: string
    readonly item: { readonly channel: string; readonly ts: string }
  }

  async function react(event: Reaction, team: string, self: string | undefined, on: boolean): Promise<void> {
    if (!isEmoji(event.reaction, emoji) || event.user === self) return
    const { channel, ts } = event.item
    if (!isNewest(`${team} ${channel} ${ts} ${event.user}`, event.event_ts)) return
    const actor = actorAt({ team, channel, user: event.user })
    await run("counting a reaction", () =>
      bot.react(actor, { community: actor.community, place: channel, message: ts }, on),
    )
  }

  async function gone(team: string, channel: string): Promise<void> {
    await run("forgetting a channel", () => bot.vanished({ community: communityOf(team), place: channel }))
  }

  type Mention = {
    readonly channel: string
    readonly user: string
    readonly text: string
    readonly rootTs: string | undefined
  }

  async function mention(team: string, { text, ...spot }: Mention): Promise<void> {
    const invocation = { actor: actorAt({ team, ...spot }), input: { kind: "mention", text } as const }
    await run("answering a mention", async () => {
      const reply = await ask(ears, invocation)
      await say(ears, invocation, reply.later ? await reply.later : reply.card)
    })
  }
}
