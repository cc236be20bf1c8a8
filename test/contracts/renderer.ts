import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { fit as fitCard } from "../../src/rendering/fit.ts"
import { textOf as wordsOf } from "../../src/rendering/inline.ts"
import type { Limits } from "../../src/rendering/limits.ts"
import { chosenLabel } from "../../src/rendering/plain.ts"
import type { Card, Text } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { arbitraryCard } from "./arbitrary-card.ts"
import { sampleCards } from "./sample-cards.ts"

/** One length in something rendered, and how long it may be. */
export type Measured = { readonly what: string; readonly size: number; readonly max: number }

export type Renderer<R> = {
  readonly name: string
  /** From the card as a command made it: fitting is part of rendering. */
  readonly render: (card: Card) => R
  /** What the renderer gives to `fit`. */
  readonly limits: Limits
  /** What of a card it shows, where that is more than `fit` with these limits. */
  readonly fitted?: (card: Card) => Card
  /** Everything of the rendered that the platform limits. */
  readonly measure: (rendered: R) => readonly Measured[]
  /** The characters that a reader sees, buttons included, read as the platform reads what was rendered. */
  readonly textOf: (rendered: R) => string
}

/**
 * What every renderer promises: it stays within the platform's limits, shows every word that `fit` leaves, lets no
 * text format, link or mention (its characters arrive), and makes the same of the same.
 */
export function rendererContract<R>(renderer: Renderer<R>): void {
  describe(`${renderer.name} as a renderer`, () => {
    test.each(Object.entries(sampleCards))("%s: within limits, every word there", (_, card) => {
      expectWithinLimits(renderer, card)
      expectEveryWord(renderer, card)
    })

    test("any card stays within the limits", () => {
      fc.assert(
        fc.property(arbitraryCard, (card) => expectWithinLimits(renderer, card)),
        { numRuns: 100 },
      )
    })

    test("every word that is left arrives as its characters", () => {
      fc.assert(
        fc.property(arbitraryCard, (card) => expectEveryWord(renderer, card)),
        { numRuns: 100 },
      )
    })

    test("the same card gives the same bytes", () => {
      fc.assert(
        fc.property(arbitraryCard, (card) => {
          expect(JSON.stringify(renderer.render(structuredClone(card)))).toBe(
            JSON.stringify(renderer.render(card)),
          )
        }),
        { numRuns: 50 },
      )
    })
  })
}

function expectWithinLimits<R>({ render, measure }: Renderer<R>, card: Card): void {
  const tooLong = measure(render(card)).filter(({ size, max }) => size > max)
  expect(tooLong).toEqual([])
}

function expectEveryWord<R>(renderer: Renderer<R>, card: Card): void {
  const { render, limits, textOf, fitted = (whole) => fitCard(whole, limits) } = renderer
  const shown = comparable(textOf(render(card)))
  const missing = textsOf(fitted(card)).filter((text) => !shown.includes(text))
  expect(missing, `missing in ${shown}`).toEqual([])
}

/** Every text of a card that a reader should find, in comparable form. */
function textsOf(card: Card): readonly string[] {
  const texts = card.blocks.flatMap((block): readonly (Text | string)[] => {
    switch (block.kind) {
      case "text":
      case "note":
        return [block.text]
      case "fields":
        return block.fields.flatMap(({ name, value }) => [name, value])
      case "items":
        return block.items.flatMap(({ title, lines, actions }) => [
          title,
          ...lines,
          ...actions.map(({ label }) => label),
        ])
      case "actions":
        return block.actions.map(({ label }) => label)
      case "select":
        return [block.label, ...(block.of === "options" ? [chosenLabel(block)] : [])]
      case "file":
        return [block.file.name]
      case "image":
        return []
      default:
        return block satisfies never
    }
  })
  return (
    [card.title, ...texts]
      .flatMap((text) => (typeof text === "string" ? [{ text }] : text))
      .map((run) => comparable(wordsOf([run])))
      // What a platform without a title shows in its place is its own affair.
      .filter((text) => text !== "" && text !== words.rendering.untitled)
  )
}

// Platforms trim and join white space as they like, and a renderer may put marks of no width between characters.
function comparable(text: string): string {
  return text
    .replace(/[\u200b\u2060\ufeff]/g, "")
    .replace(/\s+/g, "")
    .trim()
}
