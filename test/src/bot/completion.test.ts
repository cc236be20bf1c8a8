import { describe, expect, test } from "vitest"
import { commands } from "../../../commands/index.ts"
import { createCompletion } from "../../../src/bot/completion.ts"
import type { Library } from "../../../src/vocabulary/library.ts"
import type { Log } from "../../../src/vocabulary/system.ts"
import { anActor, surfaceOf } from "../../builders.ts"

const silent = () => undefined
const log: Log = { debug: silent, info: silent, warn: silent, error: silent }
const known = {
  paper: { value: "1706.03762", label: "Attention Is All You Need" },
  author: { value: "Yann LeCun", label: "Yann LeCun" },
  organization: { value: "Meta", label: "Meta" },
}
const suggest: Library["suggest"] = async (kind, text) => (text.startsWith("zzz") ? [] : [known[kind]])

const tags = [
  { tag: "thesis", papers: 12 },
  { tag: "to cite", papers: 1 },
]
const saved = {
  tags: async ({ member }: { readonly member: string }) => (member === anActor().member ? tags : []),
}

const completion = (library: Pick<Library, "suggest"> = { suggest }) =>
  createCompletion({ commands, library, saved, log, surfaceOf })
const offered = async (line: string, platform = "web") =>
  (await completion().complete({ actor: anActor({ platform }), line })).map(({ value }) => value)

describe("while a line is typed", () => {
  test.each([
    ["sea", ["search "]],
    ["/paper sea", ["search "]],
    ["serhc", ["search "]],
    ["tr", ["trending "]],
    ["search att", ["search 1706.03762"]],
    ["show atten", ["show 1706.03762"]],
    [
      "search att sort:",
      [
        "search att sort:relevance",
        "search att sort:newest",
        "search att sort:oldest",
        "search att sort:upvotes",
      ],
    ],
    ["search att sort:new", ["search att sort:newest"]],
    ["search att --sort new", ["search att --sort newest"]],
    ["search att --author ya", ['search att --author "Yann LeCun"']],
    ['search att author:"yann l', ['search att author:"Yann LeCun"']],
    ["search zzz --wi", ["search zzz --with-code "]],
    [
      "search att has:",
      ["has:code", "has:summary", "has:project", "has:abstract"].map((one) => `search att ${one}`),
    ],
    ["search has:su", ["search has:summary"]],
    ["search att here:v", ["search att here:voted"]],
    ["search att source:a", ["search att source:arxiv"]],
    ["search limit:5 HAS:co", ["search limit:5 HAS:code"]],
    ["search att in:", ["saved", "later", "reading", "read", "dropped"].map((one) => `search att in:${one}`)],
    ["search att tag:t", ["search att tag:thesis", 'search att tag:"to cite"']],
    ["search att by:ya", ['search att by:"Yann LeCun"']],
    ["search att cat:cs", []],
    ["search att has:nothing", []],
    ["top last", ["top last week", "top last month"]],
    ["top by:h", ["top by:here"]],
    ["help tre", ["help trending"]],
    ["search zzz limit:5 lim", []],
    ["nonsense line of words", []],
  ])("%j offers %j", async (line, expected) => {
    expect(await offered(line)).toEqual(expected)
  })

  test("an empty line offers all commands", async () => {
    expect(await offered("")).toContain("today ")
    expect(await offered("")).not.toContain("doctor ")
    expect(await offered("", "terminal")).toContain("doctor ")
  })

  test("options that are given are not offered again", async () => {
    const values = await offered("search zzz limit:5 ")
    expect(values).toContain("search zzz limit:5 sort:")
    expect(values.some((value) => value.endsWith(" limit:"))).toBe(false)
  })

  test("a library that fails offers nothing, and one can still type", async () => {
    const broken = completion({ suggest: () => Promise.reject(new Error("index damaged")) })
    expect(await broken.complete({ actor: anActor(), line: "show x" })).toEqual([])
  })
})

describe("for one option", () => {
  const forOption = (command: string, option: string, text: string) =>
    completion().suggest({ actor: anActor(), command, option, text, values: {} })

  test.each([
    ["search", "query", "atten", ["1706.03762"]],
    [
      "search",
      "query",
      "atten has:",
      ["code", "summary", "project", "abstract"].map((one) => `atten has:${one}`),
    ],
    ["search", "query", "atten sort:n", ["atten sort:newest"]],
    ["search", "query", 'atten author:"yann', ['atten author:"Yann LeCun"']],
    ["search", "query", "atten upvotes:>", []],
    ["search", "query", "re: atten", ["1706.03762"]],
    ["search", "author", "lec", ["Yann LeCun"]],
    ["search", "org", "me", ["Meta"]],
    ["show", "paper", "atten", ["1706.03762"]],
    ["today", "date", "yes", ["yesterday"]],
    ["search", "after", "2025-0", ["2025-06"]],
    ["top", "by", "", ["both", "here", "site"]],
    ["search", "limit", "5", []],
    ["search", "no-such", "x", []],
    ["no-such", "query", "x", []],
    ["search", "constructor", "x", []],
  ])("%s %s:%s", async (command, option, text, expected) => {
    expect((await forOption(command, option, text)).map(({ value }) => value)).toEqual(expected)
  })

  test("labels are no longer than Discord shows", async () => {
    const long = completion({ suggest: async () => [{ value: "x", label: "long ".repeat(50) }] })
    const [first] = await long.suggest({
      actor: anActor(),
      command: "show",
      option: "paper",
      text: "",
      values: {},
    })
    expect(first?.label.length).toBeLessThanOrEqual(100)
  })
})
