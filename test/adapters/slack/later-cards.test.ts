import { expect, it } from "vitest"
import { createLaterCards } from "../../../adapters/slack/later-cards.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { anActor } from "../../builders.ts"

const card: Card = { title: [{ text: "Found elsewhere" }], tone: "plain", blocks: [] }

it("a later card comes into an answer in which nothing was pressed", async () => {
  const { unlessPressed, pressed } = createLaterCards()
  pressed(anActor())
  expect(await unlessPressed(anActor(), Promise.resolve(card))).toEqual(card)
})

it("a later card does not undo what was pressed meanwhile, and the next one comes again", async () => {
  const { unlessPressed, pressed } = createLaterCards()
  const later = Promise.withResolvers<Card>()
  const both = [1, 2].map(() => unlessPressed(anActor(), later.promise))
  pressed(anActor())
  later.resolve(card)
  expect(await Promise.all(both)).toEqual([undefined, undefined])
  expect(await unlessPressed(anActor(), Promise.resolve(card))).toEqual(card)
})

it("what one presses overtakes nobody else's card, nor one's own in another place", async () => {
  const { unlessPressed, pressed } = createLaterCards()
  const later = Promise.withResolvers<Card>()
  const others = [{ member: "ben" }, { place: "elsewhere" }, { thread: "t1" }].map((given) =>
    unlessPressed(anActor(given), later.promise),
  )
  pressed(anActor())
  later.resolve(card)
  expect(await Promise.all(others)).toEqual([card, card, card])
})
