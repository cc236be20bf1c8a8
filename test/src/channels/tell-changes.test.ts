import { expect, test, vi } from "vitest"
import { type Change, createTellChanges } from "../../../src/channels/tell-changes.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { words } from "../../../src/words/words.ts"
import { aSubscription } from "../../contracts/stores/builders.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog } from "../../silent-log.ts"

type Tell = NonNullable<Adapter["tell"]>

async function world(schedules: readonly string[], changes?: readonly Change[]) {
  const stores = await openStores()
  for (const [index, schedule] of schedules.entries())
    await stores.subscriptions.save(subscription(index, schedule))
  const tell = vi.fn<Tell>(async () => undefined)
  const adapters = new Map([["web", { ...createFakePlatform("web"), tell }]])
  const restarted = () => createTellChanges({ ...stores, adapters, log: silentLog }, changes)
  const told = () => tell.mock.calls.map(([to]) => to.place)
  return { stores, tell, told, restarted }
}

function subscription(index: number, schedule: string): Subscription {
  return aSubscription({ id: `s${index}`, community: "web:local", place: `place-${index}`, schedule })
}

test("the admin of a schedule with both kinds of days is told once, over restarts", async () => {
  const { tell, told, restarted } = await world(["0 9 1,15 * 1", "0 9 * * 1-5", "0 9 */2 * 1"])
  const first = restarted()
  await first()
  await first()
  await restarted()()
  expect(told()).toEqual(["place-0"])
  expect(tell.mock.calls[0]?.[1]).toMatchObject({
    title: [{ text: words.channels.changes.schedule.title }],
  })
})

test("a schedule that is saved later is known to its admin", async () => {
  const { stores, told, restarted } = await world([])
  await restarted()()
  await stores.subscriptions.save(subscription(1, "0 9 1,15 * 1"))
  await restarted()()
  expect(told()).toEqual([])
})

test("who cannot be reached is told later, and who was told is not told again", async () => {
  const { tell, told, restarted } = await world(["0 9 1 * 1", "0 9 2 * 1"])
  tell.mockImplementationOnce(async () => undefined)
  tell.mockImplementationOnce(() => Promise.reject(new NetworkError("web", "away")))
  const telling = restarted()
  await telling()
  await telling()
  expect(told()).toEqual(["place-0", "place-1", "place-1"])
})

test("a platform that refuses is not asked again", async () => {
  const { tell, told, restarted } = await world(["0 9 1 * 1"])
  tell.mockRejectedValueOnce(new PlatformError("web", "no-dms", "closed"))
  const telling = restarted()
  await telling()
  await telling()
  expect(told()).toEqual(["place-0"])
})

test("each change is told for itself", async () => {
  const card = (text: string): Card => ({ title: [{ text }], tone: "plain", blocks: [] })
  const changes = ["one", "other"].map((name) => ({ name, means: () => card(name) }))
  const { tell, restarted } = await world(["0 9 * * *"], changes)
  await restarted()()
  expect(tell.mock.calls.map(([, { title }]) => title[0]?.text)).toEqual(["one", "other"])
})
