import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { clean } from "../../../src/rendering/clean.ts"
import { discordMarkdown, html, plainDialect, slackMrkdwn } from "../../../src/rendering/dialects.ts"
import { type Dialect, renderRuns, safeHref } from "../../../src/rendering/inline.ts"
import { arbitraryText, hostileTexts } from "../../contracts/arbitrary-card.ts"
import { readDiscord } from "../../readers/discord-markdown.ts"
import { readHtml } from "../../readers/html.ts"
import type { Reading } from "../../readers/reading.ts"
import { readSlack } from "../../readers/slack-mrkdwn.ts"

const platforms: readonly (readonly [string, Dialect, (text: string) => Reading])[] = [
  ["Discord", discordMarkdown, readDiscord],
  ["Slack", slackMrkdwn, readSlack],
  ["HTML", html, readHtml],
  ["plain text", plainDialect, (text) => ({ text, done: [] })],
]

// Slack's own text cannot hold a word joiner that is not ours.
const comparable = (text: string) => clean(text).replaceAll("\u2060", "")

describe.each(platforms)("%s", (name, dialect, read) => {
  test.each(hostileTexts)("%j arrives as its characters and does nothing", (text) => {
    expect(read(renderRuns([{ text }], dialect))).toEqual({ text: comparable(text), done: [] })
  })

  test("any text arrives as its characters and does nothing", () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(read(renderRuns([{ text }], dialect))).toEqual({ text: comparable(text), done: [] })
      }),
      { numRuns: 300 },
    )
  })

  test("any text as code arrives as its characters", () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const shown = read(renderRuns([{ text, code: true }], dialect)).text
        // Slack knows no way to write a backtick in code: one that looks like it stands for it.
        expect(shown.replaceAll("ˋ", "`").replace(/\s/g, " ")).toBe(
          comparable(text).replaceAll("ˋ", "`").replace(/\s/g, " "),
        )
      }),
      { numRuns: 300 },
    )
  })

  test("an address that is not of the web is dropped", () => {
    expect(read(renderRuns([{ text: "click", href: "javascript:alert(1)" }], dialect))).toEqual({
      text: "click",
      done: [],
    })
  })

  test("no address breaks out of its link", () => {
    fc.assert(
      fc.property(
        arbitraryText,
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        (text, address) => {
          const href = `${address}?a=%22&b='"<>()[]|\`*_${encodeURIComponent(text.toWellFormed())}`
          const { text: shown, done } = read(renderRuns([{ text: "paper", href }], dialect))
          const isPlain = name === "plain text"
          expect(isPlain ? shown.startsWith("paper <") : shown === "paper").toBe(true)
          expect(isPlain ? done.length === 0 : done.length === 1 && done[0]?.startsWith("link ")).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe("form", () => {
  test.each([
    ["Discord", discordMarkdown, "**bold** *slanted* `a` [b](<https://arxiv.org/>)"],
    ["Slack", slackMrkdwn, "*bold* _slanted_ `a` <https://arxiv.org/|b>"],
  ] as const)("%s writes bold, italic, code and links, whose words are no code", (_, dialect, expected) => {
    const text = [
      { text: "bold", bold: true },
      { text: " " },
      { text: "slanted", italic: true },
      { text: " " },
      { text: "a", code: true },
      { text: " " },
      { text: "b", code: true, href: "https://arxiv.org/" },
    ]
    expect(renderRuns(text, dialect)).toBe(expected)
  })

  test("white space stays outside the marks, where they would not work", () => {
    expect(renderRuns([{ text: " bold ", bold: true }], discordMarkdown)).toBe(" **bold** ")
  })
})

test.each([
  ["https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03762"],
  ["http://example.org", "http://example.org/"],
  ["https://user:secret@example.org", undefined],
  ["javascript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["not an address", undefined],
  [undefined, undefined],
])("of %j may be followed: %j", (href, expected) => {
  expect(safeHref(href)).toBe(expected)
})
