import { textOf } from "../src/rendering/inline.ts"
import type { MessageRef, SentMessage } from "../src/vocabulary/actor.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { messageGone } from "../src/vocabulary/errors.ts"
import type { Adapter } from "../src/vocabulary/ports.ts"
import { words } from "../src/words/words.ts"

export type PlatformMessage = SentMessage & {
  card: Card
  readonly delivery?: string
  edits: number
  /** The bot's own. */
  readonly reactions: Set<"upvote" | number>
  published: boolean
}

export type FakePlatform = Adapter & {
  readonly messages: PlatformMessage[]
  readonly threads: Map<
    string,
    { readonly place: string; readonly under?: string; readonly title?: string; archived: boolean }
  >
  /** Whether the bot may open threads under messages. */
  hasThreads: boolean
  /** What each call does before it does its work; throw there to refuse it. */
  before: (call: keyof Adapter, place: string) => void | Promise<void>
  /** What each call does after its work and before its answer; throw there to lose the answer. */
  after: (call: keyof Adapter, place: string) => void | Promise<void>
}

/**
 * A chat platform in memory, as the port describes it. Its memory is that of a server: it outlives the process that
 * talks to it. `idempotent` platforms know a delivery again, as Discord does by nonce; the others must be looked up.
 */
export function createFakePlatform(platform: string, { idempotent = false } = {}): FakePlatform {
  const messages: PlatformMessage[] = []
  const threads: FakePlatform["threads"] = new Map()
  let count = 0

  async function around<T>(call: keyof Adapter, place: string, work: () => T): Promise<T> {
    await fake.before(call, place)
    const outcome = work()
    await fake.after(call, place)
    return outcome
  }

  function put(
    { community, place, thread }: Omit<SentMessage, "message">,
    card: Card,
    delivery?: string,
  ): SentMessage {
    const known =
      idempotent && delivery ? messages.find((message) => message.delivery === delivery) : undefined
    if (known !== undefined) return refOf(known)
    count += 1
    const ref = { community, place, message: `m${count}`, ...(thread ? { thread } : {}) }
    messages.push({
      ...ref,
      card,
      edits: 0,
      reactions: new Set(),
      published: false,
      ...(delivery ? { delivery } : {}),
    })
    return ref
  }

  function at(ref: MessageRef): PlatformMessage {
    const found = messages.find((message) => isAt(message, ref))
    if (found === undefined) throw new Error(`no message ${ref.message} in ${ref.place}`)
    return found
  }

  const fake: FakePlatform = {
    platform,
    messages,
    threads,
    hasThreads: true,
    before: () => undefined,
    after: () => undefined,
    start: async () => undefined,
    send: ({ community, place, delivery, under }, card) =>
      around("send", place, () => {
        if (under === undefined || !fake.hasThreads) return put({ community, place }, card, delivery)
        if (!messages.some((message) => isAt(message, under)))
          throw messageGone(platform, words.errors.messageGone)
        // Threads under messages are named by them: opened twice they are the same.
        const thread = `under ${under.message}`
        threads.set(thread, { place, under: under.message, title: textOf(under.title), archived: false })
        return put({ community, place, thread }, card, delivery)
      }),
    edit: (ref, card) =>
      around("edit", ref.place, () => {
        const message = at(ref)
        message.card = card
        message.edits += 1
      }),
    invite: (ref, reaction) => around("invite", ref.place, () => void at(ref).reactions.add(reaction)),
    publish: (ref) =>
      around("publish", ref.place, () => {
        at(ref).published = true
      }),
    remove: (ref) =>
      around("remove", ref.place, () => {
        messages.splice(messages.indexOf(at(ref)), 1)
      }),
    lookUp: ({ place, delivery, taken }) =>
      around("lookUp", place, () => {
        const found = messages.find(
          (message) =>
            message.place === place && message.delivery === delivery && !taken?.has(message.message),
        )
        return found && refOf(found)
      }),
    openThread: ({ community, place, under, opening }) =>
      around("openThread", place, () => {
        const thread = `t${threads.size + 1}`
        threads.set(thread, { place, archived: false, ...(under ? { under: under.message } : {}) })
        return { thread, opening: put({ community, place: thread }, opening) }
      }),
    openDirect: ({ member }) => around("openDirect", `with ${member}`, () => ({ place: `with ${member}` })),
    reviveThread: ({ place, thread }) =>
      around("reviveThread", place, () => {
        const known = threads.get(thread)
        if (known !== undefined) known.archived = false
        return known !== undefined
      }),
    linkTo: ({ place, thread, message }) =>
      `https://chat.test/${[place, thread, message].filter(Boolean).join("/")}`,
    missingPermissions: async () => [],
    health: () => ({ up: true, detail: "connected" }),
    stop: async () => undefined,
  }
  return fake
}

function refOf({ community, place, message, thread }: PlatformMessage): SentMessage {
  return { community, place, message, ...(thread ? { thread } : {}) }
}

function isAt({ place, message }: PlatformMessage, ref: MessageRef): boolean {
  return place === ref.place && message === ref.message
}
