/** A paper's conversation: a thread under its post, or a post of a forum. */
import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  type RESTGetAPIGuildThreadsResult,
  Routes,
  ThreadAutoArchiveDuration,
} from "discord.js"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { textOf } from "../../src/rendering/inline.ts"
import type { MessageRef, Under } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { messageGone, NetworkError } from "../../src/vocabulary/errors.ts"
import { type Forum, forumAt, tagsFor } from "./forums.ts"
import { ageMs, guildOf, platform } from "./ids.ts"
import { limits } from "./limits.ts"
import { cardMessage, sentOnce } from "./message-body.ts"
import { refusal } from "./refusal.ts"
import { ownId, type Rest, type Wire } from "./wire.ts"

const archiveAfter = ThreadAutoArchiveDuration.OneWeek

/** A thread of unknown outcome is looked for among those made since; the same title may stand there from before. */
const justNowMs = 2 * 60_000

export type Opened = { readonly thread: string; readonly opening: string }

type Place = { readonly community: string; readonly place: string }

/** Opens a thread named by the title; its first message is the card. */
export async function openThread(
  wire: Wire,
  request: Place & { readonly under?: MessageRef; readonly title: string; readonly opening: Card },
): Promise<Opened> {
  const { opening } = request
  const name = threadName(request.title)
  const forum = await forumAt(wire, request.place)
  if (forum) return openForumPost(wire, { ...request, forum, name }, opening)
  const thread = await startThread(wire, request, name)
  // The thread's id, at most 20 digits, is a nonce that all attempts at its opening share.
  const body = sentOnce(opening, thread)
  const message = (await wire.rest.post(Routes.channelMessages(thread), { body })) as APIMessage
  return { thread, opening: message.id }
}

/** A title as a thread's name. */
export function threadName(title: string): string {
  return fitLine(title, limits.thread.name) || "A paper"
}

async function startThread(
  wire: Wire,
  where: Place & { readonly under?: MessageRef },
  name: string,
): Promise<string> {
  const { under } = where
  if (!under) return startAlone(wire, where, name)
  try {
    return await startUnder(wire, under, name)
  } catch (error) {
    if (isRefused(error, [Code.UnknownMessage])) return startAlone(wire, where, name)
    throw error
  }
}

/** A message's thread, also where it is there already. */
async function startUnder(
  wire: Wire,
  under: MessageRef,
  name: string,
  cut: { readonly signal?: AbortSignal } = {},
): Promise<string> {
  try {
    const body = { name, auto_archive_duration: archiveAfter }
    const route = Routes.threads(under.place, under.message)
    return ((await wire.once.post(route, { body, ...cut })) as APIThreadChannel).id
  } catch (error) {
    // A thread made from a message has the message's id: whoever opened it, and however that request ended, it is the one.
    const isThere =
      isRefused(error, [Code.ThreadAlreadyCreatedForMessage]) ||
      (isOutcomeUnknown(error) && (await reviveThread(wire.rest, under.message)))
    if (!isThere) throw error
    return under.message
  }
}

/** Refusals of threads that leave the channel itself to write in. */
const noThreads = [
  Code.MissingPermissions,
  Code.CannotExecuteActionOnThisChannelType,
  Code.CannotExecuteActionOnDMChannel,
  Code.MaximumActiveThreads,
  Code.ThreadLocked,
] as const

/** Writes in the thread of a message; undefined where the bot may open none, or not write in it. */
export async function inThreadOf<T>(
  wire: Wire,
  { under, ...cut }: { readonly under: Under; readonly signal?: AbortSignal },
  write: (thread: string) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await write(await startUnder(wire, under, threadName(textOf(under.title)), cut))
  } catch (error) {
    if (isRefused(error, [Code.UnknownMessage])) throw messageGone(platform, error)
    if (isRefused(error, noThreads)) return undefined
    throw error
  }
}

export function isRefused(error: unknown, codes: readonly Code[]): boolean {
  return error instanceof DiscordAPIError && codes.some((code) => code === error.code)
}

async function startAlone(wire: Wire, where: Place, name: string): Promise<string> {
  const body = { name, auto_archive_duration: archiveAfter, type: ChannelType.PublicThread as const }
  const thread = await madeOnce(wire, where, name, () =>
    wire.once.post(Routes.threads(where.place), { body }),
  )
  return thread.id
}

/** A forum post is a thread whose first message comes with it. */
export async function openForumPost(
  wire: Wire,
  where: Place & { readonly forum: Forum; readonly name: string; readonly signal?: AbortSignal },
  card: Card,
): Promise<Opened> {
  const { forum, name, signal } = where
  const tags = tagsFor(forum)
  const body = {
    name,
    auto_archive_duration: archiveAfter,
    message: cardMessage(card),
    ...(tags.length > 0 ? { applied_tags: tags } : {}),
  }
  const thread = await madeOnce(wire, where, name, () =>
    wire.once.post(Routes.threads(forum.id), { body, ...(signal ? { signal } : {}) }),
  )
  // A forum post's first message has the thread's own id.
  return { thread: thread.id, opening: thread.id }
}

/** Makes a thread; where Discord's answer never came, the one that was made all the same is found by its name. */
async function madeOnce(
  wire: Wire,
  where: Place,
  name: string,
  make: () => Promise<unknown>,
): Promise<Pick<APIThreadChannel, "id">> {
  try {
    return (await make()) as APIThreadChannel
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error
    const found = await findOwnThread(wire, { ...where, name, withinMs: justNowMs })
    if (!found) throw error
    return found
  }
}

function isOutcomeUnknown(error: unknown): boolean {
  return refusal(error) instanceof NetworkError
}

/** The bot's own open thread of that name in a channel or forum, made within so many milliseconds. */
export async function findOwnThread(
  wire: Wire,
  wanted: Place & { readonly name: string; readonly withinMs: number },
): Promise<APIThreadChannel | undefined> {
  const guild = guildOf(wanted.community)
  if (!guild) return undefined
  const { rest, clock } = wire
  const { threads } = (await rest.get(Routes.guildActiveThreads(guild))) as RESTGetAPIGuildThreadsResult
  const self = await ownId(wire)
  return (threads as readonly APIThreadChannel[]).find(
    ({ id, parent_id, owner_id, name }) =>
      parent_id === wanted.place &&
      owner_id === self &&
      name === wanted.name &&
      ageMs(id, clock.now()) <= wanted.withinMs,
  )
}

/**
 * Whether the thread still exists; an archived one is opened again. One that a moderator has locked stays as it is,
 * and is still the one to be led to.
 */
export async function reviveThread(rest: Rest, thread: string): Promise<boolean> {
  try {
    const { thread_metadata: state } = (await rest.get(Routes.channel(thread))) as APIThreadChannel
    if (state?.archived && !state.locked)
      await rest.patch(Routes.channel(thread), { body: { archived: false } })
    return true
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error
    if (error.code === Code.UnknownChannel) return false
    if (error.code === Code.MissingPermissions) return true
    throw error
  }
}
