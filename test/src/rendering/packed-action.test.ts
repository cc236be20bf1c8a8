import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { actionToKeep, keptArgument, packAction, unpackAction } from "../../../src/rendering/packed-action.ts"
import { arbitraryText } from "../../contracts/arbitrary-card.ts"

const longest = 100

const values = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,4})?$/),
  fc.oneof(
    arbitraryText.map((text) => text.slice(0, 20)),
    fc.integer(),
    fc.boolean(),
  ),
  { maxKeys: 4 },
)
const action = fc.record({
  command: fc.constantFrom("search", "show", "upvote"),
  arguments: values,
  effect: fc.constantFrom("update" as const, "reply" as const),
})

describe("a button's id", () => {
  test.each([
    [
      { command: "upvote", arguments: { paper: "1706.03762", toggle: true }, effect: "reply" },
      "r upvote paper=1706.03762 --toggle",
    ],
    [
      { command: "search", arguments: { query: "sparse attention", page: 2 }, effect: "update" },
      'u search query="sparse attention" page=2',
    ],
    [{ command: "today", arguments: {}, effect: "update" }, "u today"],
  ] as const)("%j reads %s", (given, id) => {
    expect(packAction(given)).toBe(id)
  })

  test("is never longer than the platform allows", () => {
    fc.assert(
      fc.property(action, (given) => {
        expect(packAction(given, longest).length).toBeLessThanOrEqual(longest)
      }),
    )
  })

  test("gives back what was packed, or the key under which it is kept", () => {
    fc.assert(
      fc.property(action, (given) => {
        const kept = actionToKeep(given, longest)
        const back = unpackAction(packAction(given, longest))
        if (kept) expect(back).toEqual({ ...given, arguments: { [keptArgument]: kept.key } })
        expect(unpackAction(kept?.whole ?? packAction(given, longest))).toEqual({
          ...given,
          arguments: packable(given.arguments),
        })
      }),
    )
  })

  test.each(["", "x", "u", "hello world", "u SEARCH", "q search"])("%j is not of our making", (id) => {
    expect(unpackAction(id)).toBeUndefined()
  })

  // Values travel as text, as in a line; what is false is absent.
  function packable(given: Readonly<Record<string, string | number | boolean>>) {
    const entries = Object.entries(given).filter(([, value]) => value !== false)
    return Object.fromEntries(entries.map(([name, value]) => [name, value === true ? true : String(value)]))
  }
})
