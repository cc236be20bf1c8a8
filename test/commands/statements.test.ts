import { expect, test } from "vitest"
import { commands } from "../../commands/index.ts"
import { createBot } from "../../src/bot/bot.ts"
import type { Paper } from "../../src/papers/index.ts"
import { createPersons } from "../../src/reading/persons.ts"
import { createSavedPapers } from "../../src/reading/saved-papers.ts"
import { createRecommendations } from "../../src/recommending/recommendations.ts"
import { aContext, anActor, aPaper, someDigests, someLinking, someMailDigests } from "../builders.ts"
import { openStores } from "../open-stores.ts"
import { silentLog as log } from "../silent-log.ts"
import { aList, createLibraryWorld } from "../src/library/world.ts"

const at = "2026-11-24T15:00:00Z"
const day = "2026-11-24"
const ada = anActor()

const papers: readonly Paper[] = Array.from({ length: 40 }, (_, index) =>
  aPaper({
    id: `2611.${String(index).padStart(5, "0")}`,
    title: `Sparse attention, part ${index}`,
    upvotes: index,
  }),
)

/** The bot on real SQLite, in a community where many papers were voted for, posted and discussed. */
async function world(history: number) {
  let statements = 0
  let rows = 0
  const stores = await openStores((sql, found) => {
    if (/^\s*(select|insert|update|delete|with)/i.test(sql)) statements++
    rows += found
  })
  const voted = Array.from({ length: history }, (_, index) => `2510.${String(index).padStart(5, "0")}`)
  const vote = (paper: string, when: string) =>
    stores.votes.set({ community: ada.community, member: ada.member, paper }, true, when)
  for (const paper of voted) await vote(paper, "2025-11-24T15:00:00Z")
  for (const { id } of papers.slice(0, 20)) await vote(id, at)
  for (const { id } of papers.slice(0, 20)) {
    const about = { community: ada.community, place: "general", paper: id, at }
    await stores.posts.add({ ...about, message: `m${id}`, kind: "post" })
    await stores.threads.add({ ...about, thread: `t${id}`, openedBy: "ada", replies: 2 })
  }
  const { library, clock } = await createLibraryWorld({
    stores,
    papers,
    lists: [aList(day, papers)],
    now: at,
    huggingFace: { linked: async () => ({ models: [], datasets: [], spaces: [] }) },
  })
  const schedules = { ofCommunity: () => stores.subscriptions.ofCommunity(ada.community) }
  const persons = createPersons({ ...stores, adapters: new Map() })
  const saved = createSavedPapers({ ...stores, persons, clock })
  const bot = createBot({
    ...{ commands, stores, library, clock, log, random: () => 0.5, timeZone: "UTC", adapters: new Map() },
    follows: aContext().follows,
    saved,
    linking: someLinking(),
    recommendations: createRecommendations({ ...stores, library, persons, saved, clock }),
    digests: someDigests(),
    feeds: aContext().feeds,
    mailDigests: someMailDigests(),
    schedules: schedules as unknown as Parameters<typeof createBot>[0]["schedules"],
  })
  /** What a line costs, once the first of its kind has filled what is kept in memory. */
  async function cost(text: string) {
    const ask = () => bot.dispatch({ actor: ada, input: { kind: "line", text } })
    await ask()
    statements = 0
    rows = 0
    const { card } = await ask()
    expect(card.tone, text).not.toBe("warning")
    return { statements, rows }
  }
  return { cost }
}

test("the number of statements of a command does not grow with the page", async () => {
  const { cost } = await world(10)
  for (const command of ["search sparse attention", `today ${day}`, `top ${day}`]) {
    const [few, many] = [await cost(`${command} limit:1`), await cost(`${command} limit:10`)]
    expect([command, many.statements]).toEqual([command, few.statements])
    expect(many.statements, command).toBeLessThanOrEqual(8)
  }
})

test("no command reads a member's history", async () => {
  const [young, old] = [await world(0), await world(500)]
  for (const line of [`show ${papers[3]?.id}`, `today ${day}`, "search sparse attention"]) {
    const cost = await old.cost(line)
    expect([line, cost]).toEqual([line, await young.cost(line)])
    expect(cost.statements, line).toBeLessThanOrEqual(12)
  }
})

// Recommendations are made of all that a member upvoted, so its rows are read; the statements stay as many.
test("the home asks as often, however much a member upvoted", async () => {
  const [young, old] = [await world(0), await world(500)]
  const { statements } = await old.cost("home")
  expect(statements).toBe((await young.cost("home")).statements)
  expect(statements).toBeLessThanOrEqual(26)
})
