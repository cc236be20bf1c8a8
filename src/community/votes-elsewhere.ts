import { createShared } from "../concurrency/by-key.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

export type VotesElsewhereServices = Pick<Services, "log"> & {
  readonly votes: Pick<Services["votes"], "changedElsewhere">
  readonly facts: Services["facts"]
  /** Told of every paper whose votes another process has changed. */
  readonly changed: (community: string, paper: string) => void
  /** Whether this process follows the votes for all, and remembers how far it came. */
  readonly isOurs: () => boolean
}

/** Where the last look ended; kept, so that votes that were cast while no bot ran reach the posts as well. */
const cursorFact = "votes followed"
const atOnce = 200

/**
 * Looks for votes that were cast in other processes, such as the terminal's, so that the posts follow them too. Never
 * throws; a look that is asked for during another is the same look.
 */
export function createVotesElsewhere(services: VotesElsewhereServices): () => Promise<void> {
  const { votes, facts, changed, isOurs, log } = services
  const shared = createShared<void>()
  let cursor: number | undefined
  let wasOurs = false

  async function look(): Promise<void> {
    const ours = isOurs()
    // A process that takes over resumes where the other stopped, which may have been killed before its last look.
    if (ours && !wasOurs) cursor = undefined
    wasOurs = ours
    const start = cursor ?? Number((await facts.get(cursorFact)) ?? 0)
    cursor = await follow(start)
    if (ours && cursor !== start) await facts.put(cursorFact, String(cursor))
  }

  async function follow(from: number): Promise<number> {
    const found = await votes.changedElsewhere(from, atOnce)
    for (const { community, paper } of found.changes) changed(community, paper)
    return found.cursor === from ? from : follow(found.cursor)
  }

  return () =>
    shared("look", () =>
      look().catch((error: unknown) => log.error({ err: error }, words.community.tallies.votesUnreadable)),
    )
}
