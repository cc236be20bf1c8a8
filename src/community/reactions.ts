import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import { type Card, votedByNumber } from "../vocabulary/card.ts"
import type { PostRef, Thread } from "../vocabulary/community-stores.ts"
import type { Bot } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"

type ReactionServices = Pick<Services, "votes" | "posts" | "threads" | "dataRights" | "clock"> & {
  readonly changed: (community: string, paper: string) => void
}

/** What happens on messages outside of commands: reactions are votes, messages and threads come and go. */
export function createReactions({ votes, posts, threads, dataRights, clock, changed }: ReactionServices) {
  async function react(actor: Actor, message: PostRef, on: boolean, reaction?: string): Promise<void> {
    const post = await posts.at(message)
    if (post === undefined || post.community !== actor.community) return
    const { community, place, paper } = post
    if (on) await dataRights.isBack({ community, member: actor.member })
    const via = { community, place, message: post.message, reaction }
    const now = clock.now().toString()
    const outcome = await votes.set({ community, member: actor.member, paper }, on, now, via)
    if (outcome.changed) changed(community, paper)
  }

  async function reconcile(...[message, reactions, only]: Parameters<Bot["reconcile"]>): Promise<boolean> {
    const post = await posts.at(message)
    if (post === undefined) return false
    // An old reaction of somebody who asked to be forgotten is still there, and is no vote.
    const members = reactions.map(({ member }) => member)
    const known = await dataRights.known(post.community, members)
    const { ways, votes: haveChanged } = await votes.reconcile(
      post,
      post.paper,
      reactions.filter(({ member }) => known.has(member)),
      clock.now().toString(),
      only,
    )
    if (haveChanged) changed(post.community, post.paper)
    return ways
  }

  /** An answer was put into a channel: about one paper, or about several by number. */
  async function posted(message: MessageRef, card: Card): Promise<void> {
    const answer = { ...message, kind: "answer", at: clock.now().toString() } as const
    if (card.paper !== undefined) await posts.add({ ...answer, paper: card.paper })
    for (const [index, paper] of votedByNumber(card).entries())
      await posts.add({ ...answer, paper, number: index + 1 })
  }

  async function vanished(what: Parameters<Bot["vanished"]>[0]): Promise<void> {
    const { community, place, message, thread } = what
    if (message !== undefined) await posts.remove({ community, place, message })
    if (thread !== undefined) await threads.remove(community, thread)
  }

  async function replied(where: Parameters<Bot["replied"]>[0]): Promise<void> {
    const thread = (await threads.at(where.community, where.thread)) ?? (await begun(where))
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

  /** The thread that a reply to a paper's message begins, where nobody opened one with a button. */
  async function begun({ thread, under }: Parameters<Bot["replied"]>[0]): Promise<Thread | undefined> {
    const post = under && (await posts.at(under))
    if (!post || post.kind === "thread-opening") return undefined
    const { community, place, paper } = post
    const at = clock.now().toString()
    await threads.add({ community, place, thread, paper, openedBy: under.by, at, replies: 0 })
    return threads.at(community, thread)
  }

  return { react, reconcile, posted, vanished, replied }
}
