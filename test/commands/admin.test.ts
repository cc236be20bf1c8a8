import { expect, test } from "vitest"
import type { Schedules } from "../../src/vocabulary/channels.ts"
import type { Digest } from "../../src/vocabulary/digests.ts"
import { words } from "../../src/words/words.ts"
import { aSubscription } from "../src/editions/world.ts"
import { answer, ask, buttons } from "./asking.ts"

const { skip, remove } = words.commands
const admin = { isAdmin: true }
const posts = [
  aSubscription({ id: "later", nextRunAt: "2026-11-25T09:00:00Z" }),
  aSubscription({ id: "sooner", nextRunAt: "2026-11-24T09:00:00Z" }),
]
const upcoming = { at: "2026-11-25T08:00:00Z", listKey: "2026-11-24" }

const given = (schedules: Partial<Schedules>) => ({ schedules: { ofPlace: async () => posts, ...schedules } })

test("skip takes the post that is due first, and can be taken back", async () => {
  const skipped: string[] = []
  const schedules = given({
    skipNext: async ({ id }) => {
      skipped.push(id)
      return { skipped: { at: "2026-11-24T08:00:00Z", listKey: "2026-11-23" }, next: upcoming }
    },
    unskip: async ({ id }) => id === "sooner",
  })
  const { card } = await ask("skip", schedules, admin)
  expect(skipped).toEqual(["sooner"])
  expect(buttons(card)).toMatchObject({ [skip.takeBack]: { undo: true } })
  expect(await answer("skip --undo", schedules, admin)).toContain(skip.undone)
})

test("skip says where nothing is to come, or nothing was skipped", async () => {
  const schedules = given({ skipNext: async () => undefined, unskip: async () => false })
  expect(await answer("skip", schedules, admin)).toContain(skip.nothing)
  expect(await answer("skip --undo", schedules, admin)).toContain(skip.notSkipped)
})

const theHealth = {
  ...{ days: 30, troubles: [], upcoming: [], missingPermissions: [], canPost: true },
  counts: { intended: 1, confirmed: 1, edited: 0, waiting: 0, failed: 0 },
}

test("remove asks first, and then deletes what it asked about", async () => {
  const removed: (string | undefined)[] = []
  const schedules = given({
    health: async () =>
      posts.map((subscription, n) => ({
        ...theHealth,
        subscription,
        last: { edition: `e${n}`, at: `2026-11-2${n}T09:00:00Z`, listKey: `2026-11-1${n}`, reason: "" },
      })),
    removePost: async (_, edition) => {
      removed.push(edition)
      return { listKey: "2026-11-11", messages: 5, failed: ["not there any more"] }
    },
  })
  const { card } = await ask("remove", schedules, admin)
  expect(removed).toEqual([])
  expect(buttons(card)).toMatchObject({ [remove.delete]: { sure: true, post: "e1" } })
  const said = await answer("remove --sure post:e0", schedules, admin)
  expect(removed).toEqual(["e0"])
  expect(said).toContain(remove.messages(5))
  expect(said).toContain(remove.failed("not there any more"))
})

test("remove says where nothing was posted", async () => {
  expect(await answer("remove", given({ health: async () => [] }), admin)).toContain(remove.nothing)
})

test("health tells a member how their own mails fare, with or without posts here", async () => {
  const digest = { subscription: posts[0], chosen: posts[0], sent: 3, failed: 1 } as unknown as Digest
  const mailDigests = { of: async () => ({ state: "on", digest, unanswered: 0 }) as const }
  const said = words.mail.ownHealth.on(3, 1)
  for (const health of [[], [{ ...theHealth, subscription: posts[0] }]])
    expect(
      await answer("health", { ...given({ health: async () => health as never }), mailDigests }),
    ).toContain(said)
})

test.each(["skip", "remove", "pause tomorrow", "resume"])("%s is for admins", async (line) => {
  const { failure } = await ask(line, given({}))
  expect(failure).toBe("user")
})
