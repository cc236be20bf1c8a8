import type { PostPreview } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { type EditionPlanning, pickedNow, statsBefore } from "./edition.ts"
import { addressCard, editionCards } from "./edition-cards.ts"
import { dueList, papersTaken, readList } from "./lists.ts"
import { pickedCards, pickedKey } from "./picked.ts"

/** A long weekend and a quiet filter: further back a preview says little about tomorrow. */
const daysBack = 10

/** The posts that a subscription would have brought of the newest lists with papers for it, newest first. Nothing is sent. */
export async function previewPosts(
  planning: EditionPlanning,
  subscription: Subscription,
  now: Temporal.Instant,
  count: number,
): Promise<readonly PostPreview[]> {
  if (subscription.content.kind !== "list") return previewPicked(planning, subscription, now)
  const { library, votes } = planning
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
    const content = { subscription, list, papers, paperStats, notes: [] }
    const cards = subscription.audience.kind === "address" ? [addressCard(content)] : editionCards(content)
    found.push({ listKey: list.key, papers: papers.length, cards })
  }
  return found
}

/** What was picked depends on the day, so there is one: as it would be posted now. */
async function previewPicked(
  planning: EditionPlanning,
  subscription: Subscription,
  now: Temporal.Instant,
): Promise<readonly PostPreview[]> {
  const picked = await pickedNow(planning, subscription, now)
  const { picks, cursor } = picked
  if (picks.length === 0) return []
  const ids = picks.map(({ paper }) => paper.id)
  const paperStats = await statsBefore(planning.votes, subscription.community, ids)
  const cards = pickedCards(subscription, picked, paperStats, now)
  return [{ listKey: pickedKey(subscription, cursor), papers: picks.length, cards }]
}
