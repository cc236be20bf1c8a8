import fc from "fast-check"
import { expect, test } from "vitest"
import { stem } from "../../../../src/search/index/stem.ts"
import { wordFinder, wordsOf } from "../../../../src/search/index/words.ts"

const piece = fc.constantFrom(
  "try",
  "Tries",
  "GPT",
  "-",
  "_",
  " ",
  "é",
  "β",
  "VAE",
  "变",
  "4o",
  ".",
  "\ud800",
  "x",
)
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""))

test("the words that begin so are found where reading all words finds them, whatever stands beside them", () => {
  const beginnings = ["tr", "gpt4", "va", "x"]
  const find = wordFinder(beginnings)
  const isAscii = (word: string) => /^[ -~]*$/.test(word)
  fc.assert(
    fc.property(text, (written) => {
      const all = wordsOf(written).map(({ joined: _, ...word }) => word)
      const found = find(written).map(({ joined: _, ...word }) => word)
      expect(found).toEqual(all.filter((word) => found.some(({ start }) => start === word.start)))
      const missed = all.filter(({ start }) => found.every((word) => word.start !== start))
      for (const word of missed) {
        expect(beginnings.some((beginning) => word.text.startsWith(beginning))).toBe(false)
        expect(isAscii(written.slice(word.start, word.end))).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})

test("a word begins like its stem, except for the stem's last letter", () => {
  for (const word of [
    "try",
    "tries",
    "sizing",
    "visibility",
    "namely",
    "agency",
    "stability",
    "hoping",
    "skies",
  ])
    expect(word.startsWith(stem(word).slice(0, -1))).toBe(true)
})
