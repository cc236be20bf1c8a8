import { describe, expect, it } from "vitest"
import { abstractLink, huggingFaceLink } from "../../../src/papers/name.ts"

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
})
