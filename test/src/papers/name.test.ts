import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canonicalId, paperIdsIn, parsePaperName } from "../../../src/papers/name.ts"
import { anyText } from "../../any-text.ts"

const namesOf2401_12345 = [
  "2401.12345",
  "  2401.12345  ",
  "2401.12345v2",
  "2401.12345V2",
  "２４０１．１２３４５",
  "2401. 12345",
  "2401,12345",
  "240112345",
  "2401 .12345v2",
  "arXiv:2401.12345",
  "arxiv: 2401.12345v3",
  "arXiv 2401.12345",
  "arXiv:2401.12345v1 [cs.CL]",
  "oai:arXiv.org:2401.12345",
  "https://arxiv.org/abs/2401.12345v1",
  "http://arxiv.org/abs/2401.12345?context=cs.AI",
  "arxiv.org/abs/2401.12345#comments",
  "/abs/2401.12345",
  "https://www.arxiv.org/pdf/2401.12345v2.pdf",
  "https://export.arxiv.org/pdf/2401.12345",
  "https://arxiv.org/html/2401.12345v1#S3",
  "https://ar5iv.labs.arxiv.org/html/2401.12345",
  "https://huggingface.co/papers/2401.12345",
  "https://huggingface.co/papers/2401.12345#65b0c0ffee",
  "https://hf.co/papers/2401.12345?ref=mail",
  "https://www.alphaxiv.org/abs/2401.12345",
  "https://doi.org/10.48550/arXiv.2401.12345",
  "https://doi.org/10.48550%2FarXiv.2401.12345",
  "10.48550/arXiv.2401.12345",
  "<https://arxiv.org/abs/2401.12345>",
  "<https://arxiv.org/abs/2401.12345|a paper>",
  "[this one](https://arxiv.org/abs/2401.12345)",
]

const otherNames: readonly (readonly [string, string])[] = [
  ["0704.0001", "0704.0001"],
  ["1412.6980v9", "1412.6980"],
  ["math/0611800", "math/0611800"],
  ["math.CA/0611800v2", "math/0611800"],
  ["https://arxiv.org/abs/math.CA/0611800v2", "math/0611800"],
  ["https://arxiv.org/pdf/hep-th/9901001v1.pdf", "hep-th/9901001"],
  ["https://arxiv.org/abs/hep-th%2F9901001", "hep-th/9901001"],
  ["HEP-TH/9901001", "hep-th/9901001"],
  ["cond-mat.mes-hall/0703001", "cond-mat/0703001"],
  ["t:0123456789ABCDEF", "t:0123456789abcdef"],
  ["Attention Is All You Need 1706.03762", "1706.03762"],
]

const words = [
  "",
  "sparse attention",
  "2401.1234", // Five digits since 2015.
  "1412.69801", // Four digits before.
  "0703.0001", // Old style until March 2007.
  "2413.12345", // No thirteenth month.
  "2401.123456",
  "32401.12345",
  "0.2401.12345",
  "abc/9901001", // No such archive.
  "hep-th/9913001",
  "10.1145/2012.34567", // A DOI of somebody else.
  "t:0123",
  "2401.12345 or 2401.54321", // Two papers: ambiguous as a name.
]

describe("parsePaperName", () => {
  it.each(namesOf2401_12345)("%j names 2401.12345", (name) => {
    expect(parsePaperName(name)).toEqual({ kind: "id", id: "2401.12345" })
  })
  it.each(otherNames)("%j names %s", (name, id) => {
    expect(parsePaperName(name)).toEqual({ kind: "id", id })
  })
  it.each(words)("%j is taken as words", (text) => {
    expect(parsePaperName(text)).toEqual({ kind: "words", text })
  })
  it("any name of any paper resolves to its one id", () => {
    fc.assert(
      fc.property(anyPaper, anyForm, ({ canonical, written }, form) => {
        expect(parsePaperName(form(written))).toEqual({ kind: "id", id: canonical })
      }),
    )
  })
  it("a canonical id is its own name", () => {
    fc.assert(
      fc.property(anyPaper, ({ canonical }) => {
        expect(canonicalId(canonical)).toBe(canonical)
      }),
    )
  })
})

describe("paperIdsIn", () => {
  it("finds every paper of a text once, in order", () => {
    const text =
      "Compare https://arxiv.org/abs/2401.12345v2 (also https://hf.co/papers/2401.12345) with hep-th/9901001, " +
      "arXiv:1706.03762, and 2310.00001."
    expect(paperIdsIn(text)).toEqual(["2401.12345", "hep-th/9901001", "1706.03762", "2310.00001"])
  })
  it("takes dates, prices, versions and telephone numbers for none", () => {
    expect(paperIdsIn("on 2024.01.15 for $2401.50, v1.2401.12345, +1 240.112.3456, 12:2401.1")).toEqual([])
  })
  it("never throws, and gives canonical ids only", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const id of paperIdsIn(text)) expect(canonicalId(id)).toBe(id)
      }),
    )
  })
  it("reads a long hostile text in one pass", () => {
    expect(paperIdsIn("arxiv:".repeat(50_000))).toEqual([])
    expect(paperIdsIn("10.48550/".repeat(50_000))).toEqual([])
  })
})

const two = (n: number) => String(n).padStart(2, "0")
const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, "0"))
const month = fc.integer({ min: 1, max: 12 }).map(two)
const version = fc.constantFrom("", "v1", "v2", "v13")

const recent = fc
  .tuple(fc.integer({ min: 15, max: 30 }).map(two), month, digits(5))
  .map(([year, mm, number]) => ({ canonical: `${year}${mm}.${number}`, id: `${year}${mm}.${number}` }))
const early = fc
  .tuple(fc.integer({ min: 8, max: 14 }).map(two), month, digits(4))
  .map(([year, mm, number]) => ({ canonical: `${year}${mm}.${number}`, id: `${year}${mm}.${number}` }))
const old = fc
  .tuple(
    fc.constantFrom("math", "hep-th", "cs", "cond-mat", "q-bio"),
    fc.constantFrom("", ".CA", ".LG", ".mes-hall"),
    fc.integer({ min: 92, max: 106 }).map((year) => two(year % 100)),
    month,
    digits(3),
  )
  .map(([archive, subject, year, mm, number]) => ({
    canonical: `${archive}/${year}${mm}${number}`,
    id: `${archive}${subject}/${year}${mm}${number}`,
  }))
const anyPaper = fc
  .tuple(fc.oneof(recent, early, old), version)
  .map(([{ canonical, id }, v]) => ({ canonical, written: id + v }))
const anyForm = fc.constantFrom<(id: string) => string>(
  (id) => id,
  (id) => `arXiv:${id}`,
  (id) => `https://arxiv.org/abs/${id}`,
  (id) => `https://arxiv.org/pdf/${id}.pdf`,
  (id) => `https://arxiv.org/html/${id}`,
  (id) => `https://huggingface.co/papers/${id}`,
  (id) => `https://hf.co/papers/${id}`,
  (id) => `https://www.alphaxiv.org/abs/${id}`,
  (id) => `https://doi.org/10.48550/arXiv.${id}`,
  (id) => `see (${id}), please`,
)
