import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { askingForHelp, decodeArguments, encodeArguments } from "../../../adapters/terminal/argv.ts"
import { commands } from "../../../commands/index.ts"
import type { Command } from "../../../src/vocabulary/command.ts"
import { aCommand } from "../../builders.ts"

const decode = (...words: readonly string[]) => decodeArguments(words, commands)

describe("a shell's words", () => {
  test.each([
    [["search", "sparse attention", "--limit", "3"], { query: "sparse attention", limit: 3 }],
    [["search", "sparse", "attention", "--limit=3"], { query: "sparse attention", limit: 3 }],
    [["search", "sparse", "limit:3", "--with-code"], { query: "sparse", limit: 3, "with-code": true }],
    [["search", "sparse", "limit:", "3"], { query: "sparse", limit: 3 }],
    [["search", "limit:", "a", "survey"], { query: "limit: a survey" }],
    [["search", '"sparse attention"'], { query: '"sparse attention"' }],
    [["search", "title:yann lecun"], { query: 'title:"yann lecun"' }],
    [["search", "--", "--weird"], { query: "--weird" }],
    [["search", "--with-code", "false", "x"], { query: "false x", "with-code": true }],
    [["search", "--limit", "many"], { limit: "many" }],
    [["search", "--limit"], { limit: true }],
    [
      ["import", "my papers.jsonl", "b.txt", "--date", "2025-10-27"],
      { files: '"my papers.jsonl" b.txt', date: "2025-10-27" },
    ],
  ])("%j stay as the shell gave them", (words, values) => {
    const [command] = words
    expect(decode(...words)).toEqual({ kind: "typed", command, values })
  })

  test("of an unknown command go to the core as a line", () => {
    expect(decode("serch", "diffusion")).toEqual({ kind: "line", text: "serch diffusion" })
  })

  test("that a command has no use for go to the core as a line", () => {
    expect(decode("random", "please")).toEqual({ kind: "line", text: "random please" })
  })

  test("with an option that nobody knows keep it, so that the core can say so", () => {
    expect(decode("search", "x", "--limt", "3")).toEqual({
      kind: "typed",
      command: "search",
      values: { query: "x", limt: "3" },
    })
  })
})

test.each([
  [["--help"], ["help"]],
  [["-h"], ["help"]],
  [
    ["search", "--help"],
    ["help", "search"],
  ],
  [
    ["restore", "file.sqlite", "--help"],
    ["help", "restore"],
  ],
  [
    ["search", "--", "--help"],
    ["search", "--", "--help"],
  ],
  [
    ["search", "-h"],
    ["search", "-h"],
  ],
  [[], []],
])("the words %j ask %j", (words, asked) => {
  expect(askingForHelp(words)).toEqual(asked)
})

const everything: Command = aCommand({
  name: "everything",
  description: "Has every kind of option",
  options: {
    query: { kind: "text", description: "Words", positional: true, query: true },
    limit: { kind: "integer", description: "How many", min: 1, max: 10 },
    flag: { kind: "flag", description: "Yes or no" },
    other: { kind: "text", description: "More words" },
  },
  visibility: "public",
  surface: "chat",
  needs: "nothing",
  examples: [],
  run: async () => ({ title: [], tone: "plain", blocks: [] }),
})

/** Takes a shell's line apart as a POSIX shell does, as far as `encodeArguments` writes it. */
function shellWords(line: string): readonly string[] {
  return [...line.matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|\\(')/g, "$1$2"),
  )
}

describe("a printed line", () => {
  test("is quoted for a shell", () => {
    const values = { query: "it's $HOME", page: 2 }
    const search = commands.find(({ name }) => name === "search") ?? everything
    expect(encodeArguments(search, values)).toBe("search 'it'\\''s $HOME' --page=2")
  })

  test("gives back the values that it was made of, whatever they are", () => {
    const words = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((text) => text.trim() === text && text !== "")
    const values = fc.record(
      { query: words, limit: fc.integer({ min: 1, max: 10 }), flag: fc.constant(true), other: words },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(values, (given) => {
        const line = encodeArguments(everything, given)
        expect(decodeArguments(shellWords(line), [everything])).toEqual({
          kind: "typed",
          command: "everything",
          values: given,
        })
      }),
      { numRuns: 300 },
    )
  })
})
