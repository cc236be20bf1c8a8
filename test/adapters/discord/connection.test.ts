/** Losing the gateway in every way, and what health says to do about it. */
import { describe, expect, it } from "vitest"
import type { DiscordOptions } from "../../../adapters/discord/discord.ts"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import { type DiscordTwin, startDiscordTwin } from "../../twins/discord/twin.ts"
import { openBotUnderTest } from "../bot-under-test.ts"
import { aDiscord, type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const { fatal } = words.discord.health

async function isAnswered(on: DiscordStage): Promise<void> {
  const asked = on.who("Ada").slash("papers", "paper show", { paper: "2510.00003" })
  expect(wordsOf(await asked.answer())).toContain("Birdsong")
}

describe.concurrent("a connection that", () => {
  it.each<[string, (on: DiscordStage) => void]>([
    ["drops", ({ twin }) => twin.breaks.drop()],
    ["Discord asks to make again", ({ twin }) => twin.breaks.reconnect()],
    ["Discord closes for a while", ({ twin }) => twin.breaks.close(4000)],
    [
      "is cut off and let back",
      ({ twin }) => {
        twin.breaks.cutOff()
        setTimeout(() => twin.breaks.letBack(), 50)
      },
    ],
    ["is told that its session is over", ({ twin }) => twin.breaks.invalidate()],
    ["is closed with an invalid sequence", ({ twin }) => twin.breaks.close(4007)],
    ["timed out", ({ twin }) => twin.breaks.close(4009)],
  ])("%s is made again, and questions are answered", async (_, harm) => {
    const on = await open()
    harm(on)
    await on.twin.waitFor(() => !on.adapter().health().up, "the loss to be noticed")
    await on.twin.waitFor(() => on.adapter().health().up, "the bot to be back")
    await isAnswered(on)
  })

  it("looks alive and is dead is made again", async () => {
    const on = await open({ twin: { heartbeatMs: 150 } })
    on.twin.breaks.playDead(true)
    await on.twin.waitFor(() => !on.adapter().health().up, "the silence to be noticed")
    on.twin.breaks.playDead(false)
    await on.twin.waitFor(() => on.adapter().health().up, "the bot to be back")
    await isAnswered(on)
  })

  it("drops keeps the questions of meanwhile for the resumed session", async () => {
    const on = await open()
    on.twin.breaks.hold()
    const asked = on.who("Ada").slash("papers", "paper show", { paper: "2510.00003" })
    on.twin.breaks.letBack()
    expect(wordsOf(await asked.answer())).toContain("Birdsong")
  })

  it.each([
    [4004, fatal[4004]],
    [4010, fatal[4010]],
    [4011, fatal[4011]],
    [4012, fatal[4012]],
    [4013, fatal[4013]],
    [4014, fatal[4014]],
  ])("is closed for good by %i says what to do, and stays closed", async (code, words) => {
    const on = await open()
    const identifies = on.twin.gateway.identifiesLeft()
    on.twin.breaks.close(code)
    const health = await on.twin.waitFor(() => {
      const now = on.adapter().health()
      return !now.up && now
    }, "the end to be noticed")
    expect(health.detail).toContain(words)
    expect(on.twin.gateway.identifiesLeft()).toBe(identifies)
  })
})

describe.concurrent("at the start", () => {
  /** A bot that is started and whose health is watched; Discord is as it was prepared. */
  async function started(
    prepare: (twin: DiscordTwin) => void,
    watch: (
      twin: DiscordTwin,
      health: () => { readonly up: boolean; readonly detail: string },
    ) => Promise<void>,
    given: Partial<DiscordOptions> = {},
  ): Promise<void> {
    const twin = await startDiscordTwin({ contract: false })
    prepare(twin)
    const bot = await openBotUnderTest(new Map())
    const adapter = aDiscord(twin, bot, {
      clock: { ...realClock, wait: (ms, signal) => realClock.wait(Math.min(ms, 50), signal) },
      ...given,
    })
    await adapter.start(bot.bot)
    await watch(twin, adapter.health)
    await adapter.stop()
    await bot.close()
    await twin.stop()
    bot.remove()
  }

  it("a wrong token is told, with where to find the right one", async () => {
    await started(
      () => undefined,
      async (twin, health) => {
        const detail = await twin.waitFor(() => /token/.test(health().detail) && health().detail)
        expect(detail).toContain("DISCORD_TOKEN")
      },
      { token: "b3RoZXI.twin00.not-a-token-of-any-application" },
    )
  })

  it("a Discord that is away is tried until it is back", async () => {
    await started(
      (twin) => twin.breaks.next({ kind: "reset", when: "before" }, { path: "/gateway/bot" }, 8),
      async (twin, health) => {
        await twin.waitFor(() => health().detail.includes("trying again"), "the trouble to be told")
        await twin.waitFor(() => health().up, "the bot to be connected")
      },
    )
  })

  it("a session that Discord refuses for good is not asked for again", async () => {
    await started(
      () => undefined,
      async (twin, health) => {
        await twin.waitFor(() => health().detail.includes("DISCORD_SHARDS"), "the refusal to be told")
        const { length } = twin.gateway.frames
        await realClock.wait(150)
        expect(twin.gateway.frames).toHaveLength(length)
      },
      { shards: { ids: [5], count: 2 } },
    )
  })
})
