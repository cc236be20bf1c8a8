/** Messages from the store, rendered for one member. */
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { ChatMessage } from "../../src/vocabulary/community-stores.ts"
import { messageToHtml } from "./message-html.ts"
import type { Pictures } from "./pictures.ts"
import type { PageServices } from "./room.ts"
import type { Html } from "./text-html.ts"
import { papersOf, type Stats } from "./vote-html.ts"

export type Slice = {
  readonly messages: readonly Html[]
  /** The id of the oldest message; undefined when there is none. */
  readonly oldest: string | undefined
  readonly more: boolean
}

/** Messages read at once: some screens, and quick to render. */
const sliceLength = 40
/** A link to a message further back than this shows the newest messages. */
const mostSlices = 10

export type View = ReturnType<typeof createView>

/** Reads channels, threads and single messages as HTML. */
export function createView(
  services: Pick<PageServices, "bot" | "chat" | "origin" | "waiting"> & { readonly pictures: Pictures },
) {
  async function render(
    actor: Actor,
    messages: readonly ChatMessage[],
    copy = false,
  ): Promise<readonly Html[]> {
    const papers = [...new Set(messages.flatMap((message) => (message.card ? papersOf(message.card) : [])))]
    const paperStats: Stats = papers.length === 0 ? new Map() : await services.bot.paperStats(actor, papers)
    const replies = await services.chat.replies(messages.map((message) => message.id))
    return messages.map((message) =>
      messageToHtml(message, {
        paperStats,
        origin: services.origin(),
        pictures: services.pictures,
        replies: replies.get(message.id) ?? 0,
        copy,
        waiting: services.waiting.has(message.id),
      }),
    )
  }

  /** One message more than a slice, to know whether there are older ones. */
  function read({ place: channel, thread, member }: Actor, before?: string): Promise<readonly ChatMessage[]> {
    return services.chat.page({ channel, thread, member, before, limit: sliceLength + 1 })
  }

  async function toSlice(actor: Actor, messages: readonly ChatMessage[], more: boolean): Promise<Slice> {
    return { messages: await render(actor, messages), oldest: messages[0]?.id, more }
  }

  return {
    render,

    /** The newest messages of the actor's channel or thread, or those before one, and whether there are older ones. */
    async slice(actor: Actor, before?: string): Promise<Slice> {
      const page = await read(actor, before)
      return toSlice(actor, page.slice(-sliceLength), page.length > sliceLength)
    },

    /** The newest messages, back to the given one unless that is too far. */
    async sliceWith(actor: Actor, message: string): Promise<Slice> {
      let page = await read(actor)
      let messages = page.slice(-sliceLength)
      for (let n = 1; n < mostSlices && page.length > sliceLength; n += 1) {
        if (messages.some(({ id }) => id === message)) break
        page = await read(actor, messages[0]?.id)
        messages = [...page.slice(-sliceLength), ...messages]
      }
      return toSlice(actor, messages, page.length > sliceLength)
    },
  }
}
