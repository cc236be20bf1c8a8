import { expect, test } from "vitest"
import { digest } from "../../commands/digest.ts"
import type { ArgumentsOf } from "../../src/vocabulary/command.ts"
import type { Digest, Digests } from "../../src/vocabulary/digests.ts"
import { UserError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { aContext } from "../builders.ts"
import { aSubscription } from "../src/editions/world.ts"

const said = words.digests
const subscription = aSubscription({
  audience: { kind: "member", member: "ada" },
  content: { kind: "mix", since: 0 },
  schedule: "7 8 * * 1-5",
})
const aDigest = (given: Partial<Digest> = {}): Digest => ({
  subscription,
  chosen: { ...subscription, schedule: "0 8 * * 1-5" },
  next: "2026-11-25T07:07:00Z",
  sent: 12,
  failed: 1,
  last: { at: "2026-11-24T07:07:00Z", reason: said.reason.quiet },
  ...given,
})

type Given = Partial<ArgumentsOf<(typeof digest)["options"]>>
async function answer(given: Given, digests: Partial<Digests>) {
  const none = { do: undefined, time: undefined, days: undefined, budget: undefined, zone: undefined }
  const answer = await digest.run({ ...none, ...given }, aContext({ digests }))
  const card = "card" in answer ? answer.card : answer
  const buttons = card.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []))
  const labels = buttons.map(({ label }) => label)
  return { answer, title: card.title.map(({ text }) => text).join(""), labels, text: JSON.stringify(card) }
}

test("called with nothing it says what holds, and how it did", async () => {
  const { title, text, labels } = await answer({}, { of: async () => aDigest() })
  expect(title).toBe(said.on)
  expect(text).toContain("08:00")
  expect(text).toContain(said.counts(12, 1))
  expect(text).toContain(said.reason.quiet)
  expect(labels).toEqual([said.buttons.change, said.buttons.preview, said.buttons.stop])
})

test("who has none is told what it is, with one button that turns it on", async () => {
  const { title, labels } = await answer({}, { of: async () => undefined })
  expect(title).toBe(said.none)
  expect(labels[0]).toBe(said.buttons.on)
})

test("one that is paused says why, and how it comes again", async () => {
  const { title, text, labels } = await answer({}, { of: async () => aDigest({ paused: said.closed }) })
  expect(title).toBe(said.paused)
  expect(text).toContain(said.closed)
  expect(labels[0]).toBe(said.buttons.onAgain)
})

test("a change alone turns it on with that change", async () => {
  let given: unknown
  const turnOn: Digests["turnOn"] = async (_, draft) => {
    given = draft
    return { digest: aDigest(), opening: { kind: "open", place: "d1" } }
  }
  expect((await answer({ budget: 3 }, { turnOn })).title).toBe(said.on)
  expect(given).toMatchObject({ budget: 3 })
})

test("a first digest that waits for its conversation says so", async () => {
  const opening = { kind: "later", why: "", retryAfterMs: 1 } as const
  const { text } = await answer({ do: "on" }, { turnOn: async () => ({ digest: aDigest(), opening }) })
  expect(text).toContain(said.openedLater)
})

test("an unknown zone is asked for with a form that offers zones", async () => {
  const { title, labels } = await answer({ do: "on" }, { turnOn: async () => undefined })
  expect([title, labels]).toEqual([said.askZone, [said.buttons.zone]])
  const form = await digest.form?.({ do: "change" }, aContext({ digests: { of: async () => undefined } }))
  expect(form?.fields.find(({ name }) => name === "zone")).toMatchObject({ hasSuggestions: true })
})

test("what cannot be read comes back in the form, at its field", async () => {
  const refused = new UserError("bad-time", "25:00 isn't a time", { field: "time", hint: "Such as 08:00" })
  const turnOn = async () => {
    throw refused
  }
  const { answer: refusal } = await answer({ do: "on", time: "25:00" }, { turnOn })
  const form = "form" in refusal ? refusal.form : undefined
  const time = form?.fields.find(({ name }) => name === "time")
  expect(time).toMatchObject({ value: "25:00" })
  expect(JSON.stringify(time?.error)).toContain("25:00")
})

test("stopped by its button it can be undone by one", async () => {
  const { title, labels } = await answer({ do: "off" }, { turnOff: async () => aDigest() })
  expect([title, labels]).toEqual([said.off, [said.buttons.undo]])
})

test("a preview of a quiet day says that no digest would come", async () => {
  expect((await answer({ do: "try" }, { preview: async () => undefined })).title).toBe(said.quiet)
})
