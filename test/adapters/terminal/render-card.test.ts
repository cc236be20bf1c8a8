import { stripVTControlCharacters } from "node:util"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Rendered, renderCard, withoutMenus } from "../../../adapters/terminal/render-card.ts"
import type { Style } from "../../../adapters/terminal/style.ts"
import { displayWidth } from "../../../src/rendering/characters.ts"
import { noLimits } from "../../../src/rendering/limits.ts"
import type { Action, Block, Card } from "../../../src/vocabulary/card.ts"
import { arbitraryCard } from "../../contracts/arbitrary-card.ts"
import { rendererContract } from "../../contracts/renderer.ts"

const plain: Style = { colors: false, links: false, width: 60 }
const rich: Style = { colors: true, links: true, width: 60 }
const numbered = { kind: "numbered" } as const

rendererContract<Rendered>({
  name: "the terminal",
  render: (card) => renderCard(card, rich, numbered),
  limits: noLimits,
  measure: ({ text }) =>
    stripVTControlCharacters(text)
      .split("\n")
      .map((line) => ({
        what: line,
        size: displayWidth(line),
        max: addressFree(line) ? rich.width : Number.POSITIVE_INFINITY,
      })),
  textOf: ({ text }) => stripVTControlCharacters(text),
})

/** An address is never cut, since half of one leads nowhere. */
function addressFree(line: string): boolean {
  return !/https?:\/\//.test(line)
}

const upvote: Action = {
  kind: "invoke",
  label: "Upvote",
  emoji: "👍",
  command: "upvote",
  arguments: { paper: "1706.03762" },
  effect: "reply",
}

function aCard(given: Partial<Card> = {}): Card {
  return { title: [{ text: "A card" }], tone: "plain", blocks: [], ...given }
}

describe("a card in a terminal", () => {
  test("shows items, their buttons, fields and small print", () => {
    const card = aCard({
      title: [{ text: "Two papers" }],
      blocks: [
        {
          kind: "items",
          start: 9,
          items: [
            {
              title: [{ text: "Attention Is All You Need", href: "https://arxiv.org/abs/1706.03762" }],
              lines: [[{ text: "Ashish Vaswani and seven more who all worked on attention, 2017" }]],
              actions: [upvote],
            },
            { title: [{ text: "深層学習" }], lines: [], actions: [upvote] },
          ],
        },
        { kind: "fields", fields: [{ name: "Votes", value: [{ text: "3 here" }] }] },
        { kind: "note", text: [{ text: "From the store" }] },
      ],
    })
    expect(renderCard(card, plain, numbered).text).toBe(`Two papers

9. Attention Is All You Need
   (https://arxiv.org/abs/1706.03762)
   Ashish Vaswani and seven more who all worked on
   attention, 2017
   [1] 👍 Upvote

10. 深層学習
    [2] 👍 Upvote

Votes  3 here

From the store`)
  })

  test("keeps the line breaks of a text", () => {
    const text = [{ text: "One\nand " }, { text: "two", code: true }, { text: "\n\nthree" }]
    expect(renderCard(aCard({ blocks: [{ kind: "text", text }] }), plain).text).toBe(
      "A card\n\nOne\nand two\n\nthree",
    )
  })

  test("keeps what is to be copied as it stands, however wide", () => {
    const line = `  title = {{${"On Long Titles ".repeat(10)}}},`
    const text = [{ text: `@misc{a,\n${line}\n}`, code: "block" }] as const
    expect(renderCard(aCard({ blocks: [{ kind: "text", text }] }), plain).text).toBe(
      `A card\n\n@misc{a,\n${line}\n}`,
    )
  })

  test("leaves out a menu in which nothing is chosen: nobody can open it there", () => {
    const call = { kind: "invoke", command: "channel", arguments: {} } as const
    const menu = {
      ...({ kind: "select", of: "options", label: "Days", call, into: "days" } as const),
      options: [{ value: "daily", label: "Every day" }],
    } as const
    const shown = (block: Block) => renderCard(withoutMenus(aCard({ blocks: [block] })), plain).text
    expect(shown(menu)).toBe("A card")
    expect(shown({ ...menu, chosen: "daily" })).toContain("Days: Every day")
  })

  test("gives its buttons in the order of their numbers", () => {
    const second: Action = { ...upvote, label: "Next", command: "search" }
    const { buttons } = renderCard(
      aCard({ blocks: [{ kind: "actions", actions: [upvote, second] }] }),
      plain,
      numbered,
    )
    expect(buttons.map(({ command }) => command)).toEqual(["upvote", "search"])
  })

  test("offers no button where nobody can press one", () => {
    const card = aCard({ blocks: [{ kind: "actions", actions: [upvote] }] })
    expect(renderCard(card, plain)).toEqual({ text: "A card", buttons: [] })
  })

  test("prints the lines of its own buttons after a single answer", () => {
    const card = aCard({ blocks: [{ kind: "actions", actions: [upvote] }] })
    const lineOf = () => "npm run paper -- upvote 1706.03762"
    expect(renderCard(card, plain, { kind: "lines", lineOf }).text).toBe(
      "A card\n\nUpvote  npm run paper -- upvote 1706.03762",
    )
  })

  test("writes an address once behind the words that share it", () => {
    const href = "https://arxiv.org/abs/1"
    const title = [
      { text: "Sparse ", href },
      { text: "attention", href, mark: true },
    ]
    expect(renderCard(aCard({ title }), plain).text).toBe(`Sparse attention (${href})`)
  })

  test("has neither colours nor links where they are not wanted", () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const { text } = renderCard(card, plain, numbered)
        expect(text).toBe(stripVTControlCharacters(text))
      }),
      { numRuns: 50 },
    )
  })
})

describe("text from strangers", () => {
  const orders = {
    "clears the screen": "\u001b[2J\u001b[H",
    "renames the window": "\u001b]0;owned\u0007",
    "writes the clipboard": "\u001b]52;c;b3duZWQ=\u0007",
    "is an 8-bit escape": "\u009b31m",
    "rings and deletes": "\u0007\b\b\u007f",
    "returns to the line's start": "good\rbad",
    "turns the text around": "\u202eliame",
  }

  test.each(Object.entries(orders))("that %s arrives without its control characters", (_, order) => {
    const card = aCard({
      title: [{ text: `a${order}b` }],
      blocks: [
        {
          kind: "fields",
          fields: [{ name: order, value: [{ text: order, href: `https://example.org/${order}` }] }],
        },
        { kind: "actions", actions: [{ ...upvote, label: order, emoji: order }] },
      ],
    })
    const { text } = renderCard(card, plain, numbered)
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
  })

  test("leads nowhere but to the web", () => {
    const card = aCard({ title: [{ text: "click", href: "javascript:alert(1)" }] })
    expect(renderCard(card, rich).text).not.toContain("javascript")
  })
})
