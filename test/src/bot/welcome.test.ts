import { expect, test } from "vitest"
import { createWelcome } from "../../../src/bot/welcome.ts"
import { createFakeClock } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"

async function welcomed(...sendings: readonly (() => Promise<void>)[]) {
  const { facts } = await openStores()
  let sent = 0
  for (const send of sendings) {
    // A new process each time, on the same store.
    const welcome = createWelcome(facts, createFakeClock("2026-11-24T15:00:00Z"))
    const counted = async () => {
      await send()
      sent += 1
    }
    await Promise.all([welcome("discord:1", counted), welcome("discord:1", counted)]).catch(() => undefined)
  }
  return sent
}

const works = async () => undefined
const fails = async () => {
  throw new Error("not now")
}

test("a community is welcomed once, however often the bot starts or comes back", async () => {
  expect(await welcomed(works, works)).toBe(1)
})

test("a welcome that could not be sent is sent the next time", async () => {
  expect(await welcomed(fails, works, works)).toBe(1)
})
