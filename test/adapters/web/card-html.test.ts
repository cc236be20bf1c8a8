import { describe, expect, test } from "vitest"
import { cardToHtml } from "../../../adapters/web/card-html.ts"
import { written } from "../../../adapters/web/text-html.ts"
import { noLimits } from "../../../src/rendering/limits.ts"
import type { Action, Block, Card } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { rendererContract } from "../../contracts/renderer.ts"
import { htmlToText } from "./html-text.ts"

rendererContract({
  name: "the page",
  render: (card) => render(card),
  limits: noLimits,
  measure: () => [],
  textOf: htmlToText,
})

describe("a card on the page", () => {
  test("lets no markup of a title through", () => {
    const html = render({ ...aCard(), title: [{ text: `<img src=x onerror="alert(1)">&amp;` }] })
    expect(html).not.toContain("<img")
    expect(htmlToText(html)).toContain(`<img src=x onerror="alert(1)">&amp;`)
  })

  test.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x", "not an address"])(
    "leads nowhere for %s",
    (href) => {
      const html = render({ ...aCard(), title: [{ text: "words", href }] })
      expect(html).not.toContain("<a ")
      expect(htmlToText(html)).toContain("words")
    },
  )

  test("opens other sites in a window of their own that knows nothing of this one", () => {
    const html = render({ ...aCard(), title: [{ text: "abs", href: "https://arxiv.org/abs/1706.03762" }] })
    expect(html).toContain(`target="_blank" rel="noopener noreferrer"`)
  })

  test("makes one link of a title with marked words", () => {
    const href = "https://arxiv.org/abs/1706.03762"
    const html = render({
      ...aCard(),
      title: [
        { text: "Sparse", mark: true, href },
        { text: " attention", href },
      ],
    })
    expect(html.match(/<a /g)).toHaveLength(1)
  })

  test("keeps to the name in use where a link leads to the page itself", () => {
    const link: Action = { kind: "link", label: "Go", href: "http://127.0.0.1:3000/channels/general/t/1" }
    expect(render(withActions(link), "http://127.0.0.1:3000")).toContain(`href="/channels/general/t/1"`)
  })

  test("shows pictures from https only, and the words of the others", () => {
    const image = (url: string): Block => ({ kind: "image", image: { url, alt: "A curve" } })
    expect(render({ ...aCard(), blocks: [image("https://example.org/a.png")] })).toContain(`alt="A curve"`)
    const other = render({ ...aCard(), blocks: [image("file:///etc/passwd")] })
    expect(other).not.toContain("<img")
    expect(htmlToText(other)).toContain("A curve")
  })

  test("says its tone to who cannot see the icon", () => {
    expect(htmlToText(render({ ...aCard(), tone: "error" }))).toContain(words.web.message.problem)
  })

  test("carries a button's invocation, quotes and all", () => {
    const query = `"sparse" <attention> & 'more'`
    const html = render(
      withActions({
        kind: "invoke",
        label: "Next",
        command: "search",
        arguments: { query, page: 2 },
        effect: "update",
      }),
    )
    const json = htmlToText(/data-press="([^"]*)"/.exec(html)?.[1] ?? "")
    expect(JSON.parse(json)).toEqual({ command: "search", arguments: { query, page: 2 }, effect: "update" })
  })
})

describe("a vote chip", () => {
  const upvote: Action = {
    kind: "invoke",
    label: "Upvote",
    command: "upvote",
    arguments: { paper: "2401.00001" },
    effect: "reply",
  }

  test("stands in the place of a paper's upvote button, with the count", () => {
    const html = render(withActions(upvote))
    expect(html).toContain(`aria-pressed="true" data-vote="2401.00001"`)
    expect(htmlToText(html)).toMatch(/Upvote A card\s+3/)
  })

  test("is no chip where the button takes a vote back", () => {
    const html = render(
      withActions({ ...upvote, label: "Take it back", arguments: { paper: "2401.00001", undo: true } }),
    )
    expect(html).not.toContain("data-vote")
  })

  test("is given to an item about a paper that brings none", () => {
    const item = { title: [{ text: "A paper" }], lines: [], paper: "2401.00001", actions: [] }
    expect(render({ ...aCard(), blocks: [{ kind: "items", items: [item] }] })).toContain("data-vote")
  })
})

function render(card: Card, origin?: string): string {
  const paperStats = new Map([["2401.00001", { votes: 3, mine: true }]])
  return written(cardToHtml(card, { paperStats, ...(origin ? { origin } : {}) }))
}

function aCard(): Card {
  return { title: [{ text: "A card" }], tone: "plain", blocks: [] }
}

function withActions(...actions: readonly Action[]): Card {
  return { ...aCard(), blocks: [{ kind: "actions", actions }] }
}
