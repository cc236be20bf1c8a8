import { expect, test } from "vitest"
import { fillLibrary, forgetCommunities } from "../../../adapters/background.ts"
import { createIndexFollower } from "../../../src/library/index-follower.ts"
import type { Seeded } from "../../../src/library/seed.ts"
import type { DeliveredNow } from "../../../src/vocabulary/channels.ts"
import { createFakeClock } from "../../clock.ts"
import { leaveTraces } from "../../contracts/stores/data-rights.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog } from "../../silent-log.ts"

const starter: Seeded = { from: "starter", papers: 258, why: "no network" }
const lists: Seeded = { from: "network", lists: 14, papers: 200 }

/** A bot at its first start, whose attempts to read the lists end as told; the last one goes on for ever. */
async function aFirstStart(...outcomes: readonly Seeded[]) {
  const clock = createFakeClock("2026-11-27T09:00:00Z")
  const stores = await openStores()
  const follower = createIndexFollower({ papers: stores.papers, clock, log: silentLog })
  await follower.open()
  const posts: string[] = []
  let attempts = 0
  const core = {
    stores,
    follower,
    seedLibrary: async () => outcomes[Math.min(attempts++, outcomes.length - 1)] ?? starter,
    schedules: {
      deliverNow: async () => {
        posts.push(clock.now().toString())
        return {} as DeliveredNow
      },
    },
  }
  const output = {
    log: silentLog,
    print: () => undefined,
    progress: { report: () => undefined, end: () => undefined },
  }
  const ended = new AbortController()
  const fill = (isOffline: boolean) => fillLibrary(core, output, { signal: ended.signal, isOffline, clock })
  return { clock, posts, fill, attempts: () => attempts, end: () => ended.abort() }
}

test("a first start without a network posts the starter papers and asks for the lists until they come", async () => {
  const start = await aFirstStart(starter, starter, lists)
  const filling = start.fill(false)
  await start.clock.advance({ minutes: 2 })
  expect([start.attempts(), start.posts.length]).toEqual([1, 1])
  await start.clock.advance({ minutes: 2 })
  expect([start.attempts(), start.posts.length]).toEqual([2, 1])
  await start.clock.advance({ minutes: 4 })
  await filling
  expect([start.attempts(), start.posts.length]).toEqual([3, 2])
})

test("nothing is asked again where the network is switched off", async () => {
  const start = await aFirstStart(starter)
  await start.fill(true)
  await start.clock.advance({ hours: 1 })
  expect([start.attempts(), start.posts.length]).toEqual([1, 1])
})

test("asking again ends with the bot", async () => {
  const start = await aFirstStart(starter)
  const filling = start.fill(false)
  await start.clock.advance({ minutes: 4 })
  start.end()
  await filling
  await start.clock.advance({ hours: 1 })
  expect(start.attempts()).toBe(2)
})

test("everything of a community that removed the bot goes after its time, and not a day before", async () => {
  const stores = await openStores()
  const left = { community: "discord:1", member: "1001" }
  const stays = { community: "discord:2", member: "1001" }
  for (const account of [left, stays]) await leaveTraces(stores, account)
  const at = Temporal.Instant.from("2026-11-01T00:00:00Z")
  await stores.dataRights.leave(left.community, at.toString())
  const votes = async ({ community, member }: typeof left) =>
    (await stores.votes.ofMember(community, member)).length
  await forgetCommunities(stores, 30, silentLog, at.add({ hours: 24 * 29 }))
  expect(await votes(left)).toBe(1)
  await forgetCommunities(stores, 30, silentLog, at.add({ hours: 24 * 31 }))
  expect([await votes(left), await votes(stays)]).toEqual([0, 1])
})
