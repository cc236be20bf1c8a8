import { describe, expect, test } from "vitest"
import { fit as fitted } from "../../../src/rendering/fit.ts"
import { noLimits } from "../../../src/rendering/limits.ts"
import { plain } from "../../../src/rendering/plain.ts"
import { link, plainText } from "../../../src/words/runs.ts"
import { rendererContract } from "../../contracts/renderer.ts"

rendererContract({
  name: "plain text",
  render: (card) => plain(fitted(card, noLimits)),
  limits: noLimits,
  measure: () => [],
  textOf: (text) => text,
})

describe("plain text", () => {
  const card = {
    title: link("A title", "https://arxiv.org/abs/1706.03762"),
    tone: "plain",
    blocks: [
      {
        kind: "items",
        start: 9,
        items: [{ title: plainText("One"), lines: [plainText("below it")], actions: [] }],
      },
      { kind: "note", text: plainText("Page 1 of 2") },
    ],
  } as const

  test("numbers items and puts their lines beneath", () => {
    expect(plain(card)).toBe(
      "A title <https://arxiv.org/abs/1706.03762>\n\n9. One\n   below it\n\nPage 1 of 2",
    )
  })

  test("leaves addresses out for notifications", () => {
    expect(plain(card, { links: false })).toMatch(/^A title\n/)
  })

  test("a command of the terminal cannot come out of a title", () => {
    expect(plain({ ...card, title: plainText("red \u001b[31malert") })).toMatch(/^red \[31malert\n/)
  })
})
