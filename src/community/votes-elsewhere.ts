import type { VoteStore } from "../vocabulary/community-stores.ts"
import type { FactStore } from "../vocabulary/stores.ts"
import type { Log } from "../vocabulary/system.ts"

export type VotesElsewhereParts = {
  readonly votes: Pick<VoteStore, "changedElsewhere">
  readonly facts: Pick<FactStore, "get" | "put">
  /** Told of every paper whose votes another process has changed. */
  readonly changed: (community: string, paper: string) => void
  /** Whether it is this process that follows the votes on behalf of all, and remembers how far it came. */
  readonly isOurs: () => boolean
  readonly log: Log
}

/** Where the last look ended; kept, so that votes that were cast while no bot ran reach the posts as well. */
const cursorFact = "votes followed"
const atOnce = 200

/** Looks for votes that were cast in other processes, such as the terminal's, so that the posts follow them too. */
export function createVotesElsewhere({ votes, facts, changed, isOurs, log }: VotesElsewhereParts) {
  let cursor: number | undefined
  let wasOurs = false
  let looking: Promise<void> | undefined

  /** Never throws; while one look is under way, another waits for it. */
  return (): Promise<void> => {
    looking ??= look()
      .catch((error: unknown) => log.error({ err: error }, "votes of other processes cannot be read"))
      .finally(() => {
        looking = undefined
      })
    return looking
  }

  async function look(): Promise<void> {
    const ours = isOurs()
    // Whoever takes over goes on where the other stopped, which may have been killed before its last look.
    if (ours && !wasOurs) cursor = undefined
    wasOurs = ours
    let from = cursor ?? Number((await facts.get(cursorFact)) ?? 0)
    const start = from
    while (true) {
      const found = await votes.changedElsewhere(from, atOnce)
      for (const { community, paper } of found.changes) changed(community, paper)
      if (found.cursor === from) break
      from = found.cursor
    }
    cursor = from
    if (ours && from !== start) await facts.put(cursorFact, String(from))
  }
}
