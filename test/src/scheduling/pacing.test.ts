import { expect, test } from "vitest"
import { createPacing } from "../../../src/scheduling/pacing.ts"
import { createFakeClock } from "../../clock.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"

const start = "2026-11-24T08:00:00Z"

function adapterWith(perSecond: number, per: "bot" | "community") {
  return { ...createFakePlatform("chat"), rate: { perSecond, per } }
}

test("messages of a bot are spread over its platform's rate, whichever process sends them", async () => {
  const { rates } = await openStores()
  const clock = createFakeClock(start)
  const [one, other] = [createPacing({ rates, clock }), createPacing({ rates, clock })]
  const adapter = adapterWith(10, "bot")
  const sent: number[] = []
  const note = () =>
    void sent.push(clock.now().epochMilliseconds - Temporal.Instant.from(start).epochMilliseconds)
  for (let turn = 0; turn < 10; turn++) {
    void one(adapter, "chat:1").then(note)
    void other(adapter, "chat:2").then(note)
  }
  await clock.advance({ seconds: 3 })
  expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, place) => place * 100))
})

test("communities that have a rate each do not wait for one another", async () => {
  const { rates } = await openStores()
  const clock = createFakeClock(start)
  const paced = createPacing({ rates, clock })
  const adapter = adapterWith(1, "community")
  await paced(adapter, "chat:1")
  await paced(adapter, "chat:2")
  expect(clock.now().toString()).toBe(start)
})

test("who would have to wait for long gives the message back", async () => {
  const { rates } = await openStores()
  const clock = createFakeClock(start)
  const paced = createPacing({ rates, clock })
  await rates.hold("chat", "2026-11-24T08:01:00Z")
  await expect(paced(adapterWith(1, "bot"), "chat:1")).rejects.toMatchObject({ retryAfterMs: 60_000 })
})
