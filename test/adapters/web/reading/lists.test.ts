import { describe, expect, test } from "vitest"
import type { Paper } from "../../../../src/papers/index.ts"
import { periodInWords } from "../../../../src/words/counted.ts"
import { words } from "../../../../src/words/words.ts"
import { aPaper } from "../../../builders.ts"
import { aList } from "../../../src/library/world.ts"
import { htmlToText } from "../html-text.ts"
import { type Known, openPage, visit } from "../open-page.ts"

const { list: say, notices, empty } = words.web.reading

// The page's clock stands on Monday, 27 October 2025, 15:00 UTC.
const today = "2025-10-27"
const papers: readonly Paper[] = [
  aPaper({ id: "2510.00001", title: "Quiet Kitchens", upvotes: 5, code: { url: "https://github.com/a/b" } }),
  aPaper({ id: "2510.00002", title: "Loud Cellars", upvotes: 9, publishedOn: "2025-10-20" }),
  aPaper({
    id: "2510.00003",
    title: "Attics <script>alert(1)</script>",
    upvotes: 1,
    publishedOn: "2025-10-25",
  }),
]

async function read(path: string, known: Known = { papers, lists: [aList(today, papers)] }) {
  const page = await openPage({}, known)
  const visitor = await visit(page.address)
  const response = await visitor.get(path)
  return { ...page, visitor, status: response.status, html: await response.text() }
}

function titlesOf(html: string): readonly string[] {
  return [...html.matchAll(/<h2 dir="auto"><a [^>]*>(.*?)<\/a>/g)].map(([, title = ""]) =>
    title.replace(/ .*/, ""),
  )
}

describe("the list of a day", () => {
  test("is the page's front, best first, with one sentence and its own page for each paper", async () => {
    const { html } = await read("/")
    expect(titlesOf(html)).toEqual(["Loud", "Quiet", "Attics"])
    expect(html).toContain(`href="/papers/2510.00002"`)
    expect(html).toContain("https://arxiv.org/pdf/2510.00002")
    expect(htmlToText(html)).toContain(say.count(3))
  })

  test("lets no markup of a title through", async () => {
    expect((await read("/")).html).not.toContain("<script>alert")
  })

  test.each([
    ["?sort=new", ["Attics", "Loud", "Quiet"]],
    ["?only=code", ["Quiet"]],
    ["?only=nonsense&sort=nonsense", ["Loud", "Quiet", "Attics"]],
  ])("with %s is %j", async (query, titles) => {
    expect(titlesOf((await read(`/${query}`)).html)).toEqual(titles)
  })

  test("that a filter leaves empty says so and offers all papers", async () => {
    const { html } = await read("/?only=discussed")
    expect(htmlToText(html)).toContain(say.noneDiscussed)
    expect(html).toContain(say.showAll)
  })

  test("of a weekend says why it has none and leads to Friday's", async () => {
    const { html } = await read("/day/2025-10-25")
    expect(htmlToText(html)).toContain(empty.weekendWhy)
    expect(html).toContain(`href="/day/2025-10-24"`)
  })

  test("that is not open yet says when it opens", async () => {
    const text = htmlToText((await read("/day/2025-10-29")).html)
    expect(text).toContain(
      empty.notOpen(periodInWords({ kind: "day", key: "2025-10-29", from: "2025-10-29", to: "2025-10-29" })),
    )
  })

  test.each(["/day/2025-99-99", "/day/x", "/week/2025-10", "/month/2025-10-27"])(
    "at the address %s is no list",
    async (path) => {
      const { status, html } = await read(path)
      expect(status).toBe(404)
      expect(htmlToText(html)).toContain(empty.noAddress)
    },
  )

  test("before the first list says since when there are lists", async () => {
    expect(htmlToText((await read("/day/2020-01-01")).html)).toContain(words.library.noList("2020-01-01"))
  })
})

describe("without a network", () => {
  test("the newest stored list stands there, with why", async () => {
    const { html } = await read("/", { papers, lists: [aList("2025-10-24", papers)] })
    expect(titlesOf(html)).toHaveLength(3)
    expect(htmlToText(html)).toContain(notices.unreachable)
  })

  test("and without any list the landmark papers do", async () => {
    const starter = papers.map((paper) => ({ ...paper, source: "starter" as const }))
    const { html } = await read("/", { papers: starter })
    expect(titlesOf(html)).toHaveLength(3)
    expect(htmlToText(html)).toContain(notices.landmarks(3))
  })

  test("offline mode is named as the reason", async () => {
    const page = await openPage({ isOffline: true }, {})
    const html = await (await visit(page.address)).page("/")
    expect(htmlToText(html)).toContain(notices.offline)
    expect(htmlToText(html)).not.toContain(notices.unreachable)
  })
})

describe("without the script", () => {
  const navigates = { accept: "text/html" }

  test("an upvote is a form that leads back to the list", async () => {
    const { visitor, address, bot } = await read("/")
    const headers = { ...navigates, referer: `${address}/?sort=new` }
    // One of the papers that the scripted bot knows.
    const response = await visitor.send("/vote", { toggle: "2401.00001" }, headers)
    expect(response.url).toBe(`${address}/?sort=new`)
    await visitor.send("/vote", { toggle: "2401.00001" }, headers)
    const values = bot.heard.map(({ input }) => input.kind === "typed" && input.values)
    expect(values).toEqual([{ paper: "2401.00001" }, { paper: "2401.00001", undo: true }])
  })

  test.each(["https://evil.example/x", "//evil.example", "nonsense", ""])(
    "a referrer %j never leads away",
    async (referer) => {
      const { visitor, address } = await read("/")
      const response = await visitor.send("/vote", { toggle: "2401.00001" }, { ...navigates, referer })
      expect(new URL(response.url).origin).toBe(address)
    },
  )
})

test("the addresses of before lead to the channels", async () => {
  const { visitor } = await read("/")
  expect((await visitor.get("/c/general?at=m1")).url).toMatch(/\/channels\/general\?at=m1$/)
})
