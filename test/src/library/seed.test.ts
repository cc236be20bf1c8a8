import { expect, test } from "vitest"
import { seed as seedLibrary } from "../../../src/library/seed.ts"
import type { HuggingFace } from "../../../src/vocabulary/sources.ts"
import { aPaper } from "../../builders.ts"
import { createFakeClock } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog } from "../../silent-log.ts"
import { answer, awayHuggingFace, deferred } from "./world.ts"

async function world() {
  const stores = await openStores()
  const clock = createFakeClock("2026-11-24T15:00:00Z")
  const progress: string[] = []
  const seed = (list: HuggingFace["list"] = awayHuggingFace.list) =>
    seedLibrary({
      ...stores,
      huggingFace: { ...awayHuggingFace, list },
      starter: async () => ({ papers: [aPaper({ source: "starter" })] }),
      clock,
      log: silentLog,
      onProgress: ({ done, total, list: key }) => progress.push(`${done}/${total} ${key}`),
    })
  return { stores, clock, progress, seed }
}

const site: HuggingFace["list"] = async ({ key }) =>
  answer(key, [aPaper({ id: `26${key.slice(5, 7)}.000${key.slice(8)}`, title: key })])

test("the first start reads the last fourteen lists and tells how far it is", async () => {
  const { stores, progress, seed } = await world()
  expect(await seed(site)).toEqual({ from: "network", lists: 14, papers: 14 })
  expect(progress).toHaveLength(14)
  expect([progress[0], progress[13]]).toEqual(["1/14 2026-11-24", "14/14 2026-11-05"])
  // The lists' papers, and the starter library's one.
  expect(await stores.papers.count()).toBe(15)
})

test("the next start has nothing left to do", async () => {
  const { seed } = await world()
  await seed(site)
  expect(await seed()).toEqual({ from: "store" })
})

test("a start after a week of absence reads what it missed and nothing else", async () => {
  const { clock, seed } = await world()
  await seed(site)
  await clock.advance({ hours: 24 * 7 })
  const asked: string[] = []
  const seeded = await seed(async (period) => {
    asked.push(period.key)
    return site(period)
  })
  expect(asked).toEqual(["2026-12-01", "2026-11-30", "2026-11-27", "2026-11-26", "2026-11-25"])
  expect(seeded).toEqual({ from: "network", lists: 14, papers: 14 })
})

test("holidays are passed over", async () => {
  const { seed } = await world()
  const holiday: HuggingFace["list"] = async (period) =>
    period.key === "2026-11-11" ? answer(period.key, []) : site(period)
  expect(await seed(holiday)).toMatchObject({ lists: 14 })
})

test("a start without a network loads the starter library, once", async () => {
  const { stores, seed } = await world()
  expect(await seed()).toEqual({ from: "starter", papers: 1, why: "huggingface.co cannot be reached" })
  expect(await seed()).toEqual({ from: "store" })
  expect(await stores.papers.count()).toBe(1)
})

test("a start after one without a network reads the lists", async () => {
  const { seed } = await world()
  await seed()
  expect(await seed(site)).toMatchObject({ from: "network", lists: 14 })
})

test("a network that swallows everything is given up after some seconds", async () => {
  const { clock, seed } = await world()
  const silence: HuggingFace["list"] = (_period, signal) => {
    const never = deferred<never>()
    signal?.addEventListener("abort", () => never.reject(signal.reason))
    return never.promise
  }
  const seeding = seed(silence)
  await clock.advance({ seconds: 9 })
  expect(await seeding).toMatchObject({ from: "starter", why: "no answer within 8 s" })
})

test("a start that was interrupted goes on where it stopped", async () => {
  const { seed } = await world()
  const asked: string[] = []
  const breaking: HuggingFace["list"] = async (period) => {
    asked.push(period.key)
    if (asked.length === 5) throw new Error("the power went out")
    return site(period)
  }
  await expect(seed(breaking)).rejects.toThrow("the power went out")
  await seed(breaking)
  expect(asked.slice(4, 6)).toEqual(["2026-11-18", "2026-11-18"])
  expect(new Set(asked).size).toBe(14)
})
