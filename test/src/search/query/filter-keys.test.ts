import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type PaperFilter, paperKeys, parseFilter } from "../../../../src/search/index.ts"
import { anyText } from "../../../any-text.ts"
import { aPaper } from "../a-paper.ts"

const written = (text: string): PaperFilter => {
  const read = parseFilter(text)
  if (read.kind === "refused") throw new Error(`${text} is refused: ${read.message}`)
  return read
}

const mayMatch = ({ needs }: PaperFilter, keys: readonly string[]) =>
  needs.every((group) => group.some((key) => keys.includes(key)))

const words =
  "attention self-attention Self Attention selfattention networks network C++ C AT&T T .NET don't CLIP+ CLIP β-VAE beta 语言模型 模型 语言 3D GPT-4o gpt4o naïve naive efficient".split(
    " ",
  )
const names = [
  "Yann LeCun",
  "Y. LeCun",
  "Yann Le Cun",
  "Søren Müller",
  "Mueller",
  "Ada O'Brien",
  "李明",
  "李 明",
  "Wei Zhang",
]
const organizations = ["Google DeepMind", "Deepmind", "GoogleDeepMind", "Hugging Face", "Meta", "Facebook AI"]
const categories = ["cs.CV", "cs", "cs.LG", "math"]

const text = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((some) => some.join(" "))
const paper = fc
  .record({
    title: text,
    abstract: text,
    authors: fc.array(fc.constantFrom(...names), { maxLength: 2 }),
    organization: fc.constantFrom(...organizations),
    categories: fc.array(fc.constantFrom(...categories), { maxLength: 2 }),
    code: fc.option(fc.constant({ url: "https://github.com/a/b" }), { nil: undefined }),
  })
  .map((given) => aPaper({ id: "1", ...given }))

const quoted = (field: string, values: readonly string[]) =>
  fc.constantFrom(...values).map((value) => `${field}"${value}"`)
const term = fc.oneof(
  fc.constantFrom(...words),
  quoted("", ["self attention", "语言模型", "C++", "networks", "gpt 4o"]),
  quoted("author:", [...names, "lecun", "obrien", "Y. L. LeCun", "明"]),
  quoted("org:", organizations),
  quoted("title:", ["self attention", "attention networks"]),
  quoted("cat:", categories),
  fc.constantFrom("has:code", "-attention", "upvotes:>5"),
)
const filter = fc.oneof(
  fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(" ")),
  fc.array(term, { minLength: 2, maxLength: 3 }).map((terms) => terms.join(" OR ")),
  fc.tuple(term, term, term).map(([one, two, three]) => `(${one} OR ${two}) NOT (${three})`),
)

describe("the keys of a filter", () => {
  test("are had by every paper that it takes", () => {
    let taken = 0
    fc.assert(
      fc.property(filter, fc.array(paper, { minLength: 5, maxLength: 5 }), (text, papers) => {
        const read = parseFilter(text)
        if (read.kind === "refused") return
        for (const paper of papers.filter(read.matches)) {
          taken++
          expect(mayMatch(read, paperKeys(paper)), text).toBe(true)
        }
      }),
      { numRuns: 600 },
    )
    expect(taken).toBeGreaterThan(100)
  })

  test("whatever is written, in the filter and in the paper", () => {
    fc.assert(
      fc.property(anyText, anyText, (text, title) => {
        const paper = aPaper({ id: "1", title: `${title} ${text}`, authors: [title] })
        const read = parseFilter(text)
        if (read.kind === "filter" && read.matches(paper))
          expect(mayMatch(read, paperKeys(paper)), JSON.stringify({ text, title })).toBe(true)
      }),
      { numRuns: 500, examples: [["\udc00㐀", "\ud800"]] },
    )
  })

  test.each([
    ["video diffusion", [["video"], ["diffus"]]],
    ["author:lecun", [["@lecun"]]],
    ['author:"Yann LeCun"', [["@yannlecun", "@lecun yann", "@yann l.", "@lecun y."]]],
    ["org:deepmind cat:cs.CV", [["#deepmind"], [":cs.cv"]]],
    ["video OR (audio has:code)", [["video", "audio"]]],
    ["video OR (has:code audio)", [["video", "audio"]]],
    ["video OR has:code", [["video", "?code"]]],
    ["has:code -video", [["?code"]]],
    ["upvotes:>5 -video", []],
  ])("%s needs %j", (text, needs) => {
    expect(written(text).needs).toEqual(needs)
  })

  test("leave out namesakes", () => {
    const filter = written('author:"Wei Zhang"')
    for (const author of ["Wei Wang", "Yi Zhang", "Weiming Zhang", "Zhang W. Liu"])
      expect(mayMatch(filter, paperKeys(aPaper({ id: "1", authors: [author] }))), author).toBe(
        author === "Zhang W. Liu",
      )
  })

  test("leave out most other papers", () => {
    const other = aPaper({ id: "1", title: "Tides", authors: ["Bo Fox"], organization: "Meta" })
    for (const text of ["attention", "author:lecun", "org:google", "cat:cs.CV", "模型"])
      expect(mayMatch(written(text), paperKeys(other)), text).toBe(false)
  })
})
