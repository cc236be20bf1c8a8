import { describe, expect, it } from "vitest"
import { abstractLink, huggingFaceLink, paperLinks } from "../../../src/papers/links.ts"
import { aPaper } from "../../builders.ts"

describe("links of a paper", () => {
  it("an identified paper leads to its abstract page", () => {
    expect(abstractLink({ id: "math/0611800" })).toBe("https://arxiv.org/abs/math/0611800")
  })
  it("a paper known by its title alone has no abstract page", () => {
    expect(abstractLink({ id: "t:0123456789abcdef" })).toBeUndefined()
  })
  it("only papers of the site have a page there", () => {
    expect(huggingFaceLink({ id: "2401.12345", source: "huggingface" })).toBe(
      "https://huggingface.co/papers/2401.12345",
    )
    expect(huggingFaceLink({ id: "2401.12345", source: "arxiv" })).toBeUndefined()
    expect(huggingFaceLink({ id: "hep-th/9901001", source: "huggingface" })).toBeUndefined()
  })
  it("come in a fixed order and never lead to a PDF", () => {
    const paper = aPaper({
      id: "2401.12345",
      projectPage: "https://example.org",
      code: { url: "https://github.com/a/b" },
      doi: "10.1109/X 1",
    })
    expect(paperLinks(paper)).toEqual([
      { kind: "abstract", href: "https://arxiv.org/abs/2401.12345" },
      { kind: "huggingface", href: "https://huggingface.co/papers/2401.12345" },
      { kind: "code", href: "https://github.com/a/b" },
      { kind: "project", href: "https://example.org" },
      { kind: "doi", href: "https://doi.org/10.1109/X%201" },
    ])
  })
})
