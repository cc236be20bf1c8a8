import { describe, expect, it } from "vitest"
import { siteText } from "../../../../src/parsing/formats/fields.ts"

describe("text of the site", () => {
  it.each([
    ["a 2times speedup, 10~100times faster", "a 2× speedup, 10~100× faster"],
    ["on leq5% of it, from 80.93rightarrow88.15", "on ≤5% of it, from 80.93→88.15"],
    ["sim30 images, sim607K and {sim}1K entries", "∼30 images, ∼607K and ∼1K entries"],
    ["approx20% of 360^circtimes180^{circ}", "≈20% of 360°×180°"],
    ["Towards infty-LLMs, O(N cdot T)", "Towards ∞-LLMs, O(N · T)"],
    ["ell_1 regularization, 69.8 pm 0.5%", "ℓ₁ regularization, 69.8 ± 0.5%"],
    ["texttt{D}ual-texttt{H}ead", "Dual-Head"],
  ])("%j gets its signs back", (given, read) => {
    expect(siteText(given)).toBe(read)
  })
  it.each([
    "three times, 3 times and 2 timestamps",
    "sim2real, a sim, sim-to-real",
    "approx. 30K and approx 20",
    "at 5 pm 30 people came",
    "https://github.com/a/infty and a.leq, x_rightarrow",
    "well_1 and a rightarrows",
  ])("%j stays as it is", (text) => {
    expect(siteText(text)).toBe(text)
  })
  it("TeX that was left whole is read as ever", () => {
    expect(siteText(String.raw`$2\times$ and $\sim30$ in $\mathcal{O}(n\log n)$`)).toBe(
      "2× and ∼30 in O(n log n)",
    )
  })
})
