import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { Spelling } from "../../../../src/search/index/spelling.ts"
import { Vocabulary } from "../../../../src/search/index/vocabulary.ts"
import { seeded } from "../../../bench/search/known-items.ts"

const random = seeded(5)
const letters = ["a", "b", "c", "é", "7"]
const someWord = () =>
  Array.from({ length: 1 + Math.floor(random() * 9) }, () => letters[Math.floor(random() ** 2 * 5)]).join("")

/** Enough words that most are grouped by their ends, and the last ones are not yet. */
function spellingOf(words: readonly string[]) {
  const vocabulary = new Vocabulary()
  const spelling = new Spelling(vocabulary)
  for (const [at, word] of words.entries()) {
    const isNew = vocabulary.knownWord(word) === undefined
    const number = vocabulary.word(word)
    if (isNew) vocabulary.wordCounts.add(number, 1)
    if (at === 900) spelling.near("abc", 1)
  }
  const texts = (numbers: readonly number[]) => numbers.map((number) => vocabulary.wordText(number)).sort()
  return { vocabulary, spelling, texts }
}

/** The distance in the plainest way: optimal string alignment by its definition. */
function plainDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array(b.length).fill(0)] as number[])
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let j = 0; j <= b.length; j++) (table[0] as number[])[j] = j
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      ;(table[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
  return at(a.length, b.length)
}

describe("over a thousand words, the newest not yet in order", () => {
  const words = [...new Set(Array.from({ length: 3000 }, someWord))]
  const { spelling, texts } = spellingOf(words)
  const typed = fc
    .array(fc.constantFrom(...letters), { minLength: 3, maxLength: 10 })
    .map((all) => all.join(""))

  test.each([1, 2] as const)("what is %d edits away is found, and nothing else", (most) => {
    fc.assert(
      fc.property(typed, (word) => {
        const expected = words.filter((other) => {
          const distance = plainDistance(word, other)
          return distance > 0 && distance <= most
        })
        expect(texts(spelling.near(word, most))).toEqual(expected.sort())
      }),
      { numRuns: 150 },
    )
  })

  test("what begins as was typed and goes on is found, and nothing else", () => {
    const beginning = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(beginning, (list) => {
        const start = list.join("")
        const expected = words.filter((word) => word.startsWith(start) && word !== start)
        expect(texts(spelling.completions(start))).toEqual(expected.sort())
      }),
      { numRuns: 150 },
    )
  })
})

test("a word that no paper holds any more is not meant", () => {
  const { vocabulary, spelling, texts } = spellingOf(["diffusion", "diffusions"])
  vocabulary.wordCounts.add(vocabulary.word("diffusions"), -1)
  expect(texts(spelling.near("difusion", 2))).toEqual(["diffusion"])
  expect(spelling.completions("diffusion")).toEqual([])
})
