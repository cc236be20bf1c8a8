import fc from "fast-check"
import { expect, test } from "vitest"
import { strictWords, textsOf } from "../../../../src/search/query/strict-text.ts"
import { anyText } from "../../../any-text.ts"
import { aPaper } from "../a-paper.ts"

const read = (title: string) => textsOf(aPaper({ id: "1", title }))[0]

const pieces =
  "a|B|C++|c#|A*|.NET|AT&T|e.g.|...x|..|-|self-attention|state-of-the-art|é|β|’|–|变|㍿| |\n|_|'s|/|+|#1|*|&|4o|\u0301|\ud83d"
const piece = fc.constantFrom(...pieces.split("|"))
const written = fc.oneof(
  anyText,
  fc.array(piece, { maxLength: 12 }).map((some) => some.join("")),
)

test("a text read from space to space has the words that it has as a whole", () => {
  fc.assert(
    fc.property(fc.array(written, { maxLength: 4 }), (parts) => {
      const text = parts.join(" ")
      expect(read(text)?.words.map((word) => word.text)).toEqual(strictWords(text))
    }),
    { numRuns: 1_000 },
  )
})

test("a word that was forgotten is read as before", () => {
  const words = Array.from({ length: 25_000 }, (_, at) => `Word${at}`)
  for (const text of [words.join(" "), words.slice(0, 6_000).join(" ")])
    expect(read(text)?.words.map((word) => word.text)).toEqual(text.toLowerCase().split(" "))
})

test.each([
  ["Self-Attention, once.", ["selfattention"]],
  ["a-b-é and a-b-", ["abe", "ab"]],
  ["x.Y/z's a--b -c d- e.g. C++-like", ["xyzs", "eg"]],
  ["GPT‑4o", ["gpt4o"]],
])("the compounds of %j are %j", (text, compounds) => {
  expect([...(read(text)?.joined ?? [])]).toEqual(compounds)
})
