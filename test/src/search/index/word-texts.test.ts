import fc from "fast-check"
import { expect, test } from "vitest"
import { joinedTexts, placesAt, wordsAt, wordTextsOf } from "../../../../src/search/index/word-texts.ts"

test("numbers of any size come back as they were, also after a merge", () => {
  const number = fc.oneof(fc.nat(300), fc.constantFrom(65_534, 65_535, 65_536, 131_071), fc.nat(2 ** 31 - 1))
  fc.assert(
    fc.property(fc.array(fc.array(number)), (texts) => {
      const kept = wordTextsOf(texts)
      const merged = joinedTexts(texts.map((_, at) => placesAt(kept, at)))
      for (const [at, text] of texts.entries()) {
        expect([...Array.from(wordsAt(kept, at))]).toEqual(text)
        expect([...Array.from(wordsAt(merged, at))]).toEqual(text)
      }
    }),
  )
})
