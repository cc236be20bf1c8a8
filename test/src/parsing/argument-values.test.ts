import { describe, expect, test } from "vitest"
import { readArguments } from "../../../src/parsing/argument-values.ts"
import type { PackedArguments } from "../../../src/vocabulary/card.ts"
import type { Command } from "../../../src/vocabulary/command.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { search, show, today } from "./line-commands.ts"

const moment = { now: Temporal.Instant.from("2025-10-29T20:00:00Z"), timeZone: "UTC" }
const read = (command: Command, values: PackedArguments) => readArguments(command, values, moment)
const refused = (command: Command, values: PackedArguments): UserError => {
  try {
    read(command, values)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error("was accepted")
}

test("every option is read by its kind", () => {
  expect(
    read(search, { query: "x", after: "2024-06", limit: "5", sort: "NEWEST", "with-code": "yes" }),
  ).toEqual({
    query: "x",
    author: undefined,
    after: { from: "2024-06-01", to: "2024-06-30" },
    upvotes: undefined,
    limit: 5,
    sort: "newest",
    "with-code": true,
  })
})

test.each([
  ["https://arxiv.org/abs/1706.03762v5", { kind: "id", id: "1706.03762" }],
  ["attention is all", { kind: "words", text: "attention is all" }],
])("a paper is read by any of its names: %s", (paper, expected) => {
  expect(read(show, { paper })).toMatchObject({ paper: expected })
})

test("a period is read by the list's day", () => {
  expect(read(today, { date: "yesterday" })).toMatchObject({ date: { key: "2025-10-28" } })
})

test("a choice is also known by its label", () => {
  expect(read(search, { sort: "most upvotes" })).toMatchObject({ sort: "upvotes" })
})

test("typed values are held to the same rules as lines", () => {
  expect(refused(search, { limit: 500 }).code).toBe(refused(search, { limit: "500" }).code)
})

describe("a wrong value names option and value, and a line that works", () => {
  test.each<[Command, PackedArguments, string, string | undefined]>([
    [
      search,
      { query: "x", limit: 500 },
      words.errors.value.outOfRange("limit", 500, 1, 25),
      "search x limit:25",
    ],
    [
      search,
      { query: "x", limit: -1 },
      words.errors.value.outOfRange("limit", -1, 1, 25),
      "search x limit:1",
    ],
    [search, { limit: "five" }, words.errors.value.notANumber("limit", "five"), undefined],
    [search, { limit: 1.5 }, words.errors.value.notANumber("limit", "1.5"), undefined],
    [search, { limit: true }, words.errors.value.notANumber("limit", "true"), undefined],
    [
      search,
      { query: "x", sort: "newst" },
      words.errors.value.unknownChoice("sort", "newst"),
      "search x sort:newest",
    ],
    [search, { sort: "zzz" }, words.errors.value.unknownChoice("sort", "zzz"), undefined],
    [search, { after: "soon" }, words.errors.date.notADate("soon"), undefined],
    [search, { query: "x".repeat(1001) }, words.errors.value.tooLong("query", 1001, 1000), undefined],
    [search, { colour: "red" }, words.errors.option.unknown("search", "colour"), undefined],
    [show, {}, words.errors.option.required(show, show.options.paper), undefined],
    [show, { paper: "" }, words.errors.option.required(show, show.options.paper), undefined],
  ])("%#", (command, values, message, suggestion) => {
    expect(refused(command, values)).toMatchObject({ message, suggestion })
  })

  test.each(["constructor", "__proto__", "toString"])("%s is no option", (name) => {
    expect(refused(search, Object.fromEntries([[name, "x"]])).code).toBe("unknown-option")
  })
})
