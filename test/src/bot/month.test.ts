import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { shortTitle } from "../../../src/cards/short-title.ts"
import { isWeekend, type Paper } from "../../../src/papers/index.ts"
import { parseFilter } from "../../../src/search/index.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { words } from "../../../src/words/words.ts"
import { realDays } from "../../bench/posts/days.ts"
import type { Day } from "../../bench/posts/measure.ts"
import { openStoresFor } from "../../open-stores.ts"
import { type Brought, createMonth } from "./month-world.ts"

/** She follows a topic that the month has, and reads eight papers a day at most. */
const topic = "reasoning"
const budget = 8
const mornings = 22

type Morning = {
  readonly day: string
  readonly channel: readonly string[]
  readonly digests: readonly (readonly Brought[])[]
  /** What she had voted for and saved by then. */
  readonly votes: readonly string[]
  readonly saved: readonly string[]
}

/** The newest days of the site where they lie beside the project, else landmark papers, as if they had come that month. */
async function aMonth(): Promise<readonly Day[]> {
  const { days, areReal } = await realDays(mornings + 1)
  if (areReal) return days
  const all = days.flatMap(({ papers }) => papers)
  return Array.from({ length: 31 }, (_, at) => `2026-10-${String(at + 1).padStart(2, "0")}`)
    .filter((day) => !isWeekend(day))
    .map((key, at) => ({
      key,
      papers: all
        .slice(at * 12, at * 12 + 12)
        .map((paper, place) => ({ ...paper, publishedOn: key, upvotes: 50 - place })),
    }))
}

/** A month of mornings: she reads her digest, upvotes the first paper of it and saves the second. */
async function live(days: readonly Day[], stores: Stores) {
  const month = await createMonth(days, stores)
  const lived: Morning[] = []
  const votes: string[] = []
  const saved: string[] = []
  await month.says(`digest on time:09:00 zone:UTC budget:${budget}`)
  await month.says(`follow ${topic}`)
  for (const [at, { key: day }] of days.slice(1).entries()) {
    if (at === 10) await month.restart()
    const before = { votes: [...votes], saved: [...saved] }
    const morning = await month.morning(day)
    lived.push({ day, ...morning, ...before })
    const [first, second] = morning.digests.flat()
    if (first !== undefined) {
      await month.presses("upvote", { paper: first.paper, toggle: true })
      votes.push(first.paper)
    }
    if (second !== undefined) {
      await month.presses("save", { paper: second.paper })
      saved.push(second.paper)
    }
  }
  return { month, lived, votes, saved }
}

describe("a reader who comes every morning for a month", () => {
  let days: readonly Day[]
  let lived: Awaited<ReturnType<typeof live>>

  let close: () => Promise<void>

  beforeAll(async () => {
    days = await aMonth()
    const opened = await openStoresFor()
    close = opened.close
    lived = await live(days, opened.stores)
  }, 60_000)

  afterAll(() => close())

  const everything = () => lived.lived.flatMap(({ digests }) => digests.flat())

  test("gets one digest a morning, with no more papers than she asked for", () => {
    for (const { day, digests } of lived.lived) {
      expect({ day, digests: digests.length }).toEqual({ day, digests: 1 })
      expect(digests.flat().length).toBeLessThanOrEqual(budget)
    }
    expect(everything().length).toBeGreaterThan(mornings * 3)
  })

  test("gets no paper twice, and none that she voted for or saved", () => {
    const ids = everything().map(({ paper }) => paper)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    for (const { digests, votes, saved } of lived.lived)
      for (const { paper } of digests.flat()) expect([...votes, ...saved]).not.toContain(paper)
  })

  test("gets no paper that her channel had within a week", () => {
    for (const [at, { digests }] of lived.lived.entries()) {
      const seen = lived.lived.slice(Math.max(0, at - 5), at + 1).flatMap(({ channel }) => channel)
      expect(digests.flat().filter(({ paper }) => seen.includes(paper))).toEqual([])
    }
    expect(lived.lived.flatMap(({ channel }) => channel).length).toBeGreaterThan(mornings * 2)
  })

  test("is told of each paper why it is there", () => {
    for (const { reason } of everything()) expect(kindOf(reason)).not.toBe("none")
  })

  test("has what she follows first, then what suits her, then the best of the list", () => {
    for (const { day, digests } of lived.lived) {
      const kinds = digests.flat().map(({ reason }) => kindOf(reason))
      const order = ["followed", "suited", "best"]
      expect({ day, kinds }).toEqual({
        day,
        kinds: kinds.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)),
      })
    }
    const kinds = new Set(everything().map(({ reason }) => kindOf(reason)))
    expect(kinds).toEqual(new Set(["followed", "suited", "best"]))
  })

  test("gets of what she follows what its search finds, and nothing else", () => {
    const filter = parseFilter(topic)
    const papers = new Map(days.flatMap((day) => day.papers).map((paper) => [paper.id, paper]))
    const fits = (paper: Paper | undefined) =>
      paper !== undefined && filter.kind === "filter" && filter.matches(paper)
    const followed = everything().filter(({ reason }) => kindOf(reason) === "followed")
    expect(followed.length).toBeGreaterThan(0)
    for (const { paper } of followed) expect(fits(papers.get(paper))).toBe(true)
  })

  test("gets recommendations that name a paper she upvoted or saved, once she had", () => {
    const late = lived.lived.slice(5).flatMap(({ digests }) => digests.flat())
    const suited = late.filter(({ reason }) => kindOf(reason) === "suited")
    const titles = new Map(days.flatMap((day) => day.papers).map(({ id, title }) => [id, title]))
    const hers = [...lived.votes, ...lived.saved].map((id) => shortTitle(titles.get(id) ?? ""))
    const unnamed = suited.filter(({ reason }) => !hers.some((title) => reason.includes(title)))
    expect(suited.length).toBeGreaterThan(5)
    expect(unnamed).toEqual([])
  })

  test("finds her papers, follow and digest on her home, and ends what she ends", async () => {
    const { month, saved } = lived
    const said = await month.says("saved")
    expect(said).toContain(String(saved.length))
    expect(await month.says("follow")).toContain(topic)
    await month.says("digest off")
    const day = Temporal.PlainDate.from(days.at(-1)?.key ?? "").add({ days: 1 })
    expect((await month.morning(day.toString())).digests).toEqual([])
  })
})

/** Which of the three a reason is. */
function kindOf(reason: string): "followed" | "suited" | "best" | "none" {
  if (reason.includes(topic) && /follow/i.test(reason)) return "followed"
  if (reason.startsWith(words.digests.best("").slice(0, 24))) return "best"
  return reason === "" ? "none" : "suited"
}
