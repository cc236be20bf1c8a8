/** Reactions that are votes: what an event says, and what is read back after an absence. */
import type { types } from "@slack/bolt"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Post, Reaction } from "../../src/vocabulary/community-stores.ts"
import type { Statement } from "../../src/vocabulary/platform-stores.ts"
import { words } from "../../src/words/words.ts"
import type { SlackContext } from "./context.ts"
import { causeOf, isGone } from "./errors.ts"
import { type EmojiName, numberOf, platform, teamOf } from "./ids.ts"

/** How often votes that change under the reading are read again. */
const mostReadings = 5

/** What a reaction votes for: the message's paper, or its paper with that number. Undefined for any other emoji. */
export function votedBy(reaction: string, emoji: EmojiName): { readonly number?: number } | undefined {
  if (isEmoji(reaction, emoji)) return {}
  const number = numberOf(reaction)
  return number === undefined ? undefined : { number }
}

/** The reactions that say something to the bot: a vote for the message's paper, and saving it. */
export type Emojis = { readonly emoji: EmojiName; readonly saveEmoji: EmojiName }

/** Whether a reaction is a vote, or saves a paper. */
export function saysSomething(reaction: string, { emoji, saveEmoji }: Emojis): boolean {
  return isEmoji(reaction, saveEmoji) || votedBy(reaction, emoji) !== undefined
}

function isEmoji(reaction: string, emoji: EmojiName): boolean {
  return baseOf(reaction) === baseOf(emoji)
}

/** Every skin tone is a vote. */
function baseOf(reaction: string): EmojiName {
  return nameOf(reaction).replace(/::.*/, "")
}

/** Slack has two names for the same thumb. */
function nameOf(reaction: string): string {
  return reaction.replace(/^thumbsup(?=::|$)/, "+1")
}

export type ReactionEvent = Pick<
  types.ReactionAddedEvent | types.ReactionRemovedEvent,
  "type" | "user" | "reaction" | "item" | "event_ts"
>

/** What an event says about a reaction; undefined for all others. Slack's time stamps compare as texts. */
export function statementOf(body: Readonly<Record<string, unknown>>): Statement | undefined {
  return isReaction(body.event) ? reactionStatement(body.event) : undefined
}

function reactionStatement({ type, user, reaction, item, event_ts }: ReactionEvent): Statement {
  return {
    subject: [item.channel, item.ts, user, nameOf(reaction)].join(" "),
    order: event_ts,
    says: type === "reaction_added" ? "on" : "off",
  }
}

function isReaction(event: unknown): event is ReactionEvent {
  return (
    typeof event === "object" &&
    event !== null &&
    "type" in event &&
    (event.type === "reaction_added" || event.type === "reaction_removed")
  )
}

/**
 * Counts a reaction that is a vote, or saves for one that is a bookmark. Slack's events come in any order, each to one of several processes, so an older one could undo a
 * newer: what counts is not this event but the newest that was kept about the same reaction.
 */
export async function countReaction(
  { bot, inbox, emoji, saveEmoji }: SlackContext,
  actor: Actor,
  event: ReactionEvent,
): Promise<void> {
  if (!saysSomething(event.reaction, { emoji, saveEmoji })) return
  const at = { community: actor.community, place: event.item.channel, message: event.item.ts }
  const voted = votedBy(event.reaction, emoji)
  const own = reactionStatement(event)
  // Again, if something newer was kept meanwhile: the last count is of the newest.
  for (let counted: string | undefined; ; ) {
    const { order, says } = (await inbox.newest(platform, own.subject)) ?? own
    if (order === counted) return
    if (voted) await bot.react(actor, { ...at, ...voted }, says === "on", nameOf(event.reaction))
    else await bot.bookmarked(actor, at, says === "on")
    counted = order
  }
}

/** Reads the reactions on all recent posts, one request a post at a time. */
export async function readReactions(context: SlackContext, signal: AbortSignal): Promise<void> {
  for (const post of await context.bot.recentPosts(platform)) {
    if (signal.aborted) return
    try {
      await agree(context, post)
    } catch (error) {
      const cause = causeOf(error)
      const fields = { platform, post: post.message, error: cause }
      if (isGone(cause)) await context.bot.vanished(post)
      else context.log.warn(fields, words.slack.log.reactionsUnread)
    }
  }
}

/** Until a reading changes nothing: another process may have counted a reaction since the last one was made. */
async function agree(context: SlackContext, post: Post): Promise<void> {
  for (let reading = 1; reading <= mostReadings; reading++)
    if (!(await context.bot.reconcile(post, await readVoters(context, post)))) return
}

async function readVoters(
  { workspaces, queue, emoji }: SlackContext,
  post: Post,
): Promise<readonly Reaction[]> {
  const { client, botUser } = await workspaces.at(teamOf(post.community))
  const request = { channel: post.place, timestamp: post.message, full: true }
  const { message } = await queue.run(`${post.community} reactions`, () => client.reactions.get(request))
  return (message?.reactions ?? [])
    .filter(({ name = "" }) => votedBy(name, emoji)?.number === post.number && votedBy(name, emoji))
    .flatMap(({ name = "", users = [] }) => users.map((member) => ({ member, reaction: nameOf(name) })))
    .filter(({ member }) => member !== botUser)
}
