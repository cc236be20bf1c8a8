import { describe, expect, test } from "vitest"
import type { CardFile } from "../../src/vocabulary/card.ts"
import type { Reply } from "../../src/vocabulary/command.ts"
import { words } from "../../src/words/words.ts"
import { aPaper, aStanding } from "../builders.ts"
import { ask, buttons, type Given, read } from "./asking.ts"

const { command: say, formats } = words.exporting
const paper = aPaper()
const saved = {
  paper: paper.id,
  state: "read",
  tags: ["classics"],
  note: "start here",
  addedAt: "2025-10-01T08:00:00Z",
  changedAt: "2025-10-01T08:00:00Z",
} as const

const given = (more: Given = {}): Given => ({
  library: {
    papers: async () => [paper],
    find: async () => ({ kind: "one", paper }),
    search: async ({ text }) =>
      ({ hits: text === "nothing" ? [] : [{ paper, title: [] }], total: 1200 }) as never,
  },
  community: {
    paperStats: async () => new Map([[paper.id, aStanding({ votes: 4 })]]),
    votesOf: async () => [],
  },
  saved: { all: async () => [saved] },
  ...more,
})

function fileOf({ card }: Reply): CardFile | undefined {
  return card.blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))[0]
}
const textOf = (reply: Reply) => new TextDecoder().decode(fileOf(reply)?.bytes)

describe("export", () => {
  test("gives what the asker saved, with their notes and tags, to them alone", async () => {
    const reply = await ask("export", given())
    expect(reply.visibility).toBe("private")
    expect(read(reply.card)).toContain(say.title("1 paper", formats.bibtex))
    expect(fileOf(reply)?.name).toBe("saved-papers.bib")
    expect(textOf(reply)).toContain("annote = {start here}")
    expect(textOf(reply)).toContain("note = {4 votes here}")
  })

  test("offers the same papers in every other format", async () => {
    const reply = await ask("export search query:attention format:csv", given())
    expect(buttons(reply.card)[formats.ris]).toEqual({
      calls: "export",
      what: "search",
      format: "ris",
      query: "attention",
    })
    expect(fileOf(reply)?.name).toBe("search.csv")
    expect(read(reply.card)).toContain(say.mostFound(1000))
  })

  test("gives what was posted in the channel, of a month by the clock of the place", async () => {
    const asked: unknown[] = []
    const community = {
      postedHere: async (...given: readonly unknown[]) => {
        asked.push(given.slice(1))
        return [paper.id]
      },
      nameOf: async () => "#papers",
      paperStats: async () => new Map(),
    }
    const all = await ask("export here", given({ community }))
    expect(fileOf(all)?.name).toBe("channel-papers.bib")
    const month = await ask(
      "export here date:2025-10 format:markdown",
      given({ community, timeZone: "Europe/Berlin" }),
    )
    expect(fileOf(month)?.name).toBe("channel-papers-2025-10.md")
    expect(textOf(month)).toContain(say.hereTitle("\\#papers", "October 2025"))
    expect(asked).toEqual([
      [{}, 10_001],
      [{ from: "2025-09-30T22:00:00Z", to: "2025-10-31T23:00:00Z" }, 10_001],
    ])
    expect(buttons(month.card)[formats.csv]).toMatchObject({ what: "here", date: "2025-10" })
  })

  test("gives the one paper of a paper's thread, or all of a daily post's", async () => {
    const other = aPaper({ id: "2510.00002", title: "Another" })
    const threadOf = (papers: readonly (typeof paper)[]) =>
      given({
        library: { papers: async () => papers },
        community: { papersAt: async () => papers.map(({ id }) => id), paperStats: async () => new Map() },
      })
    expect(fileOf(await ask("export thread", threadOf([paper])))?.name).toBe("paper.bib")
    const both = await ask("export thread", threadOf([paper, other]))
    expect(fileOf(both)?.name).toBe("thread-papers.bib")
    expect(textOf(both).match(/@misc/g)).toHaveLength(2)
  })

  test("of a search that can't be read says why, and offers what was probably meant", async () => {
    const problem = { written: "has:cod", message: "has:cod is not a filter.", suggestion: "has:code" }
    const library = { search: async () => ({ hits: [], problems: [problem] }) as never }
    const reply = await ask('export search query:"birds has:cod" format:ris', given({ library }))
    expect(read(reply.card)).toContain(problem.message)
    expect(Object.values(buttons(reply.card))).toEqual([
      { calls: "export", what: "search", format: "ris", query: "birds has:code" },
    ])
  })

  test.each([
    ["export", { saved: { all: async () => [] } }, say.nothing.saved],
    ["export votes", {}, say.nothing.votes],
    ["export here", { community: { postedHere: async () => [] } }, say.nothing.here()],
    [
      "export thread",
      { community: { papersAt: async () => [] }, library: { papers: async () => [] } },
      say.nothing.thread,
    ],
    ["export search", {}, say.missingQuery],
    ["export search query:nothing", {}, say.nothing.search("nothing")],
    [
      "export list date:2025-10-25",
      { library: { list: async () => ({ state: "weekend" }) } },
      say.nothing.list("Saturday, October 25, 2025"),
    ],
  ] as const)("%s with nothing to export says what to do", async (line, more, said) => {
    const reply = await ask(line, given(more as Given))
    expect(reply.failure).toBe("user")
    expect(read(reply.card)).toContain(said)
  })
})

test("cite shows the citation to copy, and the other formats replace it", async () => {
  const reply = await ask("cite 1706.03762", given())
  expect(read(reply.card)).toContain("  eprint = {1706.03762},\n")
  expect(buttons(reply.card)[formats.markdown]).toEqual({
    calls: "cite",
    paper: paper.id,
    format: "markdown",
  })
})
