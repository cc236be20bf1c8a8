import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import type { Paper } from "../../../src/papers/index.ts"
import { createSearchIndex, filterBegun, parseFilter, parseQuery } from "../../../src/search/index.ts"
import { aPaper } from "./a-paper.ts"

/** The page that defines the query language holds wherever the language is read. */
const page = readFileSync(new URL("../../../src/search/README.md", import.meta.url), "utf8")
const language = page.slice(page.indexOf("## The query language"), page.indexOf("## Decisions"))
const [shared = "", ofTheAsker = ""] = language.split("Only in a search too:")

function rowsIn(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => /^\| .* \|$/.test(line) && !line.startsWith("| ---"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    )
}

function examplesIn(text: string) {
  return rowsIn(text)
    .filter(([, example]) => /^`.*`$/.test(example ?? ""))
    .map(([, example = "", finds = "", leavesOut = ""]) => [example.slice(1, -1), finds, leavesOut] as const)
}

const rows = rowsIn(shared)
const examples = examplesIn(shared)

function paperOf(name: string): Paper {
  const row = rows.find(([first, , , , published]) => first === name && /^\d{4}-/.test(published ?? ""))
  const [id = "", title = "", authors = "", organization = "", publishedOn = "", upvotes = "", more = ""] =
    row ?? []
  const [category = ""] = more.match(/cs\.\w+/) ?? []
  return aPaper({
    ...{ id, title, organization, publishedOn },
    authors: authors.split(", "),
    upvotes: Number(upvotes),
    categories: [category],
    ...(more.includes("code") ? { code: { url: "https://github.com/x/y" } } : {}),
  })
}

const papers = [paperOf("V"), paperOf("I")]
const index = createSearchIndex()
index.add(papers)

test("the page has an example of every field", () => {
  for (const field of ["author", "org", "cat", "title", "since", "until", "before", "date", "upvotes", "has"])
    expect(
      examples.some(([example]) => example.includes(`${field}:`)),
      field,
    ).toBe(true)
})

describe.each(examples)("%s finds %s and not %s", (example, finds, leavesOut) => {
  test("in a search", () => {
    const { hits } = index.search({ text: example, offset: 0, limit: 5 })
    expect(hits.map(({ id }) => id)).toEqual([finds])
  })

  test("in a channel's filter", () => {
    const read = parseFilter(example)
    if (read.kind === "refused") throw new Error(read.message)
    const taken = papers.filter(read.matches).map(({ id }) => id)
    expect(taken).toEqual([finds])
    expect(taken).not.toContain(leavesOut)
  })

  test("as chips, each of which can be taken out", () => {
    const { understood, problems } = parseQuery(example)
    expect(problems).toEqual([])
    expect(understood.length).toBeGreaterThan(0)
    for (const { label, without } of understood) {
      expect(label).not.toBe("")
      const left = parseQuery(without)
      expect(left.problems).toEqual([])
      expect(left.understood.length).toBeLessThan(understood.length)
    }
  })
})

const own = new Map([["V", { state: "later", tags: ["thesis"], note: "Compare with Sora" } as const]])

describe.each(examplesIn(ofTheAsker))("%s finds %s and not %s", (example, finds) => {
  test("in a search of the one who saved them", () => {
    const { hits } = index.search({ text: example, offset: 0, limit: 5, own })
    expect(hits.map(({ id }) => id)).toEqual([finds])
  })

  test("in a search of somebody else nothing is saved", () => {
    const { hits } = index.search({ text: example, offset: 0, limit: 5 })
    expect(hits.map(({ id }) => id)).toEqual(
      example.startsWith("-") ? expect.arrayContaining(["V", "I"]) : [],
    )
  })

  test("not in a channel's filter, with the reason", () => {
    expect(parseFilter(example)).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("you alone"),
    })
  })

  test("as chips", () => {
    const { understood, problems } = parseQuery(example)
    expect(problems).toEqual([])
    expect(understood.length).toBeGreaterThan(0)
  })
})

test("what is discussed here can be left out", () => {
  const local = { discussed: new Set(["V"]), voted: new Set<string>() }
  const { hits } = index.search({ text: "-here:discussed", offset: 0, limit: 5, local })
  expect(hits.map(({ id }) => id)).toEqual(["I"])
})

test.each(["author:", "org:", "has:", "here:", "sort:", "in:"])(
  "completion offers values after %s",
  (head) => {
    const begun = filterBegun(`diffusion ${head}`)
    expect(begun?.names !== undefined || (begun?.choices.length ?? 0) > 0).toBe(true)
  },
)

const refused = [
  ...(/Refused in both.*?:\s(.*?)\. A search/s.exec(language)?.[1] ?? "").matchAll(/`([^`]+)`/g),
]
test.each(refused.map(([, query = ""]) => query))("%s is refused in both", (query) => {
  expect(parseFilter(query).kind).toBe("refused")
  expect(parseQuery(query).problems.length).toBeGreaterThan(0)
  expect(index.search({ text: `${query} video`, offset: 0, limit: 5 }).total).toBe(0)
})

test("what is refused has a right spelling that is read", () => {
  expect(refused.length).toBeGreaterThan(5)
  for (const [, query = ""] of refused) {
    const read = parseFilter(query)
    if (read.kind === "refused" && read.suggestion !== undefined)
      expect(parseFilter(read.suggestion).kind).toBe("filter")
  }
})
