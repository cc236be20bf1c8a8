import { postCards } from "../cards/post-cards.ts"
import type { Paper } from "../papers/index.ts"
import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import type { PaperStats } from "../vocabulary/community.ts"
import type { Thread } from "../vocabulary/community-stores.ts"
import { PlatformError, UserError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import { adapterOf } from "./adapter-of.ts"
import type { CommunityParts } from "./community.ts"

export type Discussion = { readonly thread: Thread; readonly opened: boolean; readonly link?: string }

/**
 * Opens a paper's thread in a place, or finds the one that is there: a paper has one thread a place, however many
 * press the button at once. One that has vanished on the platform is forgotten and opened anew.
 */
export function createDiscussions(
  parts: CommunityParts,
  stats: (community: string, paper: string) => Promise<PaperStats>,
) {
  const { threads, posts, clock } = parts
  const opening = new Map<string, Promise<Discussion>>()

  return async (actor: Actor, paper: Paper, under?: MessageRef): Promise<Discussion> => {
    const key = JSON.stringify([actor.community, actor.place, paper.id])
    const begun = opening.get(key)
    if (begun !== undefined) return { ...(await begun), opened: false }
    const discussion = findOrOpen(actor, paper, under).finally(() => opening.delete(key))
    opening.set(key, discussion)
    return discussion
  }

  async function findOrOpen(actor: Actor, paper: Paper, under?: MessageRef): Promise<Discussion> {
    const adapter = adapterFor(actor)
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
    const own = under && (await isAbout(under, paper.id))
    const opened = await adapter.openThread({
      community,
      place,
      ...(own ? { under } : {}),
      title: paper.title,
      opening: postCards["thread-opening"](paper, await stats(community, paper.id)),
    })
    const at = clock.now().toString()
    const thread = {
      community,
      place,
      thread: opened.thread,
      paper: paper.id,
      openedBy: actor.member,
      at,
      replies: 0,
    }
    await posts.add({ ...opened.opening, paper: paper.id, kind: "thread-opening", at })
    if (await threads.add(thread)) {
      parts.changed(community, paper.id)
      return discussionIn(adapter, thread, true)
    }
    // Another process was faster; its thread is the one that stays.
    const [winner = thread] = (await threads.of(community, paper.id)).filter((other) => other.place === place)
    return discussionIn(adapter, winner, false)
  }

  // A message bears one thread, so one that lists many papers cannot be the root of one paper's.
  async function isAbout(message: MessageRef, paper: string): Promise<boolean> {
    return (await posts.at(message))?.paper === paper
  }

  function adapterFor(actor: Actor): Adapter {
    const adapter = adapterOf(parts.adapters, actor.community)
    if (adapter !== undefined) return adapter
    throw new UserError("no-threads-here", "There are no threads here.", {
      hint: "Papers are discussed in a channel: of the web page, Discord or Slack.",
    })
  }
}

function discussionIn(adapter: Adapter, thread: Thread, opened: boolean): Discussion {
  const link = adapter.linkTo({ community: thread.community, place: thread.place, thread: thread.thread })
  return { thread, opened, ...(link === undefined ? {} : { link }) }
}

function refused(error: PlatformError): UserError {
  return new UserError("thread-refused", `The thread could not be opened: ${error.message}`, {
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  })
}
