/** A reader that asks now and then, and goes by ids and dates alone, as Slack's does. */
import fc from "fast-check"
import { expect, test } from "vitest"
import type { FeedKind } from "../../../src/vocabulary/feeds.ts"
import { aPaper } from "../../builders.ts"
import { ada, readersWorld } from "../../commands/readers-world.ts"

type World = Awaited<ReturnType<typeof readersWorld>>

/** What happens before the reader asks again: papers that come to a day's list, days ago or today; papers saved, and given up. */
const happening = fc.record({
  listed: fc.array(fc.record({ daysAgo: fc.nat({ max: 2 }), paper: fc.nat({ max: 60 }) }), { maxLength: 6 }),
  saved: fc.array(fc.nat({ max: 60 }), { maxLength: 3 }),
  givenUp: fc.array(fc.nat({ max: 60 }), { maxLength: 2 }),
  hours: fc.integer({ min: 1, max: 20 }),
})

const idOf = (paper: number) => `2510.${String(10_000 + paper)}`

/** A reader that remembers what it saw, and finds fault with what it would skip or show twice. */
function createReader(read: () => Promise<readonly { readonly id: string; readonly at: string }[]>) {
  const seen = new Map<string, string>()
  return {
    seen,
    async ask(): Promise<readonly string[]> {
      const entries = await read()
      const newest = [...seen.values()].toSorted().at(-1) ?? ""
      const faults = entries.flatMap(({ id, at }, index) => {
        const known = seen.get(id)
        const above = entries[index - 1]
        return [
          ...(above && above.at <= at ? [`${at} stands under ${above.at}`] : []),
          ...(known !== undefined && known !== at ? [`${id} moved from ${known} to ${at}`] : []),
          ...(known === undefined && at <= newest ? [`${id} came at ${at}, and ${newest} was read`] : []),
        ]
      })
      for (const { id, at } of entries) seen.set(id, at)
      return faults
    },
  }
}

async function listToday({ stores, clock }: World, paper: number, daysAgo: number): Promise<void> {
  const key = clock
    .now()
    .subtract({ hours: 24 * daysAgo })
    .toString()
    .slice(0, 10)
  const known = await stores.lists.get(key)
  const entries = [...(known?.entries ?? []), { paper: idOf(paper), upvotes: 1, comments: 0 }]
  await stores.lists.put({
    key,
    entries,
    closed: false,
    readAt: clock.now().toString(),
    source: "huggingface",
  })
}

test("whatever comes late, a reader finds it newer than all that it saw, and never twice", async () => {
  const world = await readersWorld(Array.from({ length: 61 }, (_, at) => aPaper({ id: idOf(at) })))
  let members = 0
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 6 }), async (polls) => {
      // Another reader's feeds, a month later.
      const actor = { ...ada, member: `${2_000 + members++}` }
      await world.clock.advance({ hours: 24 * 30 })
      const readers = await Promise.all((["list", "saved"] as const).map((kind) => readerOf(kind)))
      for (const { listed, saved, givenUp, hours } of polls) {
        for (const { paper, daysAgo } of listed) await listToday(world, paper, daysAgo)
        for (const paper of saved) await world.saved.save(actor, idOf(paper))
        for (const paper of givenUp) await world.saved.remove(actor, idOf(paper))
        await world.clock.advance({ hours })
        for (const reader of readers) expect(await reader.ask()).toEqual([])
      }

      async function readerOf(kind: FeedKind) {
        const { address = "" } = await world.feeds.create(actor, { kind })
        return createReader(
          async () => (await world.feeds.read(address.split("/f/")[1] ?? ""))?.entries ?? [],
        )
      }
    }),
    { numRuns: 12 },
  )
})

test("a search that finds a paper published long ago brings it as news", async () => {
  const world = await readersWorld([
    aPaper({ id: "2510.00001", title: "Birdsong", publishedOn: "2025-10-20" }),
  ])
  const { address = "" } = await world.feeds.create(ada, { kind: "search", query: "birdsong" })
  const token = address.split("/f/")[1] ?? ""
  const reader = createReader(async () => (await world.feeds.read(token))?.entries ?? [])
  expect(await reader.ask()).toEqual([])
  const stamp = await world.feeds.stamp(token)
  await world.stores.papers.save(
    [aPaper({ id: "1706.00001", title: "Old Birdsong", publishedOn: "2017-06-01" })],
    world.clock.now().toString(),
  )
  await world.follower.refresh()
  expect(await world.feeds.stamp(token)).not.toBe(stamp)
  expect(await reader.ask()).toEqual([])
  expect(reader.seen.size).toBe(2)
})
