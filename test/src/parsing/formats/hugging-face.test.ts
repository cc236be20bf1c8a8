import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  parseHuggingFacePaper,
  parseHuggingFaceRows,
  parseLinkedRepos,
} from "../../../../src/parsing/formats/hugging-face.ts"
import { words } from "../../../../src/words/words.ts"
import { fixture } from "./fixture.ts"

const rows = () => parseHuggingFaceRows(JSON.parse(fixture("daily-rows.json")), "rows.json")
const aRow = (id: string, paper: object = {}, row: object = {}) => ({
  paper: { id, title: "T", summary: "", authors: [], upvotes: 0, ...paper },
  ...row,
})
const read = (row: unknown) => parseHuggingFaceRows([row], "rows.json")

describe("a row of the site", () => {
  it("becomes a paper with all that the site tells", () => {
    expect(rows().values[0]).toEqual({
      id: "2510.10001",
      title: "Ferry: Moving α-Stable Gradients Across Devices",
      abstract: "Gradients travel. We carry them with 95% less traffic in O(n log n).",
      summary: "Ferry moves gradients between devices with little traffic.",
      summaryBy: "AI summary",
      authors: ["Ada Quill", "Jürgen Feld"],
      authorCount: 2,
      organization: "Quill Lab",
      keywords: ["gradient compression", "stable noise"],
      categories: [],
      publishedOn: "2025-10-23",
      submittedBy: "adaq",
      upvotes: 42,
      comments: 4,
      code: { url: "https://github.com/quill-lab/ferry", stars: 17 },
      projectPage: "https://ferry.example.org/",
      thumbnail: "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2510.10001.png",
      media: ["https://cdn-uploads.huggingface.co/ferry.mp4"],
      source: "huggingface",
    })
  })
  it("may quote its counts", () => {
    const row = aRow(
      "2510.10001",
      { upvotes: "9", githubRepo: "a/b", githubStars: "12" },
      { numComments: "3" },
    )
    expect(read(row)).toMatchObject({
      values: [{ upvotes: 9, comments: 3, code: { stars: 12 } }],
      leftOut: [],
    })
  })
  it("may lack all but identifier and title", () => {
    expect(rows().values[1]).toEqual({
      id: "2405.10002",
      title: "Plain Old Rows",
      abstract: "",
      authors: ["Bo Lind"],
      authorCount: 1,
      keywords: [],
      categories: [],
      submittedBy: "bolind",
      upvotes: 0,
      comments: 0,
      thumbnail: "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2405.10002.png",
      media: [],
      source: "huggingface",
    })
  })
  it("is dated by its inner dates, since the outer one is off by the offset of New York", () => {
    const outer = { publishedAt: "2025-10-22T20:00:00.000Z" }
    const { values } = read(aRow("2510.10001", { publishedAt: "2025-10-23T00:00:00.000Z" }, outer))
    expect(values[0]?.publishedOn).toBe("2025-10-23")
  })
  it("names who submitted it, whichever shape the user comes in", () => {
    const inner = read(aRow("2510.10001", { submittedOnDailyBy: { user: "ada", fullname: "Ada Quill" } }))
    const outer = read(aRow("2510.10001", {}, { submittedBy: { name: "ada", fullname: "Ada Quill" } }))
    expect([inner, outer].map(({ values }) => values[0]?.submittedBy)).toEqual(["ada", "ada"])
  })
  it("of a search brings its highlights along, which are not needed", () => {
    const highlights = { highlightedTitle: [{ type: "highlight", text: "T" }], highlightedSummary: [] }
    expect(read(aRow("2510.10001", {}, highlights))).toMatchObject({ values: [{ title: "T" }], leftOut: [] })
  })
  it("of 2024 holds its one medium under the old name, and addresses within the site", () => {
    expect(rows().values[2]).toMatchObject({
      media: ["https://cdn-uploads.huggingface.co/medium.webp"],
      thumbnail: "https://huggingface.co/social-thumbnails/papers/2405.10003.png",
    })
  })
  it("never brings an address that is no web address", () => {
    const hostile = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//", "not a url"]
    for (const address of hostile) {
      const { values } = read(
        aRow("2510.10001", { projectPage: address, githubRepo: address, mediaUrls: [address] }),
      )
      const [paper] = values
      for (const url of [paper?.projectPage, paper?.code?.url, ...(paper?.media ?? [])]) {
        expect(url ?? "https:").toMatch(/^https?:/)
      }
    }
  })
  it.each([
    ["paper.id", { id: 5 }],
    ["paper.id", { id: "no-id" }],
    ["paper.title", { title: null }],
    ["paper.title", { title: " \n " }],
    ["paper.authors", { authors: "Ada" }],
    ["paper.authors.0.name", { authors: [{ name: {} }] }],
    ["paper.upvotes", { upvotes: "many" }],
    ["paper.upvotes", { upvotes: -1 }],
  ])("with a wrong %s is left out, and the field is named", (field, wrong) => {
    expect(read(aRow("2510.10001", wrong))).toMatchObject({
      values: [],
      leftOut: [
        { where: expect.stringContaining("rows.json, row 1"), why: expect.stringMatching(`^${field}: `) },
      ],
    })
  })
  it.each([
    [
      {
        githubStars: "many",
        ai_keywords: "one",
        ai_summary: 5,
        mediaUrls: [1],
        publishedAt: 7,
        organization: "x",
      },
      {},
    ],
    [{}, { numComments: "2", thumbnail: {}, submittedBy: [], organization: 3, mediaUrl: false }],
  ])("with wrong adornments loses only those", (paper, row) => {
    expect(read(aRow("2510.10001", paper, row))).toMatchObject({
      values: [{ id: "2510.10001" }],
      leftOut: [],
    })
  })
})

describe("a list of rows", () => {
  it("one bad row among many is left out alone", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.jsonValue(), (at, bad) => {
        const good = Array.from({ length: 10 }, (_, index) => aRow(`2510.1000${index}`))
        const { values, leftOut } = parseHuggingFaceRows([...good.slice(0, at), bad, ...good.slice(at)], "f")
        expect(values).toHaveLength(10)
        expect(leftOut).toHaveLength(1)
        expect(leftOut[0]?.where).toContain(`row ${at + 1}`)
      }),
    )
  })
  it("rows that were written as Python text are refused as a whole", () => {
    const archived = ["{'paper': {'id': '2412.07760'}}", "{'paper': {'id': '2412.07761'}}"]
    const refused = words.files.textRows(2)
    expect(() => parseHuggingFaceRows(archived, "2024-12-12.json")).toThrow(refused)
    expect(() => parseHuggingFaceRows({ status: "success", count: 2, data: archived }, "f")).toThrow(refused)
  })
  it.each([[{ error: "Invalid date" }], [5], [null], ["text"]])("%j is no list of rows", (json) => {
    expect(() => parseHuggingFaceRows(json, "answer")).toThrow(`answer ${words.files.noList("")}`)
  })
  it("the site's own words about an error are passed on", () => {
    expect(() => parseHuggingFaceRows({ error: "Invalid date" }, "answer")).toThrow("Invalid date")
  })
})

describe("a single paper", () => {
  it("comes flat or as a row", () => {
    const row = aRow("2510.10001", { upvotes: 7 })
    expect(parseHuggingFacePaper(row, "f")).toEqual(parseHuggingFacePaper(row.paper, "f"))
  })
  it("that cannot be read says why", () => {
    expect(() => parseHuggingFacePaper({ id: "2510.10001" }, "f")).toThrow("paper.title")
  })
})

describe("linked repositories", () => {
  it("hold what can be read", () => {
    const models = [{ id: "a/b", likes: 3 }, { id: "../../evil" }, { id: 5 }, null, { id: "c/d", likes: "x" }]
    expect(parseLinkedRepos({ models, spaces: "none" })).toEqual({
      models: [
        { id: "a/b", url: "https://huggingface.co/a/b", likes: 3 },
        { id: "c/d", url: "https://huggingface.co/c/d" },
      ],
      datasets: [],
      spaces: [],
    })
  })
})
