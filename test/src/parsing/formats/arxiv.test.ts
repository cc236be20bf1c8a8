import { describe, expect, it } from "vitest"
import {
  isAnnouncementFeed,
  parseArxivAnnouncements,
  parseArxivAtom,
} from "../../../../src/parsing/formats/arxiv.ts"
import { fixture } from "./fixture.ts"

const feed = (inner: string) => `<feed xmlns="http://www.w3.org/2005/Atom">${inner}</feed>`
const error = (code: string, summary: string) =>
  feed(
    `<entry><id>http://arxiv.org/api/errors#${code}</id><title>Error</title><summary>${summary}</summary></entry>`,
  )

describe("arXiv's Atom", () => {
  it("gives papers with all that arXiv tells", () => {
    const { values, leftOut, total } = parseArxivAtom(fixture("arxiv-2026.xml"), "a.xml")
    expect(leftOut).toEqual([])
    expect(total).toBe(371)
    expect(values[0]).toEqual({
      id: "2510.10001",
      title: "Ferry & Barge: Moving α-Stable Gradients",
      abstract: "Gradients travel, p<0.05.",
      authors: ["Ada Quill", "Jürgen Feld"],
      authorCount: 2,
      keywords: [],
      categories: ["cs.LG", "cs.DC"],
      publishedOn: "2025-10-23",
      updatedOn: "2025-11-02",
      upvotes: 0,
      comments: 0,
      media: [],
      doi: "10.1000/ferry.1",
      journal: "J. Ferries 3 (2025) 1-12",
      remark: "12 pages, a conference",
      source: "arxiv",
    })
  })
  it("knows a withdrawn paper by its words, and old identifiers without their subject", () => {
    expect(parseArxivAtom(fixture("arxiv-2026.xml"), "a.xml").values[1]).toMatchObject({
      id: "math/0611800",
      withdrawn: true,
    })
  })
  it("of 2019 is read as well", () => {
    expect(parseArxivAtom(fixture("arxiv-2019.xml"), "a.xml")).toMatchObject({
      values: [
        {
          id: "1501.05039",
          title: "Defining a Barge on Two Lines",
          remark: "in French",
          categories: ["cs.DB"],
        },
      ],
      total: 1,
    })
  })
  it("does not take the colon after a team for an author", () => {
    const names = ["Quill AI", ":", "Ada Quill"].map((name) => `<author><name>${name}</name></author>`)
    const xml = feed(
      `<entry><id>http://arxiv.org/abs/2506.10001v1</id><title>T</title>${names.join("")}</entry>`,
    )
    expect(parseArxivAtom(xml, "a.xml").values).toMatchObject([
      { authors: ["Quill AI", "Ada Quill"], authorCount: 2 },
    ])
  })
  it("without entries is an empty answer", () => {
    expect(parseArxivAtom(feed(""), "a.xml")).toEqual({ values: [], leftOut: [], total: 0 })
  })
  it("about an identifier tells the asker", () => {
    expect(() => parseArxivAtom(fixture("arxiv-error.xml"), "a.xml")).toThrow(
      expect.objectContaining({
        name: "UserError",
        code: "bad-identifier",
        message: expect.stringContaining("abc"),
      }),
    )
  })
  it("about anything else is arXiv's refusal", () => {
    const refused = expect.objectContaining({ name: "PlatformError", platform: "arxiv", code: "refused" })
    expect(() =>
      parseArxivAtom(error("start_must_be_non-negative", "start must be non-negative"), "a"),
    ).toThrow(refused)
  })
  it("a paper that is called Error is a paper", () => {
    const xml = feed("<entry><id>http://arxiv.org/abs/2510.00001v1</id><title>Error</title></entry>")
    expect(parseArxivAtom(xml, "a.xml").values).toMatchObject([{ title: "Error" }])
  })
  it("keeps its good entries when one is bad, and names that one", () => {
    const entry = (id: string, title: string) =>
      `<entry><id>http://arxiv.org/abs/${id}</id><title>${title}</title></entry>`
    const xml = feed(
      entry("2510.00001v1", "One") +
        entry("nonsense", "Two") +
        entry("2510.00003", "") +
        entry("2510.00004", "Four"),
    )
    expect(parseArxivAtom(xml, "a.xml")).toMatchObject({
      values: [{ title: "One" }, { title: "Four" }],
      leftOut: [
        { where: "a.xml, entry 2", why: expect.stringMatching(/^id: /) },
        { where: "a.xml, entry 3", why: expect.stringMatching(/^title: /) },
      ],
    })
  })
  it.each([
    ["cut off", fixture("arxiv-2026.xml").slice(0, 1_500)],
    ["an entity bomb", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${feed("&b;")}`],
    ["no feed", "<html><body>Rate exceeded.</body></html>"],
    ["nested without end", "<a>".repeat(50_000)],
  ])("that is %s is refused", (_, xml) => {
    expect(() => parseArxivAtom(xml, "a.xml")).toThrow(
      expect.objectContaining({ name: "UserError", code: "unreadable" }),
    )
  })
})

describe("arXiv's announcements", () => {
  it("tell new papers from replacements", () => {
    const { values, leftOut } = parseArxivAnnouncements(fixture("arxiv-day.rss"), "day.rss")
    expect(leftOut).toEqual([])
    expect(values.map(({ type, paper }) => [type, paper.id, paper.publishedOn, paper.updatedOn])).toEqual([
      ["new", "2510.20001", "2025-10-27", undefined],
      ["cross", "2510.20002", undefined, undefined],
      ["replace-cross", "2401.20003", undefined, "2025-10-27"],
    ])
  })
  it("give the abstract without what stands before it, and each author", () => {
    expect(parseArxivAnnouncements(fixture("arxiv-day.rss"), "day.rss").values[0]?.paper).toMatchObject({
      abstract: "Gradients travel over n devices.",
      authors: ["Ada Quill", "Jürgen Feld", "Carl Fox, Jr."],
      categories: ["cs.DC", "cs.LG"],
      source: "rss",
    })
  })
  it("come as Atom too", () => {
    expect(parseArxivAnnouncements(fixture("arxiv-day.atom"), "day.atom").values).toMatchObject([
      {
        type: "new",
        paper: { id: "2510.20001", publishedOn: "2025-10-27", authors: ["Ada Quill", "Jürgen Feld"] },
      },
    ])
  })
  it("of a day without any are empty", () => {
    expect(parseArxivAnnouncements("<rss><channel><title>cs.DC</title></channel></rss>", "d")).toEqual({
      values: [],
      leftOut: [],
    })
  })
  it("of an unknown kind are left out and named", () => {
    const xml = fixture("arxiv-day.rss").replace(">new<", ">retracted<")
    expect(parseArxivAnnouncements(xml, "d").leftOut).toEqual([
      { where: "d, item 1", why: 'announce_type: "retracted" is unknown' },
    ])
  })
  it("are told apart from the API's answers", () => {
    const names = ["arxiv-day.rss", "arxiv-day.atom", "arxiv-2026.xml", "arxiv-2019.xml"]
    expect(names.map((name) => isAnnouncementFeed(fixture(name)))).toEqual([true, true, false, false])
  })
})

describe("an announcement", () => {
  const item = (inner: string) =>
    `<rss version="2.0" xmlns:dc="d"><channel><item><guid>oai:arXiv.org:2510.20001v1</guid>${inner}</item></channel></rss>`
  const read = (inner: string) => parseArxivAnnouncements(item(inner), "a.rss").values[0]?.paper

  it.each([
    ["Ada Quill, Bo Fox, and Cy Hart", ["Ada Quill", "Bo Fox", "Cy Hart"]],
    [
      '&lt;a href="http://arxiv.org/find/cs/1/au:+Q_A"&gt;Ada Quill&lt;/a&gt;, &lt;a href="x"&gt;Bo Fox&lt;/a&gt;',
      ["Ada Quill", "Bo Fox"],
    ],
  ])("by %j has its authors", (creator, authors) => {
    expect(read(`<title>T</title><dc:creator>${creator}</dc:creator>`)?.authors).toEqual(authors)
  })
  it.each([
    ["Don&#146;t Guess", "Don’t Guess"],
    ["&#147;Guess&#148; &#150; a study", "“Guess” – a study"],
    ["Q&amp;amp;A over tables", "Q&A over tables"],
    ["x &amp;lt; y &amp;amp; &amp;quot;z&amp;quot;", 'x < y & "z"'],
  ])("with the title %j is called %j", (title, shown) => {
    expect(read(`<title>${title}</title>`)?.title).toBe(shown)
  })
})
