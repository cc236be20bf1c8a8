import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { isTitleKey, titleKey } from "../../../src/papers/name.ts"
import { anyText } from "../../any-text.ts"

describe("titleKey", () => {
  it.each([
    ["Attention Is All You Need", "attention is all you need"],
    ["Attention Is All You Need", "Attention  Is All\n  You Need."],
    ["Über-Nets: Größe zählt", "uber nets – große zahlt"],
    ["Kuro Siwo: 33 billion m² under the water", "Kuro Siwo: 33 billion m2 under the water"],
  ])("%j and %j have one key", (one, other) => {
    expect(titleKey(one)).toBe(titleKey(other))
  })
  it("different titles have different keys", () => {
    expect(titleKey("GPT-3")).not.toBe(titleKey("GPT-4"))
    expect(titleKey("???")).not.toBe(titleKey("!!!"))
    expect(titleKey("注意力")).not.toBe(titleKey("扩散"))
  })
  it("stays the same from release to release", () => {
    expect(titleKey("Attention Is All You Need")).toBe("t:5563e10cdb032fc9")
  })
  it("is a title key, whatever the title", () => {
    fc.assert(
      fc.property(anyText, (title) => {
        expect(isTitleKey(titleKey(title))).toBe(true)
      }),
    )
  })
})
