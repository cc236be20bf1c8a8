import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { oneSentence } from "../../../src/cards/one-sentence.ts"
import { graphemesOf } from "../../../src/rendering/characters.ts"
import { aPaper } from "../../builders.ts"

const sentenceOf = (abstract: string) => oneSentence(aPaper({ abstract }))

describe("the one sentence of a paper", () => {
  test("is the first of its summary", () => {
    expect(oneSentence(aPaper({ summary: "It is fast. It is small.", abstract: "We test." }))).toBe(
      "It is fast.",
    )
  })

  test("is the first of its abstract where there is no summary", () => {
    expect(oneSentence(aPaper({ summary: " ", abstract: "We test. Then we stop." }))).toBe("We test.")
  })

  test("is missing where there is neither", () => {
    expect(sentenceOf("  ")).toBeUndefined()
  })

  test.each([
    ["We use tools, e.g. Search engines, well. They help.", "We use tools, e.g. Search engines, well."],
    ["Vaswani et al. Proposed it. We do too.", "Vaswani et al. Proposed it."],
    ["It gains 3.5 points on GPT-4. More follows.", "It gains 3.5 points on GPT-4."],
    ["See Fig. 2 for J. Doe of the U.S. Army. End.", "See Fig. 2 for J. Doe of the U.S. Army."],
    ["A loss $L = 0. X$ is used. Next.", "A loss $L = 0. X$ is used."],
    ["It costs $5. We pay it. You get $6.", "It costs $5."],
    ["Is attention enough? We ask.", "Is attention enough?"],
    ['They say "it works." We agree.', 'They say "it works."'],
    ["Cats, dogs, etc. are found. Next.", "Cats, dogs, etc. are found."],
    ["我们提出一个模型。它很快。", "我们提出一个模型。"],
    ["No full stop at the end", "No full stop at the end"],
  ])("%s", (abstract, expected) => expect(sentenceOf(abstract)).toBe(expected))

  test("above 160 characters is cut at the last comma after 90", () => {
    const start =
      "Zetta is a closed-loop embodied harness that evolves runtime critics and recovery skills online to govern"
    expect(
      sentenceOf(
        `${start} execution, achieving high success on robot benchmarks with inference that is faster.`,
      ),
    ).toBe(`${start} execution\u00a0…`)
  })

  test("without such a comma is cut after a word", () => {
    expect(sentenceOf(`First, ${"word ".repeat(60)}.`)).toBe(`First, ${"word ".repeat(30).trim()}\u00a0…`)
  })

  test("a comma within a number is no place to cut", () => {
    const start = `${"word ".repeat(29)}of 12`
    expect(sentenceOf(`${start},345 papers ${"word ".repeat(20)}.`)).toBe(`${start},345\u00a0…`)
  })

  test("is at most 160 characters, and never half of one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 500 }), (abstract) => {
        const sentence = sentenceOf(abstract) ?? ""
        expect(graphemesOf(sentence).length).toBeLessThanOrEqual(160)
        expect(sentence.isWellFormed()).toBe(true)
      }),
    )
  })
})
