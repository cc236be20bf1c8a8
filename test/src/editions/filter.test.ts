import { expect, test } from "vitest"
import { changes } from "../../../src/channels/tell-changes.ts"
import { rehearse } from "../../../src/editions/forecast.ts"
import { papersMatching } from "../../../src/editions/lists.ts"
import { plain } from "../../../src/rendering/plain.ts"
import { aPaper } from "../../builders.ts"
import { aSubscription, createWorld, listed } from "./world.ts"

const papers = [
  aPaper({ id: "2611.00001", title: "Reinforcement learning for robots", abstract: "" }),
  aPaper({ id: "2611.00002", title: "Learning to see", abstract: "" }),
  aPaper({ id: "2611.00003", title: "Steel reinforcement", abstract: "" }),
]
const taken = (filter: string) => papersMatching(papers, filter).map(({ id }) => id)

test.each([
  ["reinforcement learning", ["2611.00001"]],
  ["reinforcement OR learning", ["2611.00001", "2611.00002", "2611.00003"]],
  ["learning -robots", ["2611.00002"]],
  ["", ["2611.00001", "2611.00002", "2611.00003"]],
])("the filter %j is a test that papers pass, not a ranking", (filter, ids) => {
  expect(taken(filter)).toEqual(ids)
})

test("a saved filter that is refused now is read as it was probably meant", () => {
  expect(taken("+reinforcement +learning")).toEqual(taken("reinforcement learning"))
})

test("a rehearsal says what each part of a filter leaves out", async () => {
  const { stores, library } = await createWorld("2026-11-24T08:00:00Z")
  library.list = async ({ key }) => listed(key, key === "2026-11-23" ? { papers } : { papers: [] })
  const subscription = aSubscription({ filter: "reinforcement learning" })
  const [week] = await rehearse(
    { lists: stores.lists, library: { ...library, papers: async () => [] } },
    subscription,
    Temporal.Instant.from("2026-11-24T09:00:00Z"),
    { ask: true },
  )
  expect(week?.removed).toEqual([
    { part: "reinforcement", papers: 1 },
    { part: "learning", papers: 1 },
  ])
})

test.each([
  ["reinforcement learning", true],
  ["+reinforcement", true],
  ["learning", false],
  ["", false],
])("an admin of the saved filter %j hears of the new rule: %s", (filter, isTold) => {
  const change = changes.find(({ name }) => name === "strict filters")
  const card = change?.means(aSubscription({ filter }), undefined)
  expect(card !== undefined).toBe(isTold)
  if (card) expect(plain(card)).toContain(filter)
})
