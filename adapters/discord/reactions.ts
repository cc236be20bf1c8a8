/**
 * Reactions are votes, or save: one emoji counts, in every skin tone and as super reaction, and on a message about several papers
 * the number of each. What an absence missed is read back.
 */
import {
  type APIEmoji,
  type APIMessage,
  type APIUser,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  ReactionType,
  Routes,
  SnowflakeUtil,
} from "discord.js"
import type { Queues } from "../../src/concurrency/by-key.ts"
import type { Pace } from "../../src/concurrency/pace.ts"
import type { Actor, MessageRef } from "../../src/vocabulary/actor.ts"
import type { PostRef, Reaction as Vote } from "../../src/vocabulary/community-stores.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { communityOf, platform, shardOf } from "./ids.ts"
import { isGone } from "./refusal.ts"
import { messagesAfter, type Rest } from "./requests.ts"

/** The name of the emoji as routes and events write it: `👍`, or `upvote:41771983429993937` for a server's own. */
export type Emoji = string

export function isEmoji(emoji: Pick<APIEmoji, "id" | "name">, wanted: Emoji): boolean {
  return plain(spelled(emoji)) === plain(wanted)
}

/** By number from 1, each in the one spelling that Discord knows. */
export const numberEmojis: readonly Emoji[] = [
  ..."123456789".split("").map((digit) => `${digit}\u{FE0F}\u{20E3}`),
  "\u{1F51F}",
]

/** What a reaction votes for: the message's paper, or its paper with that number. Undefined for any other emoji. */
export function votedFor(
  emoji: Pick<APIEmoji, "id" | "name">,
  upvote: Emoji,
): { readonly number?: number } | undefined {
  if (isEmoji(emoji, upvote)) return {}
  const index = numberEmojis.findIndex((number) => isEmoji(emoji, number))
  return index < 0 ? undefined : { number: index + 1 }
}

/** The reaction that saves. */
export const usualBookmark: Emoji = "🔖"

/** Where nobody chose another, an emoji of a server's own that is called a bookmark saves too. */
export function isBookmark(emoji: Pick<APIEmoji, "id" | "name">, save: Emoji): boolean {
  if (isEmoji(emoji, save)) return true
  return save === usualBookmark && Boolean(emoji.id) && /bookmark/i.test(emoji.name ?? "")
}

function spelled({ id, name }: Pick<APIEmoji, "id" | "name">): Emoji {
  return id ? `${name}:${id}` : (name ?? "")
}

/** Without skin tone, and without the variation selector, which some clients send and some do not. */
const plain = (emoji: Emoji) => emoji.replace(/[\u{1F3FB}-\u{1F3FF}\u{FE0F}]/gu, "")

/** A way of voting: each skin tone is one of its own, and so is a super reaction beside a plain one. */
export function wayOf(emoji: Pick<APIEmoji, "id" | "name">, type: ReactionType): string {
  return `${spelled(emoji).replaceAll("\u{FE0F}", "")}${type === ReactionType.Super ? " super" : ""}`
}

export type Reaction = GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData

/** Who reacted, and on which message. */
export function decodeReaction(reaction: Reaction): { readonly actor: Actor; readonly message: PostRef } {
  const community = communityOf(reaction.guild_id, reaction.user_id)
  const member = "member" in reaction ? reaction.member : undefined
  const actor: Actor = {
    platform,
    community,
    place: reaction.channel_id,
    member: reaction.user_id,
    memberName: member?.nick ?? member?.user.global_name ?? member?.user.username ?? reaction.user_id,
    isAdmin: false,
  }
  return { actor, message: { community, place: reaction.channel_id, message: reaction.message_id } }
}

export type ReadingBack = {
  readonly rest: Rest
  readonly bot: Bot
  readonly emoji: Emoji
  readonly log: Log
  /** By channel, and shared with the reactions that come meanwhile: what was read must not undo what came after. */
  readonly queues: Queues
  readonly pace: Pace
  readonly signal: AbortSignal
}

/**
 * Reads the reactions on the recent posts of one shard's servers: a channel's messages come by the hundred with their
 * reactions counted, so only posts with votes cost a request of their own.
 */
export async function catchUp(reading: ReadingBack, shard: { id: number; count: number }): Promise<void> {
  const recent = await reading.bot.recentPosts(platform)
  const ours = recent.filter(({ community }) => shardOf(community, shard.count) === shard.id)
  for (const [place, posts] of Map.groupBy(ours, (post) => post.place)) {
    if (reading.signal.aborted) return
    await reading.queues.run(place, () => readChannel(reading, place, posts))
  }
}

async function readChannel(reading: ReadingBack, place: string, posts: readonly PostRef[]): Promise<void> {
  const known = await recentMessages(reading, place, posts).catch(() => new Map<string, APIMessage>())
  for (const post of posts) {
    if (reading.signal.aborted) return
    await readPost(reading, post, known.get(post.message))
  }
}

async function recentMessages(
  { rest, pace, signal }: ReadingBack,
  place: string,
  posts: readonly MessageRef[],
): Promise<ReadonlyMap<string, APIMessage>> {
  const missing = new Set(posts.map(({ message }) => message))
  const oldest = Math.min(...posts.map(({ message }) => SnowflakeUtil.timestampFrom(message)))
  const found = new Map<string, APIMessage>()
  for await (const page of messagesAfter(rest, place, oldest - 1)) {
    ;(await pace.enter(signal))()
    for (const message of page) if (missing.delete(message.id)) found.set(message.id, message)
    if (missing.size === 0) break
  }
  return found
}

/** Makes the votes on a post agree with its reactions as they are now. Never throws for what Discord refuses. */
async function readPost(
  { rest, bot, emoji, log, pace, signal }: ReadingBack,
  post: PostRef,
  known?: APIMessage,
): Promise<void> {
  const enter = async () => (await pace.enter(signal))()
  try {
    if (!known) await enter()
    const message = known ?? (await rest.get<APIMessage>(Routes.channelMessage(post.place, post.message)))
    const counted = post.number === undefined ? emoji : (numberEmojis[post.number - 1] ?? "")
    await bot.reconcile(post, await readReactions(rest, post, { message, emoji: counted, enter }))
  } catch (error) {
    if (isGone(error)) return bot.vanished(post)
    if (!signal.aborted) log.warn({ platform, post: post.message, error }, words.discord.log.notReadBack)
  }
}

type Reading = {
  readonly message: APIMessage
  readonly emoji: Emoji
  readonly enter: () => Promise<void>
}

/** All reactions that are votes now, bots left out. */
async function readReactions(
  rest: Rest,
  post: MessageRef,
  { message, emoji, enter }: Reading,
): Promise<readonly Vote[]> {
  const votes: Vote[] = []
  for (const { emoji: one, count_details: counts, me } of message.reactions ?? []) {
    if (!isEmoji(one, emoji)) continue
    const lists = [
      ...(counts.normal > Number(me) ? [ReactionType.Normal] : []),
      ...(counts.burst > 0 ? [ReactionType.Super] : []),
    ]
    for (const type of lists)
      for await (const users of reactorPages(rest, post, { emoji: spelled(one), type })) {
        await enter()
        const people = users.filter(({ bot }) => !bot)
        votes.push(...people.map(({ id }) => ({ member: id, reaction: wayOf(one, type) })))
      }
  }
  return votes
}

/** Discord's page size for a reaction's users. */
const usersPerPage = 100

async function* reactorPages(
  rest: Rest,
  { place, message }: MessageRef,
  { emoji, type }: { readonly emoji: Emoji; readonly type: ReactionType },
) {
  const route = Routes.channelMessageReaction(place, message, encodeURIComponent(emoji))
  for (let after: string | undefined = "0"; after !== undefined; ) {
    const query = new URLSearchParams({ type: String(type), limit: String(usersPerPage), after })
    const page = await rest.get<readonly APIUser[]>(route, { query })
    yield page
    after = page.length < usersPerPage ? undefined : page.at(-1)?.id
  }
}
