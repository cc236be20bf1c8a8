import { expect, test } from "vitest"
import { commands } from "../../commands/index.ts"
import { createDispatch } from "../../src/bot/dispatch.ts"
import { createSchedules } from "../../src/channels/schedules.ts"
import { createDataRights } from "../../src/reading/data-rights.ts"
import { createPersons } from "../../src/reading/persons.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import { auditDays } from "../../src/vocabulary/audit.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { aContext, anActor, surfaceOf } from "../builders.ts"
import { silentLog as log } from "../silent-log.ts"
import { aSubscription, createWorld } from "../src/editions/world.ts"
import { answer, read } from "./asking.ts"

const said = words.audit

/** What makes each command change something, in a channel with a daily post. */
const doings: Readonly<Record<string, readonly string[]>> = {
  setup: ["setup do:save budget:4", "setup do:off", "setup do:remove"],
  channel: ["channel save budget:3", "channel off"],
  deliver: ["deliver"],
  pause: ["pause tomorrow"],
  resume: ["pause tomorrow", "resume"],
  skip: ["skip", "skip --undo"],
  remove: ["remove --sure"],
  forget: ["forget --sure"],
}

async function open() {
  const world = await createWorld("2026-11-24T12:00:00Z")
  const { stores, clock } = world
  const adapters = new Map([["web", world.chat]])
  const schedules = createSchedules({
    ...stores,
    library: {
      ...world.library,
      search: async () => ({ hits: [], total: 0, from: "store" }),
      papers: async () => [],
      listedOn: async () => [],
    },
    adapters,
    clock,
    wake: () => undefined,
  })
  const persons = createPersons({ ...stores, adapters })
  const rights = createDataRights({ ...stores, persons, adapters, clock })
  const named = {
    nameOf: async ({ place }: { readonly place: string }) => `#${place}`,
    linkTo: () => undefined,
  }
  const dispatch = createDispatch({
    commands,
    context: ({ actor }) =>
      aContext({
        actor,
        schedules,
        rights,
        audit: stores.audit,
        community: named,
        now: clock.now(),
        timeZone: "UTC",
      }),
    audit: stores.audit,
    ...{ log, random: () => 0.5, surfaceOf },
  })
  const admin = anActor({ isAdmin: true, place: "daily", memberName: "Ada" })
  await stores.subscriptions.save(aSubscription({ nextRunAt: "2026-11-25T08:00:00Z" }))
  const say = async (text: string, actor: Partial<Actor> = {}) =>
    dispatch({ actor: { ...admin, ...actor }, input: { kind: "line", text } })
  const call = (command: string, values: PackedArguments) =>
    dispatch({ actor: admin, input: { kind: "typed", command, values } })
  const count = async () => (await stores.audit.of("web:local", { offset: 0, limit: 1 })).total
  /** The channel's newest list is posted. */
  const post = async () => {
    await say("deliver")
    await world.tick(world.start())
  }
  return { ...world, say, call, count, post }
}

const changing = commands.filter(
  ({ changes, group, name }) => changes && (group === "admin" || name === "forget"),
)

test.each(changing.map(({ name }) => name))("no admin escapes: %s", async (name) => {
  const { say, call, count, post } = await open()
  if (name === "remove") await post()
  for (const line of doings[name] ?? [name]) {
    const before = await count()
    const [command = "", ...options] = line.split(" ")
    const isTyped = command === "setup"
    const values = Object.fromEntries(options.map((option) => option.split(":")))
    const reply = isTyped
      ? await call(command, { ...values, place: "daily", time: "09:00" })
      : await say(line)
    expect([line, read(reply.card), await count()]).toEqual([line, expect.anything(), before + 1])
  }
})

test("the other commands that change something are a member's own", () => {
  const others = commands.filter((command) => command.changes && !changing.includes(command))
  const restricted = others.filter(({ adminOnly, usesPermissions }) => adminOnly || usesPermissions)
  // Of feeds, only a channel's are its admins' to change: those are in `feed.test.ts`.
  expect(restricted.map(({ name }) => name)).toEqual(["feed"])
})

test("who changed what is said in sentences, newest first, in pages", async () => {
  const { say, count } = await open()
  await say("channel save budget:3", { place: "daily" })
  await say("pause tomorrow")
  await say("resume")
  await say("skip", { memberName: "Ben" })
  await say("channel off")
  const { card } = await say("audit", { place: "staff" })
  const text = read(card)
  expect(text).toContain(said.settings.off("Ada", "#daily"))
  expect(text).toContain(said.skipped("Ben", "#daily", "Daily Papers · Tue, Nov 24"))
  expect(text).toContain(said.settings.resumed("Ada", "#daily"))
  expect(text).toContain(said.settings.paused("Ada", "#daily", "Wed, Nov 25, 00:00"))
  expect(text).toContain(said.settings.changed("Ada", "#daily"))
  expect(text.indexOf(said.settings.off("Ada", "#daily"))).toBeLessThan(
    text.indexOf(said.settings.changed("Ada", "#daily")),
  )
  expect(await count()).toBe(5)
  expect(read((await say("audit limit:2 page:3")).card)).toContain(said.settings.changed("Ada", "#daily"))
})

test("where nothing was changed it says so, and only admins may ask", async () => {
  expect(await answer("audit", {}, { isAdmin: true })).toContain(said.none(auditDays))
  expect(await answer("audit")).toContain(words.errors.command.adminsOnlyHint)
})
