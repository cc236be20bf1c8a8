import { expect, test } from "vitest"
import { createFairUse } from "../../../src/bot/fair-use.ts"
import type { Actor } from "../../../src/vocabulary/actor.ts"
import { words } from "../../../src/words/words.ts"
import { anActor } from "../../builders.ts"
import { createFakeClock } from "../../clock.ts"

const said = words.errors.fairUse

function open(limits: Partial<Parameters<typeof createFairUse>[0]> = {}) {
  const clock = createFakeClock("2026-11-24T12:00:00Z")
  const fairUse = createFairUse({ perMember: 6, perCommunity: 100, ...limits }, clock)
  /** What they read, or nothing where the call is allowed. */
  const ask = (actor: Partial<Actor> = {}, changes?: boolean) => {
    try {
      fairUse(anActor(actor), changes === undefined ? {} : { changes })
      return undefined
    } catch (error) {
      if (!(error instanceof Error && "hint" in error)) throw error
      return [error.message, error.hint]
    }
  }
  return { clock, ask }
}

test("a member asks as often as a minute has calls, then one at a time as they come back", () => {
  const { clock, ask } = open()
  for (let n = 0; n < 6; n++) expect(ask()).toBeUndefined()
  expect(ask()).toEqual([said.member, said.hint(10)])
  clock.set("2026-11-24T12:00:04Z")
  expect(ask()).toEqual([said.member, said.hint(6)])
  clock.set("2026-11-24T12:00:10Z")
  expect(ask()).toBeUndefined()
  expect(ask()).toEqual([said.member, said.hint(10)])
  clock.set("2026-11-24T13:00:00Z")
  for (let n = 0; n < 6; n++) expect(ask()).toBeUndefined()
  expect(ask()).toBeDefined()
})

test("others, and the same one elsewhere, don't wait for them", () => {
  const { ask } = open({ perMember: 1 })
  ask({ member: "web:ada" })
  expect(ask({ member: "web:ada" })).toBeDefined()
  expect(ask({ member: "web:ben" })).toBeUndefined()
  expect(ask({ member: "web:ada", community: "web:elsewhere" })).toBeUndefined()
})

test("a community together has a limit too, and whoever waits for it loses none of their own calls", () => {
  const { clock, ask } = open({ perMember: 2, perCommunity: 3 })
  for (const member of ["a", "b", "c"]) expect(ask({ member })).toBeUndefined()
  expect(ask({ member: "d" })).toEqual([said.community, said.hint(20)])
  clock.set("2026-11-24T12:00:40Z")
  expect(ask({ member: "d" })).toBeUndefined()
  expect(ask({ member: "d" })).toBeUndefined()
})

test("what changes something costs nothing and is never refused", () => {
  const { ask } = open({ perMember: 1 })
  for (let n = 0; n < 5; n++) expect(ask({}, true)).toBeUndefined()
  expect(ask()).toBeUndefined()
  expect(ask()).toBeDefined()
  expect(ask({}, true)).toBeUndefined()
})

test("0 is no limit, and a clock that is set back keeps nobody waiting for longer", () => {
  const { ask } = open({ perMember: 0, perCommunity: 0 })
  for (let n = 0; n < 1_000; n++) expect(ask()).toBeUndefined()
  const other = open({ perMember: 1 })
  other.ask()
  other.clock.set("2026-11-24T11:00:00Z")
  expect(other.ask()).toEqual([said.member, said.hint(60)])
})

test("what is a lot of work counts as many questions, also where it changes something", () => {
  const clock = createFakeClock("2026-11-24T12:00:00Z")
  const fairUse = createFairUse({ perMember: 6, perCommunity: 100 }, clock)
  const saveList = { changes: true, weight: 10 }
  fairUse(anActor(), saveList)
  // Four more than a minute has, and one for the next.
  const wait = said.hint(50)
  expect(() => fairUse(anActor(), saveList)).toThrow(expect.objectContaining({ hint: wait }))
  expect(() => fairUse(anActor(), {})).toThrow(expect.objectContaining({ hint: wait }))
  expect(() => fairUse(anActor(), { changes: true })).not.toThrow()
  clock.set("2026-11-24T12:00:50Z")
  expect(() => fairUse(anActor(), {})).not.toThrow()
})
