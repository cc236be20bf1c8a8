/** Messages read from the store and rendered for one member. */
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { ChatMessage, ChatStore } from "../../src/vocabulary/community-stores.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import { messageToHtml } from "./message-html.ts"
import type { Html } from "./text-html.ts"
import { papersOf, type Stats } from "./vote-html.ts"

export type ViewParts = {
  readonly bot: Bot
  readonly chat: ChatStore
  readonly waiting: ReadonlySet<string>
  /** The page's own address. */
  readonly origin: () => string
}

export type Slice = { readonly messages: readonly Html[]; readonly oldest?: string; readonly more: boolean }

/** How many messages come at once: some screens, and quick to render. */
const sliceLength = 40
/** How far back an address of a message is followed: what lies further is found by paging. */
const farthestSlices = 10

export type View = ReturnType<typeof createView>

/** Readers of channels, threads and single messages, as HTML. */
export function createView(parts: ViewParts) {
  async function render(
    actor: Actor,
    messages: readonly ChatMessage[],
    copy = false,
  ): Promise<readonly Html[]> {
    const papers = [...new Set(messages.flatMap((message) => (message.card ? papersOf(message.card) : [])))]
    const paperStats: Stats = papers.length === 0 ? new Map() : await parts.bot.paperStats(actor, papers)
    const replies = await parts.chat.replies(messages.map((message) => message.id))
    return messages.map((message) =>
      messageToHtml(message, {
        paperStats,
        origin: parts.origin(),
        replies: replies.get(message.id) ?? 0,
        copy,
        waiting: parts.waiting.has(message.id),
      }),
    )
  }

  return {
    render,

    /** The newest messages of the actor's channel or thread before a message, and whether there are older ones. */
    async slice(actor: Actor, before?: string): Promise<Slice> {
      const page = await read(parts.chat, actor, before)
      return toSlice(page, await render(actor, page.slice(-sliceLength)))
    },

    /** The newest messages, back to the one named, as far as that is reasonable. */
    async sliceWith(actor: Actor, message: string): Promise<Slice> {
      let page = await read(parts.chat, actor)
      let messages = page.slice(-sliceLength)
      for (let n = 1; n < farthestSlices && page.length > sliceLength; n += 1) {
        if (messages.some(({ id }) => id === message)) break
        page = await read(parts.chat, actor, messages[0]?.id)
        messages = [...page.slice(-sliceLength), ...messages]
      }
      return { ...toSlice(page, await render(actor, messages)), ...oldestOf(messages) }
    },
  }
}

/** One more than a slice, to know whether there is more. */
function read(chat: ChatStore, actor: Actor, before?: string): Promise<readonly ChatMessage[]> {
  return chat.page({
    channel: actor.place,
    member: actor.member,
    limit: sliceLength + 1,
    ...(actor.thread === undefined ? {} : { thread: actor.thread }),
    ...(before === undefined ? {} : { before }),
  })
}

function toSlice(page: readonly ChatMessage[], messages: readonly Html[]): Slice {
  return { messages, more: page.length > sliceLength, ...oldestOf(page.slice(-sliceLength)) }
}

function oldestOf(messages: readonly ChatMessage[]): { readonly oldest?: string } {
  const oldest = messages[0]?.id
  return oldest === undefined ? {} : { oldest }
}
