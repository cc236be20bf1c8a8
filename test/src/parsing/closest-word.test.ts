import { describe, expect, test } from "vitest"
import { closestWord } from "../../../src/parsing/closest-word.ts"

const commands = [
  "search",
  "today",
  "top",
  "trending",
  "show",
  "similar",
  "upvote",
  "discuss",
  "random",
  "help",
]

describe("closestWord", () => {
  test.each([
    ["serach", "search"],
    ["SEARCH", "search"],
    ["srch", "search"],
    ["trendng", "trending"],
    ["todya", "today"],
    ["simlar", "similar"],
    ["discus", "discuss"],
    ["hlep", "help"],
    ["up", "upvote"],
  ])("%s is taken for %s", (written, meant) => {
    expect(closestWord(written, commands)).toBe(meant)
  })

  test.each(["", "s", "xyz", "lookup", "weather", "ömlaut", "\ud800", "x".repeat(10_000)])(
    "%s is taken for nothing",
    (written) => {
      expect(closestWord(written, commands)).toBeUndefined()
    },
  )

  test("nothing is near where nothing is offered", () => {
    expect(closestWord("search", [])).toBeUndefined()
  })

  test("equally near candidates: the first one wins", () => {
    expect(closestWord("tst", ["test", "tast"])).toBe("test")
  })
})
