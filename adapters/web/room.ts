/** What members do in the chat: they say, press, vote. Each ends in the store and in the feed. */

import type { Actor, MessageRef } from "../../src/vocabulary/actor.ts"
import type { Card, PackedArguments } from "../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../src/vocabulary/command.ts"
import type { ChatMessage, ChatStore } from "../../src/vocabulary/community-stores.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import type { Feed } from "./feed.ts"
import { webCommunity } from "./options.ts"
import { threadLinkOf } from "./thread-link.ts"
import { votedOf } from "./vote-html.ts"

export type RoomParts = {
  readonly bot: Bot
  readonly chat: ChatStore
  readonly feed: Feed
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
  /** The page's own address. */
  readonly origin: () => string
  /** Messages whose better answer is on its way. */
  readonly waiting: Set<string>
}

export type Press = {
  readonly command: string
  readonly arguments: PackedArguments
  readonly effect: "update" | "reply"
  /** The message that holds the button. */
  readonly on?: ChatMessage
}

/** What the window that asked does next: a thread to open. */
export type Outcome = { readonly open?: string }

export type Room = ReturnType<typeof createRoom>

/** The room's verbs; each resolves when the store has it and the windows have been told. */
export function createRoom(parts: RoomParts) {
  const { bot, chat, feed } = parts

  async function write(message: Omit<ChatMessage, "id" | "at">): Promise<ChatMessage> {
    const at = parts.clock.now().toString({ fractionalSecondDigits: 3 })
    const stored = await chat.add({ ...message, id: parts.newId(), at })
    feed.publish({ kind: "message", id: stored.id, onlyFor: stored.onlyFor })
    if (stored.thread !== undefined) await countReplies(stored.thread)
    return stored
  }

  async function countReplies(thread: string): Promise<void> {
    const replies = (await chat.replies([thread])).get(thread) ?? 0
    feed.publish({ kind: "changed", id: thread })
    await bot.replied({ community: webCommunity, thread, replies })
  }

  async function edit(id: string, card: Card): Promise<ChatMessage | undefined> {
    const edited = await chat.edit(id, { card })
    if (edited) feed.publish({ kind: "changed", id, onlyFor: edited.onlyFor })
    return edited
  }

  /** A private answer that leads to a thread opens it instead of saying where it is. */
  async function answer(actor: Actor, reply: Reply, line: string): Promise<Outcome> {
    const open = reply.visibility === "private" ? threadLinkOf(reply.card, parts.origin()) : undefined
    if (open !== undefined) return { open }
    const message = await write({
      channel: actor.place,
      ...(actor.thread === undefined ? {} : { thread: actor.thread }),
      member: actor.member,
      memberName: actor.memberName,
      text: line,
      card: reply.card,
      ...(reply.visibility === "private" ? { onlyFor: actor.member } : {}),
    })
    if (reply.visibility === "public") await tellOfPost(message, reply.card)
    replaceLater(message.id, reply)
    return {}
  }

  /** A message may come to be about another paper, or about none: a reaction on it must not count for the former. */
  async function tellOfPost(message: ChatMessage, card: Card): Promise<void> {
    const ref = refOf(message)
    if (card.paper !== undefined) await bot.posted(ref, card)
    else if (message.card?.paper !== undefined) await bot.vanished(ref)
  }

  function replaceLater(id: string, reply: Reply): void {
    if (reply.later === undefined) return
    parts.waiting.add(id)
    feed.publish({ kind: "changed", id })
    const settle = reply.later.then((card) => edit(id, card))
    settle
      .catch((cause) =>
        parts.log.error({ err: cause, message: id }, "a later answer failed; the first one stays"),
      )
      .finally(() => {
        parts.waiting.delete(id)
        feed.publish({ kind: "changed", id })
      })
  }

  async function call(invocation: Invocation): Promise<Reply> {
    const reply = await bot.dispatch(invocation)
    tellVotes(votedOf(reply.card))
    return reply
  }

  function tellVotes(papers: readonly string[]): void {
    for (const paper of papers) feed.publish({ kind: "votes", paper })
  }

  return {
    write,
    edit,

    /** A line: a command when it begins with a slash, otherwise something said. `key` makes sending it again harmless. */
    async say(actor: Actor, line: string, key: string): Promise<Outcome> {
      const text = commandLine(line)
      if (text !== undefined) return answer(actor, await call({ actor, input: { kind: "line", text } }), line)
      const said = await write({
        channel: actor.place,
        ...(actor.thread === undefined ? {} : { thread: actor.thread }),
        member: actor.member,
        memberName: actor.memberName,
        text: line,
        delivery: `said:${actor.member}:${key}`,
      })
      const mention = /^@paperboy\b[\s,:]*(.*)$/is.exec(line)?.[1]
      if (mention === undefined) return {}
      const input = { kind: "mention", text: mention } as const
      return answer(actor, await call({ actor, input, on: refOf(said) }), "")
    },

    /** A button. `update` changes the message that holds it, unless that would show everybody a private answer. */
    async press(actor: Actor, press: Press): Promise<Outcome> {
      const on = press.on
      const reply = await call({
        actor,
        input: { kind: "typed", command: press.command, values: press.arguments },
        ...(on === undefined ? {} : { on: refOf(on) }),
      })
      const fits =
        reply.failure === undefined && (reply.visibility === "public" || on?.onlyFor === actor.member)
      if (press.effect === "reply" || on === undefined || !fits) return answer(actor, reply, "")
      await edit(on.id, reply.card)
      if (on.onlyFor === undefined) await tellOfPost(on, reply.card)
      replaceLater(on.id, reply)
      return {}
    },

    /** A vote set or taken back: a reaction where the message is about the paper, else the command. Gives what went wrong. */
    async vote(actor: Actor, paper: string, on: boolean, message?: ChatMessage): Promise<Card | undefined> {
      if (message?.card?.paper === paper && message.onlyFor === undefined) {
        await bot.react(actor, refOf(message), on)
      }
      const mine = (await bot.paperStats(actor, [paper])).get(paper)?.mine ?? false
      const values: PackedArguments = on ? { paper } : { paper, undo: true }
      const reply =
        mine === on
          ? undefined
          : await bot.dispatch({ actor, input: { kind: "typed", command: "upvote", values } })
      tellVotes([paper])
      return reply?.failure === undefined ? undefined : reply.card
    },

    /** Takes a private answer out of its asker's sight. */
    async dismiss(actor: Actor, message: ChatMessage): Promise<void> {
      if (message.onlyFor !== actor.member) return
      await chat.remove(message.id)
      feed.publish({ kind: "gone", id: message.id, onlyFor: actor.member })
    },
  }
}

/** A chat message as the core names it. */
export function refOf(message: ChatMessage): MessageRef {
  return { community: webCommunity, place: message.channel, message: message.id }
}

/** The words after `/paper` or `/`, or nothing when the line is no command. Space at the end stays: it completes a word. */
export function commandLine(line: string): string | undefined {
  return /^\/(?:paper(?:\s+|$))?(.*)$/s.exec(line.trimStart())?.[1]
}
