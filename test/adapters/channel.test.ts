/** A channel is set up in chat by somebody who sees it for the first time, on each platform's twin. */
import { describe, expect, test } from "vitest"
import { words } from "../../src/words/words.ts"
import type { Stage } from "../contracts/adapter.ts"
import { openDiscordStage } from "./discord/stage.ts"
import { openSlackStage } from "./slack/stage.ts"

const platforms: readonly (readonly [name: string, open: () => Promise<Stage>])[] = [
  ["Discord", () => openDiscordStage()],
  ["Slack", () => openSlackStage("socket")],
]

describe.each(platforms)("on %s", (_, open) => {
  test("an admin rehearses and saves a channel's posts, and asks how they are", async () => {
    const stage = await open()
    const sees = (said: string) =>
      stage.waitFor(said, () =>
        stage.sees("Admin").findLast(({ text, onlyForMe }) => onlyForMe && text.includes(said)),
      )
    const stored = () => stage.bot.stores.subscriptions.ofPlace(stage.spot.community, stage.spot.place)
    try {
      await stage.ask("Admin", "channel time:09:00 days:weekdays zone:Europe/Berlin")
      const rehearsal = await sees(words.commands.channel.preview)
      expect(rehearsal.text).toContain("Monday to Friday at 09:00, Europe/Berlin")
      expect(await stored()).toEqual([])
      await stage.press("Admin", rehearsal, "Save")
      await sees(words.commands.channel.saved)
      expect(await stored()).toMatchObject([{ schedule: "0 9 * * 1-5", active: true }])
      await stage.ask("Admin", "health")
      const { intended, confirmed } = words.cards.health.count
      await sees(`${intended(0)}, ${confirmed(0)}`)
      await stage.ask("Admin", "why 2510.00001")
      await sees(words.cards.why.notPosted)
      await stage.ask("Ada", "channel off")
      await stage.waitFor("the refusal", () =>
        stage.sees("Ada").find(({ text }) => text.includes(words.commands.channel.adminsOnly)),
      )
    } finally {
      await stage.close()
      stage.bot.remove()
    }
    stage.verify()
  })
})
