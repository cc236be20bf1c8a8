/** What members do in the chat: write, press buttons, vote, save. Each ends in the store and in the feed. */
import { randomBytes } from "node:crypto"
import type { Actor, MessageRef } from "../../src/vocabulary/actor.ts"
import type { Action, Card, PackedArguments } from "../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../src/vocabulary/command.ts"
import type { ChatMessage } from "../../src/vocabulary/community-stores.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import { type Downloads, withDownloads } from "./downloads.ts"
import type { Feed } from "./feed.ts"
import { webCommunity } from "./options.ts"
import { votedOf } from "./vote-html.ts"

/** What the room and the view work with. */
export type PageServices = Pick<Services, "chat" | "saved" | "threads" | "clock" | "log"> & {
  readonly bot: Bot
  readonly feed: Feed
  /** The page's own address. */
  readonly origin: () => string
  /** Messages that a better answer will replace. */
  readonly waiting: Set<string>
  readonly downloads: Downloads
}

/** The invocation that a button carries. */
export type Press = Pick<Extract<Action, { readonly kind: "invoke" }>, "command" | "arguments" | "effect">

/** What the window that asked does next: a thread to open. */
export type Outcome = { readonly open?: string }

export type Room = ReturnType<typeof createRoom>

/** What can be done in the chat. Each function resolves when the store has the result and the windows have been told. */
export function createRoom(services: PageServices) {
  const { bot, chat, feed } = services
  const newId = createMessageIds(() => services.clock.now().epochMilliseconds)

  async function write(message: Omit<ChatMessage, "id" | "at">): Promise<ChatMessage> {
    const at = services.clock.now().toString({ fractionalSecondDigits: 3 })
    const stored = await chat.add({ ...message, id: newId(), at })
    feed.publish({ kind: "message", id: stored.id, onlyFor: stored.onlyFor })
    if (stored.thread !== undefined) await countReplies(stored.thread)
    return stored
  }

  async function countReplies(thread: string): Promise<void> {
    const replies = (await chat.replies([thread])).get(thread) ?? 0
    feed.publish({ kind: "changed", id: thread })
    await bot.replied({ community: webCommunity, thread, replies })
    const paper = (await services.threads.at(webCommunity, thread))?.paper
    if (paper !== undefined) feed.publish({ kind: "replies", paper })
  }

  async function edit(id: string, card: Card): Promise<ChatMessage | undefined> {
    const edited = await chat.edit(id, { card })
    if (edited) feed.publish({ kind: "changed", id, onlyFor: edited.onlyFor })
    return edited
  }

  async function remove(id: string): Promise<void> {
    await chat.remove(id)
    feed.publish({ kind: "gone", id, onlyFor: undefined })
  }

  /** A private answer that links to a thread opens it instead of saying where it is. */
  async function answer(actor: Actor, reply: Reply, line: string): Promise<Outcome> {
    // What went wrong concerns whoever asked, whatever the command.
    const isPrivate = reply.visibility === "private" || reply.failure !== undefined
    const open = isPrivate ? threadLinkOf(reply.card, services.origin()) : undefined
    if (open !== undefined) return { open }
    const onlyFor = isPrivate ? actor.member : undefined
    const card = withDownloads(reply.card, onlyFor, services)
    const message = await write({ ...authorOf(actor), text: line, card, onlyFor })
    if (!isPrivate) await tellOfPost(message, reply.card)
    replaceLater(message, reply)
    return {}
  }

  /** An edit can change what paper a message is about: reactions on it must then no longer count for the old one. */
  async function tellOfPost(message: ChatMessage, card: Card): Promise<void> {
    const ref = refOf(message)
    if (card.paper !== undefined) await bot.posted(ref, card)
    else if (message.card?.paper !== undefined) await bot.vanished(ref)
  }

  function replaceLater({ id, onlyFor }: Pick<ChatMessage, "id" | "onlyFor">, reply: Reply): void {
    if (reply.later === undefined) return
    services.waiting.add(id)
    feed.publish({ kind: "changed", id })
    reply.later
      .then((card) => edit(id, withDownloads(card, onlyFor, services)))
      .catch((cause) => services.log.error({ err: cause, message: id }, words.web.log.laterFailed))
      .finally(() => {
        services.waiting.delete(id)
        feed.publish({ kind: "changed", id })
      })
  }

  async function call(invocation: Invocation): Promise<Reply> {
    const reply = await bot.dispatch(invocation)
    for (const paper of votedOf(reply.card)) feed.publish({ kind: "votes", paper })
    tellSaved(invocation)
    return reply
  }

  /** A button on a card may have saved a paper: the member's windows show it, and nobody else's. */
  function tellSaved({ actor, input }: Invocation): void {
    if (input.kind !== "typed" || !savingCommands.has(input.command)) return
    const { paper } = input.values
    if (paper !== undefined) feed.publish({ kind: "saved", paper: String(paper), onlyFor: actor.member })
  }

  return {
    write,
    edit,
    remove,
    /** Calls a command and tells the windows what it changed; its answer is not written anywhere. */
    call,

    /** A line: a command when it begins with a slash, otherwise a message. `key` makes sending it again harmless. */
    async say(actor: Actor, line: string, key: string): Promise<Outcome> {
      const text = commandLine(line)
      if (text !== undefined) return answer(actor, await call({ actor, input: { kind: "line", text } }), line)
      const said = await write({ ...authorOf(actor), text: line, delivery: `said:${actor.member}:${key}` })
      const mention = /^@paperboy\b[\s,:]*(.*)$/is.exec(line)?.[1]
      if (mention === undefined) return {}
      const input = { kind: "mention", text: mention } as const
      return answer(actor, await call({ actor, input, on: refOf(said) }), "")
    },

    /** A button on a message. `update` changes that message, unless that would show everybody a private answer. */
    async press(actor: Actor, press: Press, on: ChatMessage | undefined): Promise<Outcome> {
      const input = { kind: "typed", command: press.command, values: press.arguments } as const
      const reply = await call({ actor, input, on: on && refOf(on) })
      const fits =
        reply.failure === undefined && (reply.visibility === "public" || on?.onlyFor === actor.member)
      if (press.effect === "reply" || on === undefined || !fits) return answer(actor, reply, "")
      await edit(on.id, withDownloads(reply.card, on.onlyFor, services))
      if (on.onlyFor === undefined) await tellOfPost(on, reply.card)
      replaceLater(on, reply)
      return {}
    },

    /** Sets a vote or takes it back. Gives the card of a failure. */
    async vote(actor: Actor, paper: string, wanted: "on" | "off" | "toggle"): Promise<Card | undefined> {
      const mine = (await bot.paperStats(actor, [paper])).get(paper)?.mine ?? false
      const on = wanted === "toggle" ? !mine : wanted === "on"
      const values: PackedArguments = on ? { paper } : { paper, undo: true }
      const reply =
        mine === on
          ? undefined
          : await bot.dispatch({ actor, input: { kind: "typed", command: "upvote", values } })
      feed.publish({ kind: "votes", paper })
      return reply?.failure === undefined ? undefined : reply.card
    },

    /** Saves a paper for the member, or removes it. Gives the card of a failure. */
    async save(actor: Actor, paper: string, wanted: "on" | "off" | "toggle"): Promise<Card | undefined> {
      const isSaved = (await services.saved.of(actor, [paper])).has(paper)
      const on = wanted === "toggle" ? !isSaved : wanted === "on"
      if (on === isSaved) return undefined
      const values: PackedArguments = on ? { paper } : { paper, undo: true }
      const reply = await call({ actor, input: { kind: "typed", command: "save", values } })
      return reply.failure === undefined ? undefined : reply.card
    },

    /** Opens a paper's thread, or finds it, and says something there. Gives the card of a failure. */
    async discuss(actor: Actor, paper: string, text: string | undefined): Promise<Card | undefined> {
      const input = { kind: "typed", command: "discuss", values: { paper } } as const
      const reply = await bot.dispatch({ actor, input })
      const thread = threadLinkOf(reply.card, services.origin())?.split("/").at(-1)
      if (thread === undefined) return reply.card
      if (text) await write({ ...authorOf({ ...actor, thread }), text })
      return undefined
    },

    /** Posts a paper in the actor's channel, in the actor's name. Gives the card of a failure. */
    async share(actor: Actor, paper: string): Promise<Card | undefined> {
      const reply = await bot.dispatch({
        actor,
        input: { kind: "typed", command: "show", values: { paper } },
      })
      if (reply.failure !== undefined) return reply.card
      const message = await write({ ...authorOf(actor), text: "", card: reply.card })
      await tellOfPost(message, reply.card)
      return undefined
    },

    /** Removes a private answer for the member who asked. */
    async dismiss(actor: Actor, message: ChatMessage): Promise<void> {
      if (message.onlyFor !== actor.member) return
      await chat.remove(message.id)
      feed.publish({ kind: "gone", id: message.id, onlyFor: actor.member })
    },
  }
}

/** Commands that change what the member has saved. */
const savingCommands: ReadonlySet<string> = new Set(["save", "read", "note"])

function authorOf(actor: Actor): Pick<ChatMessage, "channel" | "thread" | "member" | "memberName"> {
  const { place: channel, thread, member, memberName } = actor
  return { channel, thread, member, memberName }
}

/** A chat message as the core names it. */
export function refOf(message: ChatMessage): MessageRef {
  return { community: webCommunity, place: message.channel, message: message.id }
}

/** The text after `/paper` or `/`; undefined when the line isn't a command. A space at the end stays, because it ends a word. */
export function commandLine(line: string): string | undefined {
  return /^\/(?:paper(?:\s+|$))?(.*)$/s.exec(line.trimStart())?.[1]
}

/**
 * A maker of ids that sort by time, also within a millisecond, and do not collide with another process's: nine digits of
 * milliseconds and two of a counter in base 36, then six random ones.
 */
export function createMessageIds(nowMs: () => number): () => string {
  let lastMs = 0
  let count = 0
  return () => {
    const ms = Math.max(nowMs(), lastMs)
    count = ms === lastMs ? count + 1 : 0
    lastMs = ms
    return `${ms.toString(36).padStart(9, "0")}${count.toString(36).padStart(2, "0")}${randomBytes(3).toString("hex")}`
  }
}

/** The path of a card's first link into a thread of this page, which lives at `origin`. */
function threadLinkOf(card: Card, origin: string): string | undefined {
  return hrefsOf(card)
    .filter((href) => URL.canParse(href))
    .map((href) => new URL(href))
    .find((url) => url.origin === origin && /^\/channels\/[^/]+\/t\/[^/]+$/.test(url.pathname))?.pathname
}

function hrefsOf(card: Card): readonly string[] {
  const texts = card.blocks.flatMap((block) =>
    block.kind === "text" || block.kind === "note" ? block.text : [],
  )
  const actions = card.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []))
  const links = actions.map((action) => (action.kind === "link" ? action.href : undefined))
  return [...card.title.map((run) => run.href), ...links, ...texts.map((run) => run.href)].filter(
    (href) => href !== undefined,
  )
}
