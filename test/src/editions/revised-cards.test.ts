import { describe, expect, test } from "vitest"
import { cardOf } from "../../../src/cards/layout.ts"
import { revisedCards } from "../../../src/editions/revised-cards.ts"
import { listNameOf } from "../../../src/papers/index.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { Delivery } from "../../../src/vocabulary/delivery-stores.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { aSubscription } from "./world.ts"

const papers = [1, 2].map((number) =>
  aPaper({ id: `2611.0000${number}`, title: `Paper ${number}`, upvotes: 9 }),
)
const said = "Top 1 of 2 · as it was posted"

/** The header of a day's post, and the message of its only paper. */
function deliveriesWith(header: Card): readonly Delivery[] {
  const about = { edition: "e1", community: "web:local", place: "daily", form: "messages" } as const
  const sent = { state: "sent", attempts: 1, notBefore: "2026-11-24T08:00:00Z" } as const
  const paper = { ...cardOf({ title: "Paper 1", paper: "2611.00001" }), reason: [] }
  return [header, paper].map((card, position) => ({ id: `d${position}`, position, card, ...about, ...sent }))
}

function headerNow(header: Card, isClosed = true): Card | undefined {
  const { edits } = revisedCards(deliveriesWith(header), {
    subscription: aSubscription({ form: "messages", budget: 1 }),
    list: listNameOf("2026-11-24"),
    isClosed,
    taken: papers,
    papers: new Map(papers.map((one) => [one.id, one])),
    paperStats: new Map(),
  })
  return edits.find(({ delivery }) => delivery.position === 0)?.card
}

describe.each(["text", "intro"] as const)("a header that was posted with its second line as %s", (as) => {
  test("keeps that line where its list was complete, and its notes after it", () => {
    const header = cardOf({ title: "Daily Papers", [as]: said, notes: ["Posted 2 hours late."] })
    const now = headerNow(header)
    expect(now?.blocks).toEqual(header.blocks)
  })

  test("says in small print what there is when its list has closed", () => {
    const now = headerNow(cardOf({ title: "Daily Papers", [as]: said, notes: [words.editions.note.open] }))
    expect(now?.blocks.map(({ kind }) => kind)).toEqual(["note", "note"])
    expect(now && plain(now)).toMatch(/Top 1 of 2/)
    expect(now && plain(now)).toContain(words.editions.note.closed(2))
    expect(now && plain(now)).not.toContain(said)
  })
})
