import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { discordMarkdown } from "../../../adapters/discord/markdown.ts"
import { fit as fitted } from "../../../src/rendering/fit.ts"
import { plainLength } from "../../../src/rendering/fit-text.ts"
import { renderRuns } from "../../../src/rendering/inline.ts"
import { type Limits, noLimits } from "../../../src/rendering/limits.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Action, Block, Card } from "../../../src/vocabulary/card.ts"
import { plainText } from "../../../src/words/runs.ts"
import { words as catalogue } from "../../../src/words/words.ts"
import { arbitraryCard } from "../../contracts/arbitrary-card.ts"
import { sampleCards } from "../../contracts/sample-cards.ts"

const items = (count: number): Block => ({
  kind: "items",
  items: Array.from({ length: count }, (_, index) => ({
    title: plainText(`Paper ${index + 1}`),
    lines: [],
    actions: [],
  })),
})
const buttons = (count: number): readonly Action[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "link",
    label: `Button ${index + 1}`,
    href: "https://example.org/",
  }))
const card = (...blocks: readonly Block[]): Card => ({ title: plainText("Title"), tone: "plain", blocks })
const shown = (given: Card, limits: Partial<Limits>) => plain(fitted(given, { ...noLimits, ...limits }))
const characters = (max: number) => ({ max, of: (given: Card) => plain(given).length })
const blocks = (max: number) => ({ max, of: (given: Card) => given.blocks.length })

describe("what does not fit is left out and counted", () => {
  test("items beyond the limit become a number", () => {
    expect(shown(card(items(10)), { items: 3 })).toBe(
      "Title\n\n- Paper 1\n- Paper 2\n- Paper 3\n\nand 7 more",
    )
  })

  test("fields beyond the limit become a number", () => {
    const fields = ["a", "b", "c"].map((name) => ({ name, value: plainText(name) }))
    expect(shown(card({ kind: "fields", fields }), { fields: 2 })).toBe("Title\n\na: a\nb: b\n\nand 1 more")
  })

  test("buttons beyond the limit become a number", () => {
    expect(shown(card({ kind: "actions", actions: buttons(7) }), { actions: 5 })).toMatch(/and 2 more$/)
  })

  test("a button whose address is too long goes, since half an address leads elsewhere", () => {
    const actions: readonly Action[] = [
      { kind: "link", label: "Long", href: `https://example.org/${"x".repeat(600)}` },
    ]
    expect(fitted(card({ kind: "actions", actions }), { ...noLimits, href: 512 }).blocks).toEqual([])
  })

  test("a button without a word goes, since platforms refuse it", () => {
    const actions: readonly Action[] = [{ kind: "link", label: " \u0007 ", href: "https://example.org/" }]
    expect(fitted(card({ kind: "actions", actions }), noLimits).blocks).toEqual([])
  })

  test("what has no title is called untitled, since platforms refuse nothing at all", () => {
    const nameless: Block = { kind: "items", items: [{ title: plainText(" "), lines: [], actions: [] }] }
    expect(plain(fitted({ ...card(nameless), title: [] }, noLimits))).toBe("- (untitled)")
    expect(plain(fitted({ ...card(), title: [] }, noLimits))).toBe("(untitled)")
  })

  test("a long text ends in an ellipsis", () => {
    expect(shown(card({ kind: "text", text: plainText("word ".repeat(50)) }), { text: 20 })).toMatch(
      /^Title\n\n.{1,19}…$/,
    )
  })

  test("empty blocks are dropped, since platforms refuse them", () => {
    const empty = card(
      { kind: "text", text: plainText("") },
      { kind: "actions", actions: [] },
      { kind: "fields", fields: [] },
    )
    expect(fitted(empty, noLimits).blocks).toEqual([])
  })
})

describe("a card that is too long as a whole", () => {
  test("loses whole items before words", () => {
    const text: Block = { kind: "text", text: plainText("An introduction that stays as it is.") }
    expect(shown(card(text, items(10)), { totals: [characters(120)] })).toMatch(
      /^Title\n\nAn introduction that stays as it is\.\n\n(- Paper \d\n)+\nand \d more$/,
    )
  })

  test("counts what it left out twice in one number", () => {
    expect(shown(card(items(10)), { items: 5, totals: [characters(60)] })).toMatch(/Paper 4\n\nand 6 more$/)
  })

  test("keeps three items and shortens the text instead", () => {
    const text: Block = { kind: "text", text: plainText("word ".repeat(100)) }
    const out = shown(card(text, items(5)), { totals: [characters(200)] })
    expect(out).toMatch(/word…\n\n- Paper 1\n- Paper 2\n- Paper 3\n\nand 2 more$/)
  })

  test("says less about each paper of a page rather than lose one, since the next page begins after it", () => {
    const picture = { url: "https://example.org/a.png", alt: "" }
    const page: Block = {
      kind: "items",
      start: 6,
      page: true,
      items: Array.from({ length: 5 }, (_, index) => ({
        title: plainText(`Paper ${index + 6} ${"with a long title ".repeat(10)}`),
        lines: [plainText("A line"), plainText("Another line")],
        thumbnail: picture,
        actions: [],
      })),
    }
    const out = fitted(card(page), { ...noLimits, totals: [characters(800)] })
    expect(out.blocks).toMatchObject([{ items: Array(5).fill({ lines: [] }) }, { kind: "note" }])
    expect(plain(out)).toMatch(/^Title\n\n6\. Paper 6 .*…\n(.*\n)*10\. Paper 10 .*…\n\n/)
    expect(plain(out).endsWith(catalogue.rendering.shortened)).toBe(true)
  })

  test("keeps its buttons longest", () => {
    const many = Array.from(
      { length: 20 },
      (_, index): Block => ({ kind: "text", text: plainText(`Block ${index}`) }),
    )
    const out = fitted(card(...many, { kind: "actions", actions: buttons(1) }), {
      ...noLimits,
      totals: [blocks(3)],
    })
    expect(out.blocks.map((block) => block.kind)).toEqual(["text", "actions", "note"])
  })

  test("says with an ellipsis that blocks are gone", () => {
    const many = Array.from(
      { length: 5 },
      (_, index): Block => ({ kind: "text", text: plainText(`Block ${index}`) }),
    )
    expect(shown(card(...many), { totals: [blocks(3)] })).toBe("Title\n\nBlock 0\n\nBlock 1\n\n…")
  })
})

describe("any card", () => {
  const tight: Limits = {
    measure: (text) => renderRuns(text, discordMarkdown).length,
    title: 30,
    text: 100,
    note: 50,
    fields: 4,
    fieldName: 10,
    fieldValue: 20,
    items: 5,
    itemTitle: 20,
    itemLine: 40,
    itemActions: 1,
    actions: 5,
    label: 12,
    href: 100,
    options: 4,
    fileBytes: 5,
    repeatedActions: true,
    alt: 20,
    imageUrl: 100,
    totals: [
      blocks(6),
      { max: 300, of: (given) => plain(given, { links: false, button: (action) => action.label }).length },
    ],
  }

  test("fits into tight limits", () => {
    fc.assert(
      fc.property(arbitraryCard, (given) => {
        const out = fitted(given, tight)
        for (const { max, of } of tight.totals) expect(of(out)).toBeLessThanOrEqual(max)
        expect(tight.measure(out.title)).toBeLessThanOrEqual(30)
        expect(out.blocks.flatMap((block) => tooLong(block))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test.each(Object.entries(sampleCards))("%s says so when it was shortened", (_, given) => {
    const out = fitted(given, tight)
    const wasCut =
      plainLength([{ text: plain(out, { links: false }) }]) <
      plainLength([{ text: plain(fitted(given, noLimits), { links: false }) }])
    expect(/…|and \d+ more/.test(plain(out))).toBe(wasCut)
  })

  test("that fits comes back as it was, and is not changed again", () => {
    fc.assert(
      fc.property(arbitraryCard, (given) => {
        const once = fitted(given, tight)
        expect(fitted(once, tight)).toEqual(once)
      }),
      { numRuns: 100 },
    )
  })

  function tooLong(block: Block): readonly unknown[] {
    switch (block.kind) {
      case "text":
        return tight.measure(block.text) > 100 ? [block] : []
      case "note":
        return tight.measure(block.text) > 50 ? [block] : []
      case "fields":
        return block.fields.length > 4
          ? [block]
          : block.fields.filter(({ name, value }) => name.length > 10 || tight.measure(value) > 20)
      case "items":
        return block.items.length > 5
          ? [block]
          : block.items.filter(({ title, actions }) => tight.measure(title) > 20 || actions.length > 1)
      case "actions":
        return block.actions.length > 5 ? [block] : block.actions.filter(({ label }) => label.length > 12)
      case "image":
        return block.image.alt.length > 20 ? [block] : []
      case "file":
        return block.file.alt.length > 20 || block.file.bytes.length > 5 ? [block] : []
      case "select":
        return block.of === "options" && block.options.length > 4 ? [block] : []
      default:
        return block satisfies never
    }
  }
})

describe("an action that stands twice on a card", () => {
  const again = {
    kind: "invoke",
    label: "Again",
    command: "random",
    arguments: {},
    effect: "update",
  } as const
  const card: Card = {
    title: [{ text: "Twice" }],
    tone: "plain",
    blocks: [
      { kind: "actions", actions: [again, { ...again, label: "Once more" }] },
      { kind: "actions", actions: [again] },
    ],
  }

  test("stays where ids may repeat", () => {
    expect(fitted(card, noLimits)).toEqual(card)
  })

  test("stands once where its id is what it does", () => {
    const once = fitted(card, { ...noLimits, repeatedActions: false })
    expect(once.blocks).toEqual([{ kind: "actions", actions: [again] }])
  })
})
