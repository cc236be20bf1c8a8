import fc from "fast-check"
import { expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { aPaper, idsFor } from "../a-paper.ts"

// Numbers of one byte, of two, and those whose second byte is that of a sign in the text.
const filler = Array.from({ length: 400 }, (_, at) => `w${at}`)
const word = fc.constantFrom("w0", "w1", "w120", "w130", "w131", "w200", "w390", "w391")
const text = fc
  .array(fc.tuple(word, fc.constantFrom(" ", "-")), { minLength: 1, maxLength: 12 })
  .map((list) =>
    list
      .map(([one, space]) => one + space)
      .join("")
      .slice(0, -1),
  )
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(" "))

test("a phrase is found where a plain scan finds it", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), phrase, (texts, sought) => {
      const index = createSearchIndex()
      index.add([aPaper({ id: "filler", abstract: filler.join(" ") })])
      index.add(texts.map((abstract, at) => aPaper({ id: `p${at}`, abstract })))
      const expected = texts.flatMap((one, at) =>
        ` ${one.replaceAll("-", " ")} `.includes(` ${sought} `) ? [`p${at}`] : [],
      )
      const found = idsFor(index, `"${sought}"`).filter((id) => id !== "filler")
      expect(found.sort()).toEqual(expected.sort())
    }),
    { numRuns: 200 },
  )
})
