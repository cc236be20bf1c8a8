/** A paper's conversation: a thread under its post, or a post of a forum. */
import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  RESTJSONErrorCodes as Code,
  Routes,
  SnowflakeUtil,
  ThreadAutoArchiveDuration,
} from "discord.js"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { textOf } from "../../src/rendering/inline.ts"
import type { MessageRef, Under } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { messageGone, NetworkError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { cardRequest, sentOnce } from "./card-components.ts"
import { type Forum, forumAt, tagsFor } from "./forums.ts"
import { guildOf, platform } from "./ids.ts"
import { limits } from "./limits.ts"
import { isRefused } from "./refusal.ts"
import { type Api, discordsNow, ownId, type Rest } from "./requests.ts"

const archiveAfter = ThreadAutoArchiveDuration.OneWeek

/** A thread of unknown outcome is looked for among those made since; the same title may stand there from before. */
const justNowMs = 2 * 60_000

type ActiveThreads = { readonly threads: readonly APIThreadChannel[] }

export type Opened = { readonly thread: string; readonly opening: string }

type Place = { readonly community: string; readonly place: string }

/** Opens a thread named by the title; its first message is the card. */
export async function openThread(
  api: Api,
  request: Place & { readonly under?: MessageRef; readonly title: string; readonly opening: Card },
): Promise<Opened> {
  const { opening } = request
  const name = threadName(request.title)
  const forum = await forumAt(api, request.place)
  if (forum) return openForumPost(api, { ...request, forum, name }, opening)
  const thread = await startThread(api, request, name)
  // The thread's id, at most 20 digits, is a nonce that all attempts at its opening share.
  const first = sentOnce(opening, thread)
  const message = await api.rest.post<APIMessage>(Routes.channelMessages(thread), first)
  return { thread, opening: message.id }
}

/** A title as a thread's name. */
export function threadName(title: string): string {
  return fitLine(title, limits.thread.name) || words.discord.untitledThread
}

async function startThread(
  api: Api,
  where: Place & { readonly under?: MessageRef },
  name: string,
): Promise<string> {
  const { under } = where
  if (!under) return startAlone(api, where, name)
  try {
    return await startUnder(api, under, name)
  } catch (error) {
    if (isRefused(error, Code.UnknownMessage)) return startAlone(api, where, name)
    throw error
  }
}

/** A message's thread, also where it is there already. */
async function startUnder(api: Api, under: MessageRef, name: string, signal?: AbortSignal): Promise<string> {
  try {
    const body = { name, auto_archive_duration: archiveAfter }
    const route = Routes.threads(under.place, under.message)
    return (await api.once.post<APIThreadChannel>(route, { body, signal })).id
  } catch (error) {
    // A thread made from a message has the message's id: so it is the one, however that request ended.
    const isThere =
      isRefused(error, Code.ThreadAlreadyCreatedForMessage) ||
      (error instanceof NetworkError && (await reviveThread(api.rest, under.message)))
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
  api: Api,
  { under, signal }: { readonly under: Under; readonly signal?: AbortSignal | undefined },
  write: (thread: string) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await write(await startUnder(api, under, threadName(textOf(under.title)), signal))
  } catch (error) {
    if (isRefused(error, Code.UnknownMessage)) throw messageGone(platform, words.errors.messageGone, error)
    if (isRefused(error, ...noThreads)) return undefined
    throw error
  }
}

async function startAlone(api: Api, where: Place, name: string): Promise<string> {
  const body = { name, auto_archive_duration: archiveAfter, type: ChannelType.PublicThread as const }
  const thread = await madeOnce(api, where, name, () => api.once.post(Routes.threads(where.place), { body }))
  return thread.id
}

/** A forum post is a thread whose first message comes with it. */
export async function openForumPost(
  api: Api,
  where: Place & {
    readonly forum: Forum
    readonly name: string
    readonly tags?: readonly string[] | undefined
    readonly signal?: AbortSignal | undefined
  },
  card: Card,
): Promise<Opened> {
  const { forum, name, signal } = where
  const tags = tagsFor(forum, where.tags)
  const { body: message, files } = cardRequest(card)
  const body = {
    name,
    auto_archive_duration: archiveAfter,
    message,
    applied_tags: tags.length > 0 ? tags : undefined,
  }
  const thread = await madeOnce(api, where, name, () =>
    api.once.post(Routes.threads(forum.id), { body, files, signal }),
  )
  // A forum post's first message has the thread's own id.
  return { thread: thread.id, opening: thread.id }
}

/** Makes a thread; where Discord's answer never came, the one that was made all the same is found by its name. */
async function madeOnce(
  api: Api,
  where: Place,
  name: string,
  make: () => Promise<Pick<APIThreadChannel, "id">>,
): Promise<Pick<APIThreadChannel, "id">> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    const found = await findOwnThread(api, { ...where, name, withinMs: justNowMs })
    if (!found) throw error
    return found
  }
}

/** The bot's own open thread of that name in a channel or forum, made within so many milliseconds. */
export async function findOwnThread(
  api: Api,
  wanted: Place & {
    readonly name: string
    readonly withinMs: number
    readonly taken?: ReadonlySet<string> | undefined
  },
): Promise<APIThreadChannel | undefined> {
  const guild = guildOf(wanted.community)
  if (!guild) return undefined
  const { threads } = await api.rest.get<ActiveThreads>(Routes.guildActiveThreads(guild))
  const self = await ownId(api)
  return threads.find(
    ({ id, parent_id, owner_id, name }) =>
      parent_id === wanted.place &&
      owner_id === self &&
      name === wanted.name &&
      !wanted.taken?.has(id) &&
      discordsNow(api) - SnowflakeUtil.timestampFrom(id) <= wanted.withinMs,
  )
}

/**
 * Whether the thread still exists; an archived one is opened again. One that a moderator has locked stays as it is,
 * and is still the one to be led to.
 */
export async function reviveThread(rest: Rest, thread: string): Promise<boolean> {
  try {
    const { thread_metadata: state } = await rest.get<APIThreadChannel>(Routes.channel(thread))
    if (state?.archived && !state.locked)
      await rest.patch(Routes.channel(thread), { body: { archived: false } })
    return true
  } catch (error) {
    if (isRefused(error, Code.UnknownChannel)) return false
    if (isRefused(error, Code.MissingPermissions)) return true
    throw error
  }
}
