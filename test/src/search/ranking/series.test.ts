import fc from "fast-check"
import { expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { seriesOf } from "../../../../src/search/ranking/series.ts"
import { aPaper, idsFor } from "../a-paper.ts"

test.each([
  ["Qwen2 Technical Report", "qwen", "2"],
  ["Qwen2.5-VL Technical Report", "qwen", "2.5"],
  ["Qwen-Image-2.0 Technical Report", "qwenimage", "2.0"],
  ["Mobile-Agent-v3.5: Multi-platform Agents", "mobileagent", "3.5"],
  ["Kimi k1.5: Scaling", "kimik", "1.5"],
  ["SAM 2: Segment Anything in Images and Videos", "sam", "2"],
  ["Hunyuan3D 2.0: Scaling Diffusion Models", "hunyuand", "2.0"],
  ["SnapGen++: Unleashing Diffusion", "snapgen", "++"],
  ["TurboEdit: Instant text-based image editing", "turboedit", ""],
])("%s is of the series %s, %s", (title, name, version) => {
  expect(seriesOf(title)).toEqual({ name, version })
})

test.each([
  "3D Gaussian Editing with a Single Image",
  "Attention Is All You Need",
  "What We Learned from a Year of Building: Lessons",
  "An Empirical Study of Qwen3 Quantization",
])("%s is of no series", (title) => {
  expect(seriesOf(title)).toBeUndefined()
})

test("papers of other people with the same name are no series", () => {
  const index = createSearchIndex()
  const titled = (id: string, authors: readonly string[]) =>
    aPaper({ id, title: `Prism: Sparse Routing ${id}`, authors, upvotes: 50 })
  index.add([titled("one", ["Ada Long"]), titled("other", ["Bo Chen"]), titled("again", ["Ada Long"])])
  index.add(Array.from({ length: 12 }, (_, n) => aPaper({ id: `${n}`, title: `Routing, Sparse Part ${n}` })))
  const ten = idsFor(index, "sparse routing", 10)
  expect(ten.filter((id) => ["one", "other", "again"].includes(id))).toHaveLength(2)
  expect(ten).toContain("other")
})

const title = fc
  .tuple(
    fc.constantFrom("Qwen", "Emu", "Prism"),
    fc.constantFrom("", "2", "2.5", "-v3", "++"),
    fc.constantFrom(": ", " Technical Report, ", " and "),
    fc.constantFrom("Sparse Routing", "Routing", "Sparse Vision"),
  )
  .map((parts) => parts.join(""))
const library = fc.array(
  fc.record({
    title,
    authors: fc.subarray(["Ada Long", "Bo Chen", "Mei Lin"]),
    upvotes: fc.integer({ min: 0, max: 200 }),
    publishedOn: fc.constantFrom("2023-05-01", "2024-01-31", "2025-10-27"),
  }),
  { minLength: 12, maxLength: 40 },
)

test("every paper is on one page and on one page only, whatever a page holds", () => {
  fc.assert(
    fc.property(
      library,
      fc.constantFrom("sparse routing", "routing", "qwen", "emu 2"),
      fc.integer({ min: 1, max: 9 }),
      (given, text, limit) => {
        const index = createSearchIndex()
        index.add(given.map((one, n) => aPaper({ id: `${n}`, ...one })))
        const pages = Array.from({ length: Math.ceil(given.length / limit) }, (_, page) =>
          index.search({ text, offset: page * limit, limit }).hits.map(({ id }) => id),
        )
        expect(pages.flat()).toEqual(idsFor(index, text, given.length))
        expect(new Set(pages.flat()).size).toBe(pages.flat().length)
      },
    ),
    { numRuns: 60 },
  )
})
