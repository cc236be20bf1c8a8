import { describe, expect, test } from "vitest"
import { parseQuery } from "../../../../src/search/index.ts"

describe("parseQuery", () => {
  test.each([
    ["sparse attention", { words: "sparse attention" }],
    ['"mixture of experts" routing', { words: "routing", phrases: ["mixture of experts"] }],
    ['agents -vision -"web browsing"', { words: "agents", excluded: ["vision", "web browsing"] }],
    ["author:lecun", { words: "", filters: { authors: ["lecun"] } }],
    [
      'org:"Google DeepMind" author:hinton',
      { filters: { organizations: ["Google DeepMind"], authors: ["hinton"] } },
    ],
    ["by:lecun since:2024", { filters: { authors: ["lecun"], after: "2024-01-01" } }],
    ["after:2024-06 before:2025-02-03", { filters: { after: "2024-06-01", before: "2025-02-03" } }],
    ["after:2023 after:2024", { filters: { after: "2024-01-01" } }],
    ["upvotes:>50", { filters: { minUpvotes: 51 } }],
    ["upvotes:50", { filters: { minUpvotes: 50 } }],
    ["upvotes:<10", { filters: { maxUpvotes: 9 } }],
    ["upvotes:10..20", { filters: { minUpvotes: 10, maxUpvotes: 20 } }],
    ["has:code has:summary", { filters: { has: ["code", "summary"] } }],
    ["source:arxiv source:hf", { filters: { sources: ["arxiv", "huggingface"] } }],
    ["here:voted cat:cs.CL", { filters: { here: ["voted"], categories: ["cs.CL"] } }],
    ["sort:newest agents", { sort: "newest", words: "agents" }],
    ["BERT: pre-training", { words: "BERT: pre-training", problems: [] }],
    ["https://arxiv.org/abs/1706.03762", { words: "https://arxiv.org/abs/1706.03762", problems: [] }],
    ["GAN:s", { words: "GAN s", problems: [] }],
    ['T\\"ULU 3', { words: "TULU 3" }],
    ['an "open end', { words: "an", phrases: ["open end"] }],
    ["", { words: "", phrases: [], excluded: [], filters: {}, problems: [] }],
    ["- -- -", { words: "- -", excluded: [] }],
    ['"author:lecun diffusion"', { words: "diffusion", phrases: [], filters: { authors: ["lecun"] } }],
    [
      '"author:lecun -video has:code"',
      { excluded: ["video"], filters: { authors: ["lecun"], has: ["code"] } },
    ],
    ['"a note: on diffusion"', { phrases: ["a note: on diffusion"] }],
    ['author: "Bo Fox" diffusion', { words: "diffusion", filters: { authors: ["Bo Fox"] } }],
    ["Open source: a survey", { words: "Open source: a survey", filters: {}, problems: [] }],
    ['diffusion -author:"Bo Fox"', { words: "diffusion", without: [{ authors: ["Bo Fox"] }], problems: [] }],
    ["diffusion NOT cat:cs.CV", { words: "diffusion", without: [{ categories: ["cs.CV"] }] }],
    ["diffusion NOT video", { words: "diffusion", excluded: ["video"] }],
    ["diffusion OR video", { words: "diffusion video" }],
    ["(author:fox OR author:hart) video", { words: "video", filters: { authors: ["fox", "hart"] } }],
    ["ATTENTION IS NOT ALL YOU NEED", { words: "ATTENTION IS NOT ALL YOU NEED", excluded: [] }],
  ])("%s", (text, parsed) => {
    expect(parseQuery(text)).toMatchObject(parsed)
  })

  test.each([
    ["atuhor:lecun", "author:lecun"],
    ['ogr:"Google DeepMind"', 'org:"Google DeepMind"'],
    ["has:cod", "has:code"],
    ["here:vted", "here:voted"],
    ["sort:newst", "sort:newest"],
  ])("%s may have meant %s", (text, suggestion) => {
    expect(parseQuery(text).problems).toMatchObject([{ written: text, suggestion }])
  })

  test.each(["after:2024-13", "after:2023-02-29", "upvotes:many", "has:wings", "author:!", "-sort:newest"])(
    "%s is told as a problem, and searched without",
    (text) => {
      const { problems, filters, words } = parseQuery(text)
      expect(problems).toHaveLength(1)
      expect(problems[0]?.message).toMatch(/\.$/)
      expect({ filters, words }).toEqual({ filters: {}, words: "" })
    },
  )
})
