/** What the bot lacks in a channel is told with how to mend it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { words } from "../../../src/words/words.ts"
import { addChannel } from "../../twins/slack/world.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

beforeAll(async () => {
  stage = await openSlackStage("socket")
})

afterAll(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

function aChannel(options: { withBot?: boolean; isPrivate?: boolean } = {}) {
  const { world, workspace } = stage.twin
  return addChannel(world, workspace, { name: "side", creator: stage.at("Admin").person.id, ...options })
}

const missingPermissions = (place: string) =>
  stage.adapter().missingPermissions({ community: stage.spot.community, place })

describe("the bot lacks", () => {
  it("nothing in a channel that it was invited to", async () => {
    expect(await missingPermissions(aChannel().id)).toEqual([])
  })

  it.each([{ isPrivate: false }, { isPrivate: true }])(
    "an invitation in a channel that it is not in (private: $isPrivate)",
    async ({ isPrivate }) => {
      expect(await missingPermissions(aChannel({ withBot: false, isPrivate }).id)).toEqual([
        words.slack.missing.notInChannel,
      ])
    },
  )

  it("an open channel where it was archived", async () => {
    const channel = aChannel()
    channel.archived = true
    expect(await missingPermissions(channel.id)).toEqual([words.slack.missing.archived])
  })

  it("a scope that the app was installed without, and it says what for", async () => {
    stage.twin.workspace.scopes = Object.keys(scopes).filter((scope) => scope !== "reactions:read")
    expect(await missingPermissions(aChannel().id)).toEqual([
      words.slack.missing.scope(
        "reactions:read",
        words.slack.scopes["reactions:read"],
        "https://api.slack.com/apps",
      ),
    ])
    stage.twin.workspace.scopes = Object.keys(scopes)
  })

  it("nothing to post where only other scopes are missing, nor in a direct message of an app without im:read", async () => {
    const { workspace } = stage.twin
    workspace.scopes = Object.keys(scopes).filter((scope) => !["im:read", "links:read"].includes(scope))
    const direct = addChannel(stage.twin.world, workspace, {
      ...{ name: "", creator: stage.at("Ada").person.id, isDirect: true },
    })
    const { community } = stage.spot
    for (const place of [aChannel().id, direct.id])
      expect(await stage.adapter().missingPermissions({ community, place, toPost: true })).toEqual([])
    workspace.scopes = Object.keys(scopes)
  })

  it("and says so to the admin who sets a channel up", async () => {
    const at = { ...stage.at("Admin"), channel: aChannel({ withBot: false }) }
    await stage.twin.slash(at, "channel time:09:00")
    const told = await stage.waitFor("the settings", () =>
      stage.twin.sees(at).findLast(({ text }) => text.includes("/invite @Paperboy")),
    )
    expect(told.onlyFor).toBe(at.person.id)
  })
})
