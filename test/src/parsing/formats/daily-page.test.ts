import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { titleKey } from "../../../../src/papers/name.ts"
import { parseDailyPage } from "../../../../src/parsing/formats/daily-page.ts"
import { words } from "../../../../src/words/words.ts"
import { anyText } from "../../../any-text.ts"
import { fixture } from "./fixture.ts"

const page = fixture("daily-page.txt")
const header = "Daily Papers\n\nbyAK and the research community\n\n"

describe("the daily-papers page", () => {
  it("gives its papers in order, with what stands about each", () => {
    const { values, leftOut } = parseDailyPage(page, "page.txt")
    expect(leftOut).toEqual([])
    expect(
      values.map(({ authorCount, organization, publishedOn, comments }) => ({
        authorCount,
        organization,
        publishedOn,
        comments,
      })),
    ).toEqual([
      { authorCount: 13, organization: undefined, publishedOn: "2021-07-05", comments: 0 },
      { authorCount: 1, organization: undefined, publishedOn: "2025-01-03", comments: 5 },
      { authorCount: 0, organization: undefined, publishedOn: undefined, comments: 0 },
      { authorCount: 0, organization: "Quill Lab", publishedOn: "2023-10-31", comments: 2 },
      { authorCount: 445, organization: undefined, publishedOn: "2024-12-24", comments: 0 },
    ])
  })
  it("gives papers without identifier the key of their title", () => {
    const [first] = parseDailyPage(page, "page.txt").values
    expect(first).toMatchObject({
      id: titleKey("A Title That Was Shown in Full"),
      title: "A Title That Was Shown in Full",
      abstract: "An abstract in one long line, about m² of land and nothing else.",
      source: "page",
    })
  })
  it("is the list of its day", () => {
    const { lists, values } = parseDailyPage(page, "page.txt", { date: "2025-01-14" })
    expect(lists).toMatchObject([{ day: "2025-01-14", source: "page", entries: { length: 5 } }])
    expect(lists[0]?.entries.map(({ paper }) => paper)).toEqual(values.map(({ id }) => id))
  })
  it("reads the same with the line breaks of Windows", () => {
    const { values } = parseDailyPage(page.replaceAll("\n", "\r\n"), "page.txt")
    expect(values).toEqual(parseDailyPage(page, "page.txt").values)
  })
})

describe("the year of a page", () => {
  it("follows the newest year that is shown, and that is said", () => {
    const { lists, notes } = parseDailyPage(page, "page.txt")
    expect(lists[0]?.day).toBe("2025-01-14")
    expect(notes).toEqual([words.files.dailyPage.readAs("page.txt", "2025-01-14")])
  })
  it("needs no guess when the day is given", () => {
    expect(parseDailyPage(page, "page.txt", { date: "2026-01-14" })).toMatchObject({
      lists: [{ day: "2026-01-14" }],
      notes: [],
      values: { 1: { publishedOn: "2026-01-03" } },
    })
  })
  it("is never ahead of today", () => {
    const text = `${header}Oct 27\n\nTitle\n\nAbstract.\n\n  • 2 authors\n·\nSep 22\n`
    expect(parseDailyPage(text, "p", { today: "2026-03-01" }).lists[0]?.day).toBe("2025-10-27")
    expect(parseDailyPage(text, "p", { today: "2026-12-01" }).lists[0]?.day).toBe("2026-10-27")
  })
  it("stays open where nothing tells it, and that is said too", () => {
    const text = `${header}Oct 27\n\nTitle\n\nAbstract.\n\n  • 2 authors\n·\nSep 22\n`
    const { lists, notes, values } = parseDailyPage(text, "p")
    expect(lists).toEqual([])
    expect(values[0]).not.toHaveProperty("publishedOn")
    expect(notes[0]).toContain("on no list")
  })
  it.each([
    ["2025-01-15", words.files.dailyPage.otherDate("page.txt", "Jan 14", "2025-01-15")],
    ["2025-02-30", words.files.dailyPage.notADate("2025-02-30")],
  ])("a given day of %s is refused", (date, message) => {
    expect(() => parseDailyPage(page, "page.txt", { date })).toThrow(message)
  })
})

describe("a damaged page", () => {
  it("without its heading is another file", () => {
    expect(() => parseDailyPage("Some text\n\nand more", "x.txt")).toThrow(
      'the line "Daily Papers" is missing',
    )
  })
  it("that ends within a paper names that paper", () => {
    const { values, leftOut } = parseDailyPage(`${header}Oct 27\n\nWhole\n\nAbstract.\n\nHalf a paper`, "p")
    expect(values.map(({ title }) => title)).toEqual(["Whole"])
    expect(leftOut).toEqual([{ where: 'p, "Half a paper"', why: "its abstract is missing" }])
  })
  it("one missing abstract does not shift the papers that follow", () => {
    const long = "A sentence of an abstract. ".repeat(20)
    const text = `${header}Oct 27\n\nOne\n\n${long}\n\nTwo\n\nThree\n\n${long}\n\nFour\n\n${long}\n`
    const { values, leftOut } = parseDailyPage(text, "p")
    expect(values.map(({ title }) => title)).toEqual(["One", "Three", "Four"])
    expect(leftOut).toEqual([{ where: 'p, "Two"', why: "its abstract is missing" }])
  })
  it("loses no other paper to lines that belong to none", () => {
    const { values, leftOut } = parseDailyPage(
      `${header}Oct 27\n\n• 3 authors\n·\nMay 25\n\nTitle\n\nAbstract.`,
      "p",
    )
    expect(values.map(({ title }) => title)).toEqual(["Title"])
    expect(leftOut).toMatchObject([{ why: words.files.dailyPage.noPaper }])
  })
  it("never breaks the reader", () => {
    fc.assert(
      fc.property(anyText, fc.nat(page.length), (noise, at) => {
        const { values } = parseDailyPage(`${page.slice(0, 200)}${page.slice(200, at)}${noise}`, "p")
        for (const { title } of values) expect(title).toMatch(/^\S[^\n]*$/)
      }),
    )
  })
})
