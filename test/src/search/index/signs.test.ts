import { describe, expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { aPaper } from "../a-paper.ts"

const titles = {
  plus: "Testing Programs in C++17",
  sharp: "From C# to Rust",
  letter: "C^2DLM: A Causal Concept-Guided Diffusion Model",
  functional: "Proving F# Programs",
  music: "Melodies in F Major",
  dot: "A Corpus of .NET Programs",
  net: "A Net of Programs",
  phone: "Calls at AT&T",
  t: "At T with a Student Distribution",
  negation: "Models Don't Know What They Miss",
  don: "Reading Don Quixote",
}
const index = createSearchIndex()
index.add(Object.entries(titles).map(([id, title]) => aPaper({ id, title })))
const found = (text: string) => index.search({ text, offset: 0, limit: 20 }).hits.map(({ id }) => id)

describe("a word of which a sign is a part means itself", () => {
  test.each([
    ["C++", "plus"],
    ["c++", "plus"],
    ["C#", "sharp"],
    ["F#", "functional"],
    [".NET", "dot"],
    ["at&t", "phone"],
    ["don't", "negation"],
    ["don’t", "negation"],
    ['"C++"', "plus"],
    ["title:C#", "sharp"],
  ])("%s finds only %s", (text, id) => {
    expect(found(text)).toEqual([id])
  })

  test("excluded, it takes no other word with it", () => {
    expect(found("programs -.NET")).toEqual(expect.arrayContaining(["plus", "functional", "net"]))
    expect(found("programs -.NET")).not.toContain("dot")
  })

  test("where no paper has it, nothing is found rather than the letter", () => {
    expect(found("G++")).toEqual([])
  })

  test("the word without the sign still finds it", () => {
    expect(found("net")).toEqual(expect.arrayContaining(["dot", "net"]))
  })
})
