import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { parseLine } from "../../../src/parsing/arguments.ts"
import { formatLine } from "../../../src/parsing/format-line.ts"
import { withoutFormatting } from "../../../src/parsing/tokens.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { PackedArguments } from "../../../src/vocabulary/card.ts"
import type { Command } from "../../../src/vocabulary/command.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"
import { arbitraryText } from "../../contracts/arbitrary-card.ts"
import { lineCommands, search, show, today } from "./line-commands.ts"

const parsed = (line: string) => {
  const outcome = parseLine(line, lineCommands)
  return outcome && [outcome.command.name, outcome.values]
}
const refused = (line: string): UserError => {
  try {
    parseLine(line, lineCommands)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error(`${line} was accepted`)
}

describe("a line", () => {
  test.each<[string, string, PackedArguments]>([
    [
      "search sparse attention after:2024-06 limit:5 --with-code",
      "search",
      { query: "sparse attention", after: "2024-06", limit: 5, "with-code": true },
    ],
    ["search", "search", {}],
    ["/paper search diffusion", "search", { query: "diffusion" }],
    ["/search diffusion", "search", { query: "diffusion" }],
    ["SEARCH diffusion", "search", { query: "diffusion" }],
    ["  search   sparse \t attention ", "search", { query: "sparse attention" }],
    ["search limit=5 diffusion", "search", { query: "diffusion", limit: 5 }],
    ["search Limit:5 diffusion", "search", { query: "diffusion", limit: 5 }],
    ["search diffusion --limit 5", "search", { query: "diffusion", limit: 5 }],
    ["search diffusion --limit=5", "search", { query: "diffusion", limit: 5 }],
    ["search diffusion —limit 5 —with-code", "search", { query: "diffusion", limit: 5, "with-code": true }],
    ['search --author "yann lecun" energy', "search", { query: "energy", author: "yann lecun" }],
    ["search --author=“yann lecun” energy", "search", { query: "energy", author: "yann lecun" }],
    ["search with-code:no x", "search", { query: "x", "with-code": false }],
    ["today last week", "today", { date: "last week" }],
    ['today "Oct 27"', "today", { date: "Oct 27" }],
    ["show 1706.03762 --authors", "show", { paper: "1706.03762", authors: true }],
    ['show 1706.03762 note="two words"', "show", { paper: "1706.03762", note: "two words" }],
    ['show 1706.03762 note:"say \\"hi\\" \\\\o/"', "show", { paper: "1706.03762", note: 'say "hi" \\o/' }],
    ['show 1706.03762 note:"never closed', "show", { paper: "1706.03762", note: "never closed" }],
    ["random", "random", {}],
  ])("%j", (line, command, values) => {
    expect(parsed(line)).toEqual([command, values])
  })

  test("that is empty calls nothing", () => {
    expect(parsed("")).toBeUndefined()
    expect(parsed(" /paper ")).toBeUndefined()
  })
})

describe("the words of a query stay as they were written", () => {
  test.each([
    'author:lecun "world model" -video',
    'author:"yann lecun" author:hinton org:Meta',
    "upvotes:>50 has:code",
    'a 5" disk',
    "https://arxiv.org/abs/1706.03762",
    "-exclude --",
    "don't",
  ])("%j", (query) => {
    expect(parsed(`search ${query}`)).toEqual(["search", { query }])
  })

  test("with plain quotes in the place of a phone's", () => {
    expect(parsed("search “world model” author:“yann lecun”")).toEqual([
      "search",
      { query: '"world model" author:"yann lecun"' },
    ])
  })
})

describe("a title with a colon is a title", () => {
  test.each([
    "BERT: Pre-training of Deep Bidirectional Transformers",
    "GPT-4:turbo",
    "Notes:taking",
    "a=b",
    "3D:vision",
  ])("%j", (title) => {
    expect(parsed(`show ${title}`)).toEqual(["show", { paper: title }])
  })

  test("unless an option has that very name", () => {
    expect(parsed("show Note:taking machines")).toEqual(["show", { note: "taking", paper: "machines" }])
  })
})

describe("what is wrong says what was meant", () => {
  test.each([
    ["serch diffusion", "unknown-command", "search diffusion"],
    ["Serach diffusion", "unknown-command", "search diffusion"],
    ["query diffusion models", "unknown-command", "search diffusion models"],
    ["sparse attention", "unknown-command", invoke("search", { query: "sparse attention" })],
    ["search x limt:5 --with-code", "unknown-option", "search x limit:5 --with-code"],
    ["search x --limt 5", "unknown-option", "search x --limit 5"],
    ["search x --wiht-code", "unknown-option", "search x --with-code"],
    ["today dat:yesterday", "unknown-option", "today date:yesterday"],
    ["random diffusion", "unused-words", "random"],
    ["constructor x", "unknown-command", invoke("search", { query: "constructor x" })],
  ])("%j", (line, code, suggestion) => {
    expect(refused(line)).toMatchObject({ code, suggestion })
  })

  test.each([
    ["search x limit:5 limit:6", "given-twice", "“limit”"],
    ["show paper:a b", "given-twice", "“paper”"],
    ["search x --limit", "needs-value", "“limit”"],
    ["search x --limit --with-code", "needs-value", "“limit”"],
    ["search x --colour red", "unknown-option", "“colour”"],
  ])("%j: %s", (line, code, named) => {
    const error = refused(line)
    expect(error.code).toBe(code)
    expect(error.message).toContain(named)
  })
})

describe("formatting a line", () => {
  test.each<[Command, PackedArguments, string]>([
    [
      search,
      { query: "sparse attention", after: "2024-06", limit: 5, "with-code": true },
      "search sparse attention after:2024-06 limit:5 --with-code",
    ],
    [search, { query: "x", author: "yann lecun" }, 'search x --author="yann lecun"'],
    [search, { query: "x limit:5" }, 'search --query="x limit:5"'],
    [show, { paper: "1706.03762", authors: true }, "show 1706.03762 --authors"],
    [today, { date: "last week" }, "today last week"],
    [search, { query: "x", "with-code": false }, "search x"],
  ])("%#: %j %j", (command, values, line) => {
    expect(formatLine(command, values)).toBe(line)
  })

  const text = fc.oneof(
    arbitraryText,
    fc.constantFrom('a "b', "limit:5", "--with-code", "author:x y", "a\\", '"', "“x”", "//x", "x —limit 5"),
  )
  const values: fc.Arbitrary<PackedArguments> = fc.record(
    {
      query: text,
      author: text,
      after: fc.constantFrom("2024-06", "last year", "Oct 27"),
      upvotes: fc.oneof(fc.nat(1000), fc.constant(">50")),
      limit: fc.integer(),
      sort: fc.constantFrom("newest", "no such"),
      "with-code": fc.constant(true),
    },
    { requiredKeys: [] },
  )

  test("is undone by parsing, whatever the values are", () => {
    fc.assert(
      fc.property(values, (given) => {
        expect(parseLine(formatLine(search, given), lineCommands)).toEqual({ command: search, values: given })
      }),
      { numRuns: 1000 },
    )
  })

  test("is undone by parsing for titles too", () => {
    fc.assert(
      fc.property(fc.record({ paper: text, note: text }), (given) => {
        expect(parseLine(formatLine(show, given), lineCommands)).toEqual({ command: show, values: given })
      }),
      { numRuns: 1000 },
    )
  })

  test("any line is read or refused with a reason", () => {
    fc.assert(
      fc.property(fc.constantFrom("search ", "show ", "today ", ""), text, (command, rest) => {
        try {
          parseLine(command + rest, lineCommands)
        } catch (error) {
          expect(error).toBeInstanceOf(UserError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe("a value behind a colon and a blank", () => {
  test.each([
    ["search diffusion limit: 2", "search", { query: "diffusion", limit: 2 }],
    ["search diffusion Limit: 2 sort: newest", "search", { query: "diffusion", limit: 2, sort: "newest" }],
    ["search diffusion after: 2024-06", "search", { query: "diffusion", after: "2024-06" }],
    ["search with-code: yes diffusion", "search", { query: "diffusion", "with-code": true }],
    ["today date: yesterday", "today", { date: "yesterday" }],
  ])("%j is the option's", (line, name, values) => {
    expect(parsed(line)).toEqual([name, values])
  })

  test.each([
    ["search sort: a new approach", { query: "sort: a new approach" }],
    ["search the limit: of attention", { query: "the limit: of attention" }],
    ["search before: the storm", { query: "before: the storm" }],
    ["search author: lecun", { query: "author: lecun" }],
    ["search limit:", { query: "limit:" }],
  ])("%j is a title", (line, values) => {
    expect(parsed(line)).toEqual(["search", values])
  })
})

test.each([
  ["*today* limit:1", "today limit:1"],
  ["**today** limit:1", "today limit:1"],
  ["`search sparse attention`", "search sparse attention"],
  ["_*today*_", "today"],
  ["~today~ *limit:1*", "today limit:1"],
  [", today limit:1", "today limit:1"],
  [": today", "today"],
  ["today, limit:1", "today limit:1"],
  ["search: diffusion", "search diffusion"],
  ["help\u200b", "help"],
  ["\u2068today\u2069\u00a0limit:1", "today limit:1"],
  ["search foo* and *bar", "search foo* and *bar"],
  ["search __init__ order", "search __init__ order"],
  ["search author:lecun", "search author:lecun"],
])("of %j as people type it %j remains", (typed, line) => {
  expect(withoutFormatting(typed)).toBe(line)
})
