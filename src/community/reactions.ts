import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import type { Post } from "../vocabulary/community-stores.ts"
import type { Bot } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"

type ReactionServices = Pick<Services, "votes" | "posts" | "threads" | "clock"> & {
  readonly changed: (community: string, paper: string) => void
}

/** What happens on messages outside of commands: reactions are votes, messages and threads come and go. */
export function createReactions({ votes, posts, threads, clock, changed }: ReactionServices) {
  async function react(actor: Actor, message: MessageRef, on: boolean): Promise<void> {
    const post = await posts.at(message)
    if (post === undefined || post.community !== actor.community) return
    if (on || !(await reactsElsewhere(post, actor.member))) await set(post, actor.member, on)
  }

  async function reconcile(message: MessageRef, members: readonly string[]): Promise<boolean> {
    const post = await posts.at(message)
    if (post === undefined) return false
    const reacting = new Set(members)
    const counted = await votes.via(message)
    const outcomes: boolean[] = []
    for (const member of reacting) outcomes.push(await set(post, member, true))
    for (const member of counted.filter((voter) => !reacting.has(voter)))
      outcomes.push(await set(post, member, false))
    return outcomes.includes(true)
  }

  async function set(post: Post, member: string, on: boolean): Promise<boolean> {
    const { community, place, message, paper } = post
    const via: MessageRef = { community, place, message }
    const outcome = await votes.set({ community, member, paper }, on, clock.now().toString(), via)
    if (outcome.changed) changed(community, paper)
    return outcome.changed
  }

  // Taking a reaction off one post is no change of mind while the same member's vote came by another.
  async function reactsElsewhere(post: Post, member: string): Promise<boolean> {
    for (const other of await posts.ofPaper(post.community, post.paper)) {
      if (other.message === post.message && other.place === post.place) continue
      if ((await votes.via(other)).includes(member)) return true
    }
    return false
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
