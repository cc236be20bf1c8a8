import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Paper } from "../../../../src/papers/paper.ts"
import { type FilterRefusal, type PaperFilter, parseFilter } from "../../../../src/search/index.ts"
import { words } from "../../../../src/words/words.ts"
import { anyText } from "../../../any-text.ts"
import { aPaper } from "../a-paper.ts"

const titled = (title: string, given: Partial<Paper> = {}) => aPaper({ id: title, title, ...given })
const papers = [
  titled("Video Diffusion Models", {
    authors: ["Ada Quill", "Bo Fox"],
    categories: ["cs.CV", "cs.LG"],
    upvotes: 9,
  }),
  titled("Diffusion for Images", {
    authors: ["Cy Hart"],
    categories: ["cs.CV"],
    upvotes: 20,
    publishedOn: "2025-10-27",
  }),
  titled("Reinforcement Learning of Agents", {
    authors: ["Bo Fox"],
    categories: ["cs.LG"],
    code: { url: "x" },
  }),
  titled("Learning to Learn", { abstract: "Reinforcement is scarce.", organization: "Google DeepMind" }),
  titled("Self-Attention in C++", { abstract: "We rewrite a kernel in C++17." }),
  titled("Vitamin C Revisited", { abstract: "What does plan C bring?" }),
  titled("Networks at AT&T", { abstract: "T is for telephone." }),
  titled("Model T and Attention", { authors: ["Ada B. Quill"] }),
  titled("The A* Search in .NET", { summary: "A star is found." }),
  titled("大规模语言模型的推理能力研究"),
]

const taken = (filter: string) => {
  const read = parseFilter(filter)
  if (read.kind === "refused") throw new Error(`${filter} is refused: ${read.message}`)
  return papers.filter(read.matches).map(({ title }) => title)
}
const refusal = (filter: string): FilterRefusal => {
  const read = parseFilter(filter)
  if (read.kind === "filter") throw new Error(`${filter} is not refused`)
  return read
}

test.each<[string, readonly string[]]>([
  ["reinforcement learning", ["Reinforcement Learning of Agents", "Learning to Learn"]],
  ["reinforcement AND learning", ["Reinforcement Learning of Agents", "Learning to Learn"]],
  ["reinforcement and learning", ["Reinforcement Learning of Agents", "Learning to Learn"]],
  ['"reinforcement learning"', ["Reinforcement Learning of Agents"]],
  ["“reinforcement learning”", ["Reinforcement Learning of Agents"]],
  ["diffusion NOT video", ["Diffusion for Images"]],
  ["diffusion -video", ["Diffusion for Images"]],
  ["diffusion −video", ["Diffusion for Images"]],
  ["diffusion -videos", ["Diffusion for Images"]],
  ['diffusion -"video diffusion"', ["Diffusion for Images"]],
  ["agents OR images", ["Diffusion for Images", "Reinforcement Learning of Agents"]],
  ["(agents OR images) -reinforcement", ["Diffusion for Images"]],
  ["diffusion NOT (video OR agents)", ["Diffusion for Images"]],
  ["diffusion -(video models)", ["Diffusion for Images"]],
  ["image, diffusion", ["Diffusion for Images"]],
  ["c++", ["Self-Attention in C++"]],
  ["C", ["Vitamin C Revisited"]],
  ["at&t", ["Networks at AT&T"]],
  ["AT&T networks", ["Networks at AT&T"]],
  ['"A*"', ["The A* Search in .NET"]],
  [".net", ["The A* Search in .NET"]],
  ["self-attention", ["Self-Attention in C++"]],
  ["selfattention", ["Self-Attention in C++"]],
  ["attention", ["Self-Attention in C++", "Model T and Attention"]],
  ["语言模型", ["大规模语言模型的推理能力研究"]],
  ["author:fox", ["Video Diffusion Models", "Reinforcement Learning of Agents"]],
  ['author: "Bo Fox"', ["Video Diffusion Models", "Reinforcement Learning of Agents"]],
  ['author:"Bo Fox" -cat:cs.CV', ["Reinforcement Learning of Agents"]],
  ['diffusion -author:"Bo Fox"', ["Diffusion for Images"]],
  ['diffusion NOT author: "Bo Fox"', ["Diffusion for Images"]],
  ["author:fox author:quill", ["Video Diffusion Models"]],
  [
    "author:fox OR author:hart",
    ["Video Diffusion Models", "Diffusion for Images", "Reinforcement Learning of Agents"],
  ],
  ["author:bo-fox", ["Video Diffusion Models", "Reinforcement Learning of Agents"]],
  ["cat:cs", ["Video Diffusion Models", "Diffusion for Images", "Reinforcement Learning of Agents"]],
  ["org:deepmind", ["Learning to Learn"]],
  ["has:code", ["Reinforcement Learning of Agents"]],
  ["diffusion -has:code", ["Video Diffusion Models", "Diffusion for Images"]],
  ["upvotes:>10", ["Diffusion for Images"]],
  ["after:2025-10 before:2025-11", ["Diffusion for Images"]],
])("%s takes %j", (filter, expected) => {
  expect(taken(filter)).toEqual(expected)
})

test("an empty filter takes everything, and has no parts", () => {
  expect(taken(" ")).toHaveLength(papers.length)
  expect((parseFilter("") as PaperFilter).parts).toEqual([])
})

test("each part tells what it alone takes", () => {
  const { parts } = parseFilter('diffusion NOT video author: "Cy Hart" (images OR agents)') as PaperFilter
  expect(parts.map(({ text, matches }) => [text, papers.filter(matches).length])).toEqual([
    ["diffusion", 2],
    ["NOT video", 9],
    ['author: "Cy Hart"', 1],
    ["(images OR agents)", 2],
  ])
})

const { filter: reasons, query } = words.search

test.each<[string, string, string | undefined]>([
  ["+video +diffusion", reasons.needlessPlus, "video diffusion"],
  ["foo*", reasons.noStar, "foo"],
  ["A*", reasons.noStar, '"A*"'],
  ["/fo+/", reasons.noRegex, undefined],
  ["/foo/", reasons.noRegex, "foo"],
  ["limit: 2", reasons.unknownField("limit"), undefined],
  ["auther:lecun", reasons.unknownField("auther"), "author:lecun"],
  ['auther: "Bo Fox"', reasons.unknownField("auther"), 'author:"Bo Fox"'],
  ["author:", reasons.needsValue("author"), undefined],
  ["author:(fox OR hart)", reasons.fieldBeforeGroup("author"), "(author:fox OR author:hart)"],
  ["has:banana", query.needsChoice("has", "banana", ["code", "summary", "project", "abstract"]), undefined],
  ["upvotes:lots", query.needsUpvotes("lots"), undefined],
  ['after:"last week"', query.needsFixedDay("last week"), undefined],
  ["after:2026 before:2025", reasons.noDay, undefined],
  ["upvotes:>10 upvotes:<5", reasons.noUpvotes, undefined],
  ["sort:newest", reasons.noSort, undefined],
  ["diffusion here:voted", reasons.noHere, "diffusion"],
  ["video or image", reasons.writeOr("or"), "video OR image"],
  ["video || image", reasons.writeOr("||"), "video OR image"],
  ["video|image", reasons.writeOr("|"), "(video OR image)"],
  ["video not image", reasons.writeNot("not"), "video NOT image"],
  ["video !image", reasons.writeNot("!"), "video -image"],
  ["video && image", reasons.needlessAnd("&&"), "video image"],
  ["video - image", reasons.minusTouches, "video -image"],
  ["video –image", reasons.oneMinus("–image"), "video -image"],
  ["video --image", reasons.oneMinus("--image"), "video -image"],
  ["foo~2", reasons.noWeights, "foo"],
  ["foo^3 bar", reasons.noWeights, "foo bar"],
  ["video OR image model", reasons.ambiguous, "(video OR image) model"],
  ["cat:cs.CL OR cat:cs.LG upvotes:>10", reasons.ambiguous, "(cat:cs.CL OR cat:cs.LG) upvotes:>10"],
  ["OR video", reasons.needsBothSides("OR"), "video"],
  ["video OR OR image", reasons.needsBothSides("OR"), "video OR image"],
  ["video NOT", reasons.needsWord("NOT"), "video"],
  ["(video", reasons.unclosed, "(video)"],
  ["video)", reasons.unopened, "video"],
  ["video ()", reasons.emptyGroup, "video"],
  ['"open source', reasons.unquoted, '"open source"'],
  ["video — image", reasons.minusTouches, "video -image"],
  ["video …", reasons.noWord("…"), "video"],
])("%s is refused: %s", (filter, message, suggestion) => {
  expect(refusal(filter)).toMatchObject({ message, suggestion })
})

describe("of any text", () => {
  const filter = fc.oneof(
    anyText,
    fc
      .array(
        fc.constantFrom(...'( ) - NOT OR AND video "images" author: fox has:code + * / " or | &'.split(" ")),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(" ")),
  )

  test("what is suggested is a filter", () => {
    fc.assert(
      fc.property(filter, (text) => {
        const read = parseFilter(text)
        const { suggestion } = read.kind === "refused" ? read : {}
        if (suggestion !== undefined) expect(parseFilter(suggestion).kind).toBe("filter")
      }),
    )
  })

  test("a filter takes what all its parts take", () => {
    fc.assert(
      fc.property(filter, (text) => {
        const read = parseFilter(text)
        if (read.kind === "refused") return
        for (const paper of papers)
          expect(read.matches(paper)).toBe(read.parts.every(({ matches }) => matches(paper)))
      }),
    )
  })

  test("ten thousand parentheses or minuses are refused", () => {
    expect(refusal("(".repeat(10_000)).message).toBe(reasons.tooDeep)
    expect(refusal("NOT ".repeat(10_000)).message).toBe(reasons.tooDeep)
  })
})
