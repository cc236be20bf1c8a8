import { describe, expect, test } from "vitest"
import { createTallyRefresh } from "../../../src/community/tally-refresh.ts"
import { PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { createFakeClock, settled } from "../../clock.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"
import { createHeardLog } from "../../silent-log.ts"

const paper = aPaper()

/** Three posts of a paper, and cards that show how many clicks there were when they were drawn. */
async function world() {
  const { posts, papers } = await openStores()
  await papers.save([paper], "2026-11-24T12:00:00Z")
  const chat = createFakePlatform("web")
  const clock = createFakeClock("2026-11-24T15:00:00Z")
  const log = createHeardLog()
  const card = (text: string) => ({ title: [{ text }], tone: "plain" as const, blocks: [] })
  for (const place of ["a", "b", "c"]) {
    const ref = await chat.send({ community: "web:local", place }, card("0"))
    await posts.add({ ...ref, paper: paper.id, kind: "post", at: "2026-11-24T12:00:00Z" })
  }
  const state = { clicks: 0 }
  const refresh = createTallyRefresh({
    posts,
    adapters: new Map([["web", chat]]),
    render: async () => card(String(state.clicks)),
    clock,
    log,
  })
  const click = (times = 1) => {
    for (let click = 0; click < times; click++) {
      state.clicks += 1
      refresh.changed("web:local", paper.id)
    }
  }
  const shown = () => chat.messages.map((message) => message.card.title[0]?.text)
  const edits = () => chat.messages.map((message) => message.edits)
  return { chat, clock, log, refresh, click, shown, edits }
}

describe("the posts of a paper", () => {
  test("are edited once for a burst of clicks, with the last state", async () => {
    const { clock, click, shown, edits } = await world()
    click(50)
    await clock.advance({ seconds: 1 })
    expect(edits()).toEqual([0, 0, 0])
    click(50)
    await clock.advance({ seconds: 60 })
    expect([shown(), edits()]).toEqual([
      ["100", "100", "100"],
      [1, 1, 1],
    ])
  })

  test("show clicks that came while they were being edited", async () => {
    const { chat, clock, click, shown, edits } = await world()
    chat.before = () => clock.wait(3_000)
    click()
    await clock.advance({ seconds: 4 })
    click()
    await clock.advance({ seconds: 60 })
    expect([shown(), edits()]).toEqual([
      ["2", "2", "2"],
      [2, 2, 2],
    ])
  })

  test("are never edited twice at once", async () => {
    const { chat, clock, click } = await world()
    const under = new Map<string, number>()
    let most = 0
    chat.before = async (_call, place) => {
      under.set(place, (under.get(place) ?? 0) + 1)
      most = Math.max(most, ...under.values())
      await clock.wait(5_000)
      under.set(place, (under.get(place) ?? 1) - 1)
    }
    for (let second = 0; second < 30; second++) {
      click()
      await clock.advance({ seconds: 1 })
    }
    await clock.advance({ minutes: 2 })
    expect(most).toBe(1)
  })

  test("are edited later where the platform asks to wait", async () => {
    const { chat, clock, click, shown } = await world()
    let refusals = 1
    chat.before = (_call, place) => {
      if (place === "b" && refusals-- > 0)
        throw new PlatformError("web", "429", "slow down", { retryAfterMs: 30_000 })
    }
    click()
    await clock.advance({ seconds: 2 })
    expect(shown().toSorted()).toEqual(["0", "1", "1"])
    await clock.advance({ seconds: 40 })
    expect(shown()).toEqual(["1", "1", "1"])
  })

  test("of which one is refused for good are edited all the same, and the log says so", async () => {
    const { chat, clock, log, click, shown } = await world()
    chat.before = (_call, place) => {
      if (place === "a") throw new PlatformError("web", "forbidden", "no access")
    }
    click()
    await clock.advance({ seconds: 10 })
    expect(shown()).toEqual(["0", "1", "1"])
    expect(log.lines).toEqual([{ level: "warn", message: words.community.tallies.postNotEdited }])
  })

  test("are brought up to date before the bot stops", async () => {
    const { click, refresh, shown } = await world()
    click()
    await settled()
    await refresh.stop()
    expect(shown()).toEqual(["1", "1", "1"])
  })
})
