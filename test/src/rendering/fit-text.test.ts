import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { discordMarkdown } from "../../../adapters/discord/markdown.ts"
import { clean, graphemesOf } from "../../../src/rendering/characters.ts"
import { fitLine, fitText, plainLength } from "../../../src/rendering/fit-text.ts"
import { renderRuns, textOf } from "../../../src/rendering/inline.ts"
import { arbitraryText } from "../../contracts/arbitrary-card.ts"

describe("a text that is too long", () => {
  test.each([
    ["is cut after a word where one ends near", "Attention is all you need", 15, "Attention is…"],
    ["is cut within a word that is too long", "Antidisestablishmentarianism", 10, "Antidises…"],
    ["keeps a family of emoji together", "x👩‍👩‍👧‍👦y", 8, "x…"],
    ["keeps a letter with its accent", "e\u0301e\u0301e\u0301", 4, "e\u0301…"],
    ["says with one sign that all is gone", "Attention", 1, "…"],
    ["is empty where nothing fits", "Attention", 0, ""],
  ])("%s", (_, line, max, expected) => {
    expect(fitLine(line, max)).toBe(expected)
  })

  test("a text that fits stays as it is", () => {
    expect(fitLine("Attention", 9)).toBe("Attention")
  })

  test("marks stay on what is left of their run", () => {
    const cut = fitText([{ text: "plain " }, { text: "bold words here", bold: true }], 12)
    expect(cut).toEqual([{ text: "plain " }, { text: "bold…", bold: true }])
  })

  test("escapes count, since the platform counts them", () => {
    const measure = (text: Parameters<typeof plainLength>[0]) => renderRuns(text, discordMarkdown).length
    const cut = fitText([{ text: "********" }], 9, measure)
    expect(renderRuns(cut, discordMarkdown)).toBe("\\*\\*\\*\\*…")
  })

  test("no cut is longer than allowed, splits a character or hides that it is one", () => {
    fc.assert(
      fc.property(arbitraryText, fc.nat(80), (text, max) => {
        const cut = fitText([{ text }], max)
        expect(plainLength(cut)).toBeLessThanOrEqual(max)
        if (plainLength([{ text }]) <= max) return
        const shown = textOf(cut)
        expect(shown === "" || shown.endsWith("…")).toBe(true)
        const kept = graphemesOf(shown.slice(0, -1))
        expect(graphemesOf(clean(text)).slice(0, kept.length)).toEqual(kept)
      }),
    )
  })
})
