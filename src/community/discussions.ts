import { threadOpening } from "../cards/paper-card.ts"
import { createShared } from "../concurrency/by-key.ts"
import type { Paper } from "../papers/index.ts"
import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import type { Community } from "../vocabulary/community.ts"
import type { Thread } from "../vocabulary/community-stores.ts"
import { PlatformError, UserError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { adapterOf } from "./adapter-of.ts"

type Discussion = Awaited<ReturnType<Community["discuss"]>>

type DiscussionServices = Pick<Services, "threads" | "posts" | "adapters" | "clock"> & {
  readonly changed: (community: string, paper: string) => void
}

/**
 * Opens a paper's thread in a place, or finds the one that exists: a paper has one thread in each place, however many
 * people press the button at once. One that was deleted on the platform is forgotten, and a new one opened.
 */
export function createDiscussions({
  threads,
  posts,
  adapters,
  clock,
  changed,
}: DiscussionServices): Community["discuss"] {
  const shared = createShared<Discussion>()

  return async (actor, paper, under) => {
    let isFirst = false
    const key = JSON.stringify([actor.community, actor.place, paper.id])
    const discussion = await shared(key, () => {
      isFirst = true
      return findOrOpen(actor, paper, under)
    })
    return isFirst ? discussion : { ...discussion, opened: false }
  }

  async function findOrOpen(actor: Actor, paper: Paper, under?: MessageRef): Promise<Discussion> {
    const adapter = adapterOf(adapters, actor.community)
    if (adapter === undefined)
      throw new UserError("no-threads-here", words.community.discussions.noThreadsHere.what, {
        hint: words.community.discussions.noThreadsHere.hint,
      })
    try {
      return (await existing(adapter, actor, paper)) ?? (await open(adapter, actor, paper, under))
    } catch (error) {
      throw error instanceof PlatformError ? refused(error) : error
    }
  }

  async function existing(adapter: Adapter, actor: Actor, paper: Paper): Promise<Discussion | undefined> {
    const known = await threads.of(actor.community, paper.id)
    const thread = known.find(({ place }) => place === actor.place)
    if (thread === undefined) return undefined
    if (await adapter.reviveThread(thread)) return discussionIn(adapter, thread, false)
    await threads.remove(thread.community, thread.thread)
    return undefined
  }

  async function open(adapter: Adapter, actor: Actor, paper: Paper, under?: MessageRef): Promise<Discussion> {
    const { community, place } = actor
    const own = under && (await isAbout(under, paper.id)) ? under : undefined
    const opening = threadOpening(paper, { isAlone: own === undefined })
    const opened = await adapter.openThread({
      community,
      place,
      ...(own && { under: own }),
      title: paper.title,
      opening,
    })
    const at = clock.now().toString()
    const about = { community, place, paper: paper.id, at }
    const thread: Thread = { ...about, thread: opened.thread, openedBy: actor.member, replies: 0 }
    await posts.add({ ...opened.opening, paper: paper.id, kind: "thread-opening", at })
    if (await threads.add(thread)) {
      changed(community, paper.id)
      return discussionIn(adapter, thread, true)
    }
    // Another process was faster; its thread is the one that stays.
    const [winner = thread] = (await threads.of(community, paper.id)).filter((other) => other.place === place)
    return discussionIn(adapter, winner, false)
  }

  // A message can have one thread, so one that lists many papers cannot be the root of one paper's.
  async function isAbout(message: MessageRef, paper: string): Promise<boolean> {
    return (await posts.at(message))?.paper === paper
  }
}

function discussionIn(adapter: Adapter, thread: Thread, opened: boolean): Discussion {
  const link = adapter.linkTo({ community: thread.community, place: thread.place, thread: thread.thread })
  return { thread, opened, link }
}

function refused({ message, hint }: PlatformError): UserError {
  return new UserError("thread-refused", words.community.discussions.refused(message), { hint })
}
