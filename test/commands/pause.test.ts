import { expect, test } from "vitest"
import { createSchedules } from "../../src/channels/schedules.ts"
import { words } from "../../src/words/words.ts"
import { aSubscription, createWorld } from "../src/editions/world.ts"
import { answer } from "./asking.ts"

const { pause, resume } = words.commands

async function open(isAdmin = true) {
  const world = await createWorld("2026-11-23T12:00:00Z")
  const schedules = createSchedules({
    ...world.stores,
    library: {
      ...world.library,
      search: async () => ({ hits: [], total: 0, from: "store" }),
      papers: async () => [],
      listedOn: async () => [],
    },
    adapters: new Map([["web", world.chat]]),
    clock: world.clock,
    wake: () => undefined,
  })
  const context = { schedules, now: world.clock.now(), timeZone: "UTC" }
  const asked = (line: string) => answer(line, context, { isAdmin, place: "daily" })
  const stored = () => world.stores.subscriptions.ofPlace("web:local", "daily")
  return { ...world, asked, stored }
}

test("a channel's posts rest until the day that is named, and no longer than somebody wants", async () => {
  const { asked, stored, stores } = await open()
  await stores.subscriptions.save(aSubscription())
  await stores.subscriptions.save(aSubscription({ id: "s2", list: "week", schedule: "0 10 * * *" }))
  expect(await asked("pause 2027-01-04")).toContain(pause.paused("Mon, Jan 4, 00:00"))
  expect((await stored()).map(({ nextRunAt }) => nextRunAt)).toEqual([
    "2027-01-04T08:00:00Z",
    "2027-01-04T09:00:00Z",
  ])
  expect(await asked("resume")).toContain(resume.next("Tue, Nov 24, 09:00"))
  expect((await stored()).map(({ pausedUntil }) => pausedUntil)).toEqual([undefined, undefined])
  expect(await asked("resume")).toContain(resume.notPaused)
})

test("a pause that is no day to come changes nothing", async () => {
  const { asked, stored, stores } = await open()
  await stores.subscriptions.save(aSubscription())
  const before = await stored()
  expect(await asked("pause yesterday")).toContain(words.channels.pause.notLater("yesterday"))
  expect(await asked("pause whenever")).toContain(words.channels.pause.notADate("whenever"))
  expect(await stored()).toEqual(before)
})

test("only admins pause, and only what is there", async () => {
  expect(await (await open(false)).asked("pause tomorrow")).toContain(words.errors.command.adminsOnlyHint)
  expect(await (await open()).asked("pause tomorrow")).toContain(words.commands.noPost)
})
