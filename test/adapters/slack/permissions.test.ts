/** Who may change a channel's settings: Slack's commands know no permissions, so the workspace is asked. */

import { webApi } from "@slack/bolt"
import { afterEach, describe, expect, it } from "vitest"
import { clientOptionsFor } from "../../../adapters/slack/client-options.ts"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { createRights, dependsOnPermissions } from "../../../adapters/slack/permissions.ts"
import { authorizeByToken, createWorkspaces } from "../../../adapters/slack/workspaces.ts"
import { commands } from "../../../commands/index.ts"
import { anActor } from "../../builders.ts"
import { createFakeClock } from "../../clock.ts"
import { silentLog } from "../../silent-log.ts"
import { type SlackTwin, startSlackTwin } from "../../twins/slack/slack-twin.ts"
import { addChannel, addPerson } from "../../twins/slack/world.ts"

let twin: SlackTwin

afterEach(async () => {
  twin.verify()
  await twin.stop()
})

async function aWorkspace() {
  twin = await startSlackTwin({ transport: "http", scopes: Object.keys(scopes) })
  const { world, workspace } = twin
  const people = {
    admin: addPerson(world, workspace, "Root", true),
    creator: addPerson(world, workspace, "Ada"),
    member: addPerson(world, workspace, "Ben"),
    stranger: addPerson(world, workspace, "Cleo", true, "T-elsewhere"),
  }
  const channel = addChannel(world, workspace, { name: "papers", creator: people.creator.id })
  const options = clientOptionsFor(twin)
  const authorize = authorizeByToken(twin.botToken, new webApi.WebClient(twin.botToken, options))
  const clock = createFakeClock("2025-10-27T12:00:00Z")
  const rights = createRights(createWorkspaces(authorize, options), { clock, log: silentLog })
  const actor = (who: keyof typeof people, place = channel.id) =>
    anActor({ platform: "slack", community: `slack:${workspace.id}`, place, member: people[who].id })
  return {
    people,
    channel,
    clock,
    complete: async (who: keyof typeof people, place?: string) => rights.complete(actor(who, place)),
  }
}

describe("settings of a Slack channel", () => {
  it.each([
    ["admin", true],
    ["creator", true],
    ["member", false],
  ] as const)("may be changed by %s: %s", async (who, may) => {
    const { complete } = await aWorkspace()
    expect((await complete(who)).isAdmin).toBe(may)
  })

  it("may not be changed by an admin of another company in a shared channel, nor by its creator from there", async () => {
    const { complete, people } = await aWorkspace()
    expect((await complete("stranger")).isAdmin).toBe(false)
    const shared = addChannel(twin.world, twin.workspace, { name: "shared", creator: people.stranger.id })
    expect((await complete("stranger", shared.id)).isAdmin).toBe(false)
  })

  it("are everybody's own in the direct messages with the bot, and nobody's in those of two others", async () => {
    const { complete, people } = await aWorkspace()
    const direct = (withBot: boolean) =>
      addChannel(twin.world, twin.workspace, { name: "", creator: people.member.id, isDirect: true, withBot })
    expect((await complete("member", direct(true).id)).isAdmin).toBe(true)
    const ofTwo = direct(false).id
    expect((await complete("member", ofTwo)).isAdmin).toBe(false)
    expect((await complete("admin", ofTwo)).isAdmin).toBe(false)
  })

  it("are not named to people of another organization in other channels, nor private ones to anybody else", async () => {
    const { complete } = await aWorkspace()
    expect((await complete("stranger")).isGuest).toBe(true)
    expect((await complete("member")).isGuest).toBeUndefined()
  })

  it("may not be changed by the creator of another channel", async () => {
    const { complete, people } = await aWorkspace()
    const other = addChannel(twin.world, twin.workspace, { name: "other", creator: people.admin.id })
    expect((await complete("creator", other.id)).isAdmin).toBe(false)
  })

  it("may no longer be changed a minute after the right was taken away, nor asked about before", async () => {
    const { complete, people, clock } = await aWorkspace()
    expect((await complete("admin")).isAdmin).toBe(true)
    twin.workspace.people.set(people.admin.id, { ...people.admin, isAdmin: false })
    await clock.advance({ seconds: 59 })
    await complete("admin")
    expect(twin.calls("users.info")).toHaveLength(1)
    await clock.advance({ seconds: 1 })
    expect((await complete("admin")).isAdmin).toBe(false)
  })

  it("may not be changed by somebody whom Slack does not tell about just now", async () => {
    const { complete } = await aWorkspace()
    twin.breaks.next("users.info", { kind: "server-error", when: "before" })
    expect((await complete("admin")).isAdmin).toBe(false)
    expect((await complete("admin")).isAdmin).toBe(true)
  })
})

it("a member is looked up only where the answer depends on it", () => {
  const asked = (text: string) =>
    dependsOnPermissions(commands, { actor: anActor(), input: { kind: "line", text } })
  expect(["channel", "/paper channel time:09:00", "deliver", "home"].map(asked)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(["", "help", "search birdsong", "show 2510.00003", "upvote 2510.00003"].map(asked)).not.toContain(
    true,
  )
})
