import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { clean } from "../../src/rendering/characters.ts"
import type { Text } from "../../src/vocabulary/card.ts"
import type { Reading } from "../readers/reading.ts"
import { arbitraryText, hostileTexts } from "./arbitrary-card.ts"

export type Dialect = {
  readonly name: string
  readonly write: (text: Text) => string
  /** What the platform makes of what was written. */
  readonly read: (written: string) => Reading
}

// Slack's own text cannot hold a word joiner that is not ours.
const comparable = (text: string) => clean(text).replaceAll("\u2060", "")

/** What every way to write rich text promises: any text arrives as its characters and does nothing. */
export function dialectContract({ name, write, read }: Dialect): void {
  describe(`rich text in ${name}`, () => {
    test.each(hostileTexts)("%j arrives as its characters and does nothing", (text) => {
      expect(read(write([{ text }]))).toEqual({ text: comparable(text), done: [] })
    })

    test("any text arrives as its characters and does nothing", () => {
      fc.assert(
        fc.property(arbitraryText, (text) => {
          expect(read(write([{ text }]))).toEqual({ text: comparable(text), done: [] })
        }),
        { numRuns: 300 },
      )
    })

    test("any text as code arrives as its characters", () => {
      fc.assert(
        fc.property(arbitraryText, (text) => {
          const shown = read(write([{ text, code: true }])).text
          // Slack knows no way to write a backtick in code: one that looks like it stands for it.
          expect(shown.replaceAll("ˋ", "`").replace(/\s/g, " ")).toBe(
            comparable(text).replaceAll("ˋ", "`").replace(/\s/g, " "),
          )
        }),
        { numRuns: 300 },
      )
    })

    test("an address that is not of the web is dropped", () => {
      expect(read(write([{ text: "click", href: "javascript:alert(1)" }]))).toEqual({
        text: "click",
        done: [],
      })
    })

    test("no address breaks out of its link", () => {
      fc.assert(
        fc.property(
          arbitraryText,
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          (text, address) => {
            const href = `${address}?a=%22&b='"<>()[]|\`*_${encodeURIComponent(text.toWellFormed())}`
            const { text: shown, done } = read(write([{ text: "paper", href }]))
            const isPlain = name === "plain text"
            expect(isPlain ? shown.startsWith("paper <") : shown === "paper").toBe(true)
            expect(isPlain ? done.length === 0 : done.length === 1 && done[0]?.startsWith("link ")).toBe(true)
          },
        ),
        { numRuns: 200 },
      )
    })
  })
}
