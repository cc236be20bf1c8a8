import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import fc from "fast-check"
import { XMLParser } from "fast-xml-parser"
import { describe, expect, test } from "vitest"
import { type FeedFormat, feedFormats, toOpml } from "../../../src/feeds/index.ts"
import { urnOf } from "../../../src/feeds/tokens.ts"
import type { Paper } from "../../../src/papers/index.ts"
import { parsePapers } from "../../../src/parsing/formats/parse-papers.ts"
import type { FeedEntry, FeedPage } from "../../../src/vocabulary/feeds.ts"
import { words } from "../../../src/words/words.ts"
import { anyText } from "../../any-text.ts"
import { aPaper } from "../../builders.ts"
import { hostileTexts } from "../../contracts/arbitrary-card.ts"
import { feedparser, missing, shared } from "../../needs.ts"
import { mistakesInJsonFeed, type ReadFeed, readByFeedparser } from "../../readers/feeds.ts"

const self = "https://papers.example.org/f/token.xml"
const discussion = "https://chat.example.org/room/1?a=1&b=<2>"
const xmlFormats = ["xml", "atom"] as const

function aPage(entries: readonly FeedEntry[]): FeedPage {
  return {
    id: urnOf("feed"),
    title: "Papers & more <b>of</b> #reading",
    description: "What was posted.",
    home: "https://papers.example.org",
    updatedAt: entries[0]?.at ?? "2026-03-02T08:00:00Z",
    entries,
  }
}

/** Papers a second apart, newest first. */
function pageOfPapers(papers: readonly Paper[], day = "2026-03-02"): FeedPage {
  const start = Temporal.Instant.from(`${day}T08:00:00Z`)
  const entries = papers.map((paper, index) => ({
    ...{ id: urnOf("feed", paper.id), paper },
    at: start.add({ seconds: papers.length - index }).toString(),
  }))
  return aPage(entries)
}

function readBy(format: "xml" | "atom", ...pages: readonly FeedPage[]): readonly ReadFeed[] {
  return readByFeedparser(pages.map((page) => feedFormats[format].write(page, self)))
}

/** What every reader has to find again of a feed. */
function essence({ entries }: ReadFeed) {
  return entries.map(({ id, title, authors, published }) => ({ id, title, authors, published }))
}

function expectedOf({ entries }: FeedPage) {
  return entries.map(({ id, paper, at }) => ({
    id,
    title: paper.title,
    authors: paper.authors,
    published: Temporal.Instant.from(at).epochMilliseconds / 1000,
  }))
}

const ada = aPaper({
  id: "2603.00001",
  title: 'Kitchens <script>alert(1)</script> ]]> & "quotes"',
  authors: ["Ada Quill", "Brün O'Reed", "注 意"],
  summary: "It tidies a kitchen. 3 < 4 && 5 > 4.",
  keywords: ["kitchens & <rooms>"],
})
const old = aPaper({ id: "math/0611800", title: "Quiet Sums", abstract: "" })

describe.skipIf(missing(feedparser()))("a feed reader of another maker", () => {
  const page = aPage([
    { id: urnOf("feed", ada.id), paper: ada, at: "2026-03-02T08:00:01Z", discussion },
    { id: urnOf("feed", old.id), paper: old, at: "2026-03-01T08:00:00Z" },
  ])

  test.each([
    ["xml", "rss20"],
    ["atom", "atom10"],
  ] as const)("finds everything in %s", (format, version) => {
    const [read] = readBy(format, page)
    expect(read).toMatchObject({ version, broken: "", title: page.title, self })
    expect(read?.link).toMatch(/^https:\/\/papers\.example\.org\/?$/)
    expect(read && essence(read)).toEqual(expectedOf(page))
    const [first, second] = read?.entries ?? []
    expect(first?.link).toBe(discussion)
    expect(second?.link).toBe("https://arxiv.org/abs/math/0611800")
    expect(first?.summary).toContain("3 &lt; 4 &amp;&amp; 5 &gt; 4.")
    expect(first?.summary).toContain("https://arxiv.org/abs/2603.00001")
  })

  test("reads a feed in which nothing came yet", () => {
    for (const format of xmlFormats)
      expect(readBy(format, aPage([]))[0]).toMatchObject({ broken: "", entries: [] })
  })

  test("takes no title for markup, whatever it holds", () => {
    const sample = fc.sample(anyText, { numRuns: 150, seed: 43 })
    const titles = ["]]>", "<![CDATA[ x ]]>", "&amp;lt;", "\u0000\u0008\ufffe", ...hostileTexts, ...sample]
    const papers = titles.map((title, at) =>
      aPaper({
        id: `2401.${10000 + at}`,
        title,
        abstract: title,
        authors: [`A ${title}`],
        keywords: [title],
      }),
    )
    const hostile = pageOfPapers(papers)
    for (const format of xmlFormats) {
      const [read] = readBy(format, { ...hostile, title: "a ]]> b", description: "<i>" })
      expect(read).toMatchObject({ broken: "", title: "a ]]> b" })
      expect(read?.entries.map(({ id }) => id)).toEqual(hostile.entries.map(({ id }) => id))
      expect(read?.entries.map(({ title }) => folded(title))).toEqual(
        hostile.entries.map(({ paper }) => folded(paper.title)),
      )
    }
  })
})

/** As a reader shows it: what XML cannot hold is gone, white space is one. */
function folded(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[\s\u0085]+/g, " ")
    .trim()
}

describe("JSON Feed", () => {
  test("keeps to its rules, whatever a paper holds", () => {
    fc.assert(
      fc.property(anyText, (any) => {
        const text = `A ${any}`
        const paper = aPaper({ title: text, abstract: text, authors: [text], keywords: [text] })
        expect(mistakesInJsonFeed(JSON.parse(feedFormats.json.write(pageOfPapers([paper]), self)))).toEqual(
          [],
        )
      }),
      { examples: hostileTexts.map((text): [string] => [text]) },
    )
  })

  test("links the discussion, and the paper beside it", () => {
    const entry = { id: urnOf("feed", ada.id), paper: ada, at: "2026-03-02T08:00:01Z", discussion }
    const { items } = JSON.parse(feedFormats.json.write(aPage([entry]), self))
    expect(items[0]).toMatchObject({
      url: discussion,
      external_url: "https://arxiv.org/abs/2603.00001",
      title: ada.title,
      authors: ada.authors.map((name) => ({ name })),
    })
  })
})

test.each(Object.keys(feedFormats) as FeedFormat[])(
  "a changed vote count changes no item of %s",
  (format) => {
    const write = (upvotes: number) => feedFormats[format].write(pageOfPapers([aPaper({ upvotes })]), self)
    const withoutVotes = (text: string) => text.replace(/"upvotes": \d+/, "")
    expect(withoutVotes(write(3))).toBe(withoutVotes(write(4)))
  },
)

test("all feeds of a member are one file that a reader takes in", () => {
  const outlines = [
    { title: 'Papers: "x" <y> ]]>', address: "https://papers.example.org/f/token.xml?a=1&b=2" },
    { title: "Papers you saved", address: "https://papers.example.org/f/other.xml" },
  ]
  const read = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(toOpml(outlines))
  expect(read.opml.version).toBe("2.0")
  expect(read.opml.head.title).toBe(words.feeds.opmlTitle)
  expect(
    read.opml.body.outline.map(({ text, xmlUrl, type }: Record<string, string>) => ({ text, xmlUrl, type })),
  ).toEqual(outlines.map(({ title, address }) => ({ text: title, xmlUrl: address, type: "rss" })))
})

const days = shared("data/huggingface/daily-papers.jsonl.gz")
describe.skipIf(missing(days) || missing(feedparser()))("the papers of all real days", () => {
  const read = missing(days)
    ? undefined
    : parsePapers("days.jsonl", gunzipSync(readFileSync(days.path)).toString())
  const papers = new Map((read?.values ?? []).map((paper) => [paper.id, paper]))
  const pages = (read?.lists ?? []).map(({ day, entries }) =>
    pageOfPapers(
      entries.flatMap(({ paper }) => papers.get(paper) ?? []),
      day,
    ),
  )

  test("validate as JSON Feed", () => {
    expect(pages.length).toBeGreaterThan(400)
    for (const page of pages)
      expect(mistakesInJsonFeed(JSON.parse(feedFormats.json.write(page, self)))).toEqual([])
  })

  test.each(xmlFormats)("are read back from %s with titles, authors and dates", (format) => {
    // The reader takes five milliseconds for each paper.
    const some = pages.filter((_, at) => at % 40 === 0)
    const all = readBy(format, ...some)
    expect(all.filter(({ broken }) => broken !== "")).toEqual([])
    expect(all.map(essence)).toEqual(some.map(expectedOf))
  })
})
