import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import type { Bot } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"

type ReactionServices = Pick<Services, "votes" | "posts" | "threads" | "clock"> & {
  readonly changed: (community: string, paper: string) => void
}

/** What happens on messages outside of commands: reactions are votes, messages and threads come and go. */
export function createReactions({ votes, posts, threads, clock, changed }: ReactionServices) {
  async function react(actor: Actor, message: MessageRef, on: boolean, reaction?: string): Promise<void> {
    const post = await posts.at(message)
    if (post === undefined || post.community !== actor.community) return
    const { community, place, paper } = post
    const via = { community, place, message: post.message, reaction }
    const now = clock.now().toString()
    const outcome = await votes.set({ community, member: actor.member, paper }, on, now, via)
    if (outcome.changed) changed(community, paper)
  }

  async function reconcile(...[message, reactions, only]: Parameters<Bot["reconcile"]>): Promise<boolean> {
    const post = await posts.at(message)
    if (post === undefined) return false
    const { ways, votes: haveChanged } = await votes.reconcile(
      post,
      post.paper,
      reactions,
      clock.now().toString(),
      only,
    )
    if (haveChanged) changed(post.community, post.paper)
    return ways
  }

  /** An answer about one paper was put into a channel. */
  async function posted(message: MessageRef, paper: string): Promise<void> {
    await posts.add({ ...message, paper, kind: "answer", at: clock.now().toString() })
  }

  async function vanished(what: Parameters<Bot["vanished"]>[0]): Promise<void> {
    const { community, place, message, thread } = what
    if (message !== undefined) await posts.remove({ community, place, message })
    if (thread !== undefined) await threads.remove(community, thread)
  }

  async function replied(where: Parameters<Bot["replied"]>[0]): Promise<void> {
    const thread = await threads.at(where.community, where.thread)
    if (thread === undefined) return
    if (thread.replies === where.replies) return
    const { replies } = where
    if (replies === "one-more") await threads.addReply(where.community, where.thread)
    else {
      const left = replies === "one-less" ? Math.max(0, thread.replies - 1) : replies
      await threads.setReplies(where.community, where.thread, left)
    }
    changed(where.community, thread.paper)
  }

  return { react, reconcile, posted, vanished, replied }
}
