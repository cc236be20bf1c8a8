/** Events between Slack and the listeners: kept, handled once, tried again by whoever is there, and given up. */
import type { ReceiverEvent } from "@slack/bolt"
import { beforeEach, describe, expect, it } from "vitest"
import { leaseMs, lookEveryMs, storeBeforeAck } from "../../../adapters/slack/inbox.ts"
import { notInstalled } from "../../../adapters/slack/installations.ts"
import { NetworkError } from "../../../src/vocabulary/errors.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { words } from "../../../src/words/words.ts"
import { createFakeClock, type FakeClock } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"
import { createHeardLog, type HeardLog } from "../../silent-log.ts"

let stores: Stores
let clock: FakeClock
let log: HeardLog

beforeEach(async () => {
  stores = await openStores()
  clock = createFakeClock("2026-11-24T09:00:00Z")
  log = createHeardLog()
})

/** Without every look in between: the hands are moved, and then everybody looks. */
async function later(time: Temporal.DurationLike): Promise<void> {
  clock.set(clock.now().add(time).toString())
  await clock.advance({ milliseconds: lookEveryMs })
}

type Handler = (event: ReceiverEvent) => Promise<void>

/** A process with an inbox of its own on the store that all share. `die` ends it without a farewell. */
function aProcess(handler: Handler) {
  const dying = new AbortController()
  const handled: { readonly id: string; readonly again: boolean }[] = []
  const app = {
    async processEvent(event: ReceiverEvent) {
      handled.push({ id: String(event.body.event_id), again: event.customProperties?.again === true })
      await handler(event)
    },
  }
  const { signal } = dying
  const inbox = storeBeforeAck(app, {
    inbox: stores.inbox,
    emojis: { emoji: "+1", saveEmoji: "bookmark" },
    clock,
    log,
    signal,
    track: (work) => work,
  })
  void inbox.follow()
  return {
    handled,
    inbox,
    die: () => dying.abort(),
    /** Ends with the acknowledgement: what is made of the event comes later. */
    async hear(id: string) {
      const acknowledged = Promise.withResolvers<void>()
      const ack = async () => acknowledged.resolve()
      const event = {
        body: { type: "event_callback", event_id: id, event: { type: "message", channel_type: "im" } },
        ack,
      }
      await Promise.race([acknowledged.promise, app.processEvent(event)])
    },
  }
}

const works: Handler = async () => undefined
const never: Handler = () => new Promise(() => undefined)
const fails: Handler = async () => {
  throw new NetworkError("slack", "Slack did not answer")
}
const messages = (level: string) =>
  log.lines.filter((line) => line.level === level).map((line) => line.message)

describe("an event", () => {
  it("is kept before it is acknowledged, and handled once whoever hears it again", async () => {
    const [one, other] = [aProcess(works), aProcess(works)]
    const kept: boolean[] = []
    const event = {
      body: { type: "event_callback", event_id: "Ev1", event: { type: "message", channel_type: "im" } },
    }
    const known = async () => void kept.push(await stores.inbox.note("slack", "Ev1", "2026-11-24T09:00:00Z"))
    await one.hear("Ev0")
    await other.hear("Ev0")
    expect([...one.handled, ...other.handled]).toEqual([{ id: "Ev0", again: false }])
    await keepingAcked(event, known)
    expect(kept).toEqual([false])
  })

  it("whose process died is handled by another when its lease has ended, not before", async () => {
    const dead = aProcess(never)
    const other = aProcess(works)
    await dead.hear("Ev1")
    dead.die()
    await clock.advance({ milliseconds: leaseMs - 1 })
    expect(other.handled).toEqual([])
    await clock.advance({ milliseconds: leaseMs })
    expect(other.handled).toEqual([{ id: "Ev1", again: true }])
    await later({ hours: 2 })
    expect(other.handled).toHaveLength(1)
  })

  it("that takes longer than its lease stays with who handles it", async () => {
    const done = Promise.withResolvers<void>()
    const slow = aProcess(() => done.promise)
    const other = aProcess(works)
    await slow.hear("Ev1")
    await clock.advance({ milliseconds: 10 * leaseMs })
    done.resolve()
    await clock.advance({ milliseconds: 10 * leaseMs })
    expect(slow.handled).toHaveLength(1)
    expect(other.handled).toEqual([])
  })

  it("that fails is tried after 5 s, a minute, ten minutes and an hour, then given up and said so", async () => {
    const { handled, hear } = aProcess(fails)
    await hear("Ev1")
    const triesAfter = async (time: Temporal.DurationLike) => {
      await later(time)
      return handled.length
    }
    expect(await triesAfter({ seconds: 1 })).toBe(1)
    expect(await triesAfter({ seconds: 1 })).toBe(2)
    expect(await triesAfter({ seconds: 50 })).toBe(2)
    expect(await triesAfter({ seconds: 10 })).toBe(3)
    expect(await triesAfter({ minutes: 9 })).toBe(3)
    expect(await triesAfter({ minutes: 1 })).toBe(4)
    expect(await triesAfter({ minutes: 59 })).toBe(4)
    expect(messages("error")).toEqual([])
    expect(await triesAfter({ minutes: 1 })).toBe(5)
    expect(messages("warn")).toHaveLength(4)
    expect(messages("error")).toEqual([words.slack.log.eventDropped])
    expect(await triesAfter({ hours: 24 })).toBe(5)
  })

  it("is tried as often by several processes as by one", async () => {
    const first = aProcess(fails)
    await first.hear("Ev1")
    await clock.advance({ seconds: 1 })
    first.die()
    const others = [aProcess(fails), aProcess(fails)]
    for (let hour = 1; hour <= 24; hour++) await later({ hours: 1 })
    expect(first.handled.length + others.flatMap(({ handled }) => handled).length).toBe(5)
    expect(messages("error")).toHaveLength(1)
  })

  it("of which every process dies is given up", async () => {
    const all = [aProcess(never)]
    await all[0]?.hear("Ev1")
    for (let restart = 0; restart < 8; restart++) {
      all.at(-1)?.die()
      all.push(aProcess(never))
      await clock.advance({ milliseconds: 2 * leaseMs })
    }
    expect(all.flatMap(({ handled }) => handled)).toHaveLength(5)
    expect(messages("error")).toEqual([words.slack.log.eventDropped])
  })

  it("of a workspace that has removed the bot is let go", async () => {
    const { handled, hear } = aProcess(async () => {
      throw notInstalled("slack:T1")
    })
    await hear("Ev1")
    await later({ hours: 24 })
    expect(handled).toHaveLength(1)
    expect(log.lines).toEqual([])
  })
})

/** Hears an event and does something at the moment of its acknowledgement. */
async function keepingAcked(event: Pick<ReceiverEvent, "body">, ack: () => Promise<void>): Promise<void> {
  const app = { processEvent: works }
  const parts = {
    inbox: stores.inbox,
    emojis: { emoji: "+1", saveEmoji: "bookmark" },
    clock,
    log,
    track: <T>(work: Promise<T>) => work,
  }
  storeBeforeAck(app, { ...parts, signal: new AbortController().signal })
  await app.processEvent({ ...event, ack })
}
