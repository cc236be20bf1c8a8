import type { PostPreview } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { EditionPlanning } from "./edition.ts"
import { statsBefore } from "./edition.ts"
import { editionCards } from "./edition-cards.ts"
import { dueList, papersTaken, readList } from "./lists.ts"

/** A long weekend and a quiet filter: further back a preview says little about tomorrow. */
const daysBack = 10

/** The posts that a subscription would have brought of the newest lists with papers for it, newest first. Nothing is sent. */
export async function previewPosts(
  { library, votes }: Pick<EditionPlanning, "library" | "votes">,
  subscription: Subscription,
  now: Temporal.Instant,
  count: number,
): Promise<readonly PostPreview[]> {
  const found: PostPreview[] = []
  const seen = new Set<string>()
  for (let back = 0; back < daysBack && found.length < count; back++) {
    const list = dueList(subscription, now.subtract({ hours: back * 24 }))
    if (seen.has(list.key)) continue
    seen.add(list.key)
    const listed = await readList(library, list)
    // Those before it are as far away.
    if (listed.state === "unreachable") break
    const papers = listed.state === "listed" ? papersTaken(listed, subscription) : []
    if (papers.length === 0) continue
    const ids = papers.map(({ id }) => id)
    const paperStats = await statsBefore(votes, subscription.community, ids)
    const cards = editionCards({ subscription, list, papers, paperStats, notes: [] })
    found.push({ listKey: list.key, papers: papers.length, cards })
  }
  return found
}
