/** Channels and workspaces that the bot loses: nothing is sent there until it is back, and health says so. */
import { afterEach, describe, expect, it } from "vitest"
import { scopes } from "../../../adapters/slack/manifest.ts"
import type { GoneReason } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { addChannel, type Channel } from "../../twins/slack/world.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

afterEach(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

/** A channel with a daily post. */
async function aPostedChannel(options: { isPrivate?: boolean } = {}) {
  const { twin } = stage
  const creator = stage.at("Admin").person.id
  const channel = addChannel(twin.world, twin.workspace, { name: "daily", creator, ...options })
  const at = { ...stage.at("Admin"), channel }
  await twin.slash(at, "channel time:09:00 do:save")
  const { community } = stage.spot
  const subscription = async () => (await stage.bot.stores.subscriptions.ofPlace(community, channel.id)).at(0)
  await expect.poll(async () => (await subscription())?.active).toBe(true)
  return { at, channel, gone: async () => (await subscription())?.gone }
}

describe.each([{ isPrivate: false }, { isPrivate: true }])("a channel (private: $isPrivate)", (options) => {
  it.each([
    ["archived", "archive", "unarchive"],
    ["kicked", "kick", "invite"],
    ["deleted", "deleteChannel", undefined],
  ] as const)("that the bot loses is %s, and comes back when it can", async (reason, lose, find) => {
    stage = await openSlackStage("socket")
    const { at, gone } = await aPostedChannel(options)
    await stage.twin[lose](at)
    await expect.poll(gone).toBe(reason)
    if (find === undefined) return
    await stage.twin[find](at)
    await expect.poll(gone).toBeUndefined()
  })
})

describe.each([{ isPrivate: false }, { isPrivate: true }])(
  "while the bot is away (private: $isPrivate)",
  (options) => {
    it.each([
      ["archived", (channel: Channel, is: boolean) => Object.assign(channel, { archived: is })],
      ["deleted", (channel: Channel, is: boolean) => Object.assign(channel, { deleted: is })],
      [
        // Of a private channel that it is not in Slack tells nobody whether it is there.
        options.isPrivate ? "deleted" : "kicked",
        ({ members }: Channel, is: boolean) =>
          is ? members.delete(stage.twin.workspace.botUser) : members.add(stage.twin.workspace.botUser),
      ],
    ] as const)("a channel can be %s, and come back", async (reason, lose) => {
      stage = await openSlackStage("socket")
      const { channel, gone } = await aPostedChannel(options)
      await stage.absence(async () => void lose(channel, true))
      await expect.poll(gone).toBe(reason)
      await stage.absence(async () => void lose(channel, false))
      await expect.poll(gone).toBeUndefined()
    })
  },
)

it("a channel that was lost while no connection was open is lost when one is open again", async () => {
  stage = await openSlackStage("socket")
  const { channel, gone } = await aPostedChannel()
  await stage.twin.waitFor("both connections", () => stage.twin.socket.count() === 2)
  channel.archived = true
  stage.twin.socket.drop()
  await expect.poll(gone, { timeout: 10_000 }).toBe("archived")
})

it("of a workspace with hundreds of channels all pages are read, and those with posts alone are asked for", async () => {
  stage = await openSlackStage("socket")
  const { twin } = stage
  const creator = stage.at("Admin").person.id
  for (let at = 0; at < 450; at++) addChannel(twin.world, twin.workspace, { name: `c${at}`, creator })
  const { gone } = await aPostedChannel()
  const before = twin.calls().length
  await stage.absence(async () => undefined)
  await expect.poll(() => twin.calls("users.conversations").length).toBe(3)
  const looks = twin
    .calls()
    .slice(before)
    .filter(({ method }) => method === "conversations.info")
  expect(new Set(looks.map(({ given }) => given.channel)).size).toBeLessThan(2)
  expect(await gone()).toBeUndefined()
})

it("where Slack does not list the channels nothing is lost", async () => {
  const without = Object.keys(scopes).filter((scope) => scope !== "groups:read")
  stage = await openSlackStage("socket", { twin: { scopes: without } })
  const { channel, gone } = await aPostedChannel()
  await stage.absence(async () => void Object.assign(channel, { archived: true }))
  await expect.poll(() => stage.twin.calls("users.conversations").length).toBe(1)
  // Ends when all that the bot had begun is done.
  await stage.absence(async () => undefined)
  expect(await gone()).toBeUndefined()
})

it("somebody else who joins or leaves changes nothing", async () => {
  stage = await openSlackStage("socket")
  const { at, channel, gone } = await aPostedChannel()
  await stage.twin.archive(at)
  await expect.poll(gone).toBe("archived")
  const joined = { type: "member_joined_channel", user: at.person.id, channel: channel.id, channel_type: "C" }
  const { eventPayload } = await import("../../twins/slack/payloads.ts")
  await stage.twin.outbox.event(eventPayload(stage.twin.world, stage.twin.workspace, joined))
  expect(await gone()).toBe("archived")
})

it.each([
  ["uninstalled", "uninstall"],
  ["revoked", "revoke"],
] as const)("a workspace whose bot was %s gets nothing, and health says so", async (reason, lose) => {
  stage = await openSlackStage("socket")
  const { gone } = await aPostedChannel()
  expect(stage.adapter().health().up).toBe(true)
  await stage.twin[lose](stage.twin.workspace)
  await expect.poll(gone).toBe(reason)
  await expect.poll(() => stage.adapter().health().up).toBe(false)
})

it("a revoked token shows in health when no event told of it, and a token that works again brings the posts back", async () => {
  stage = await openSlackStage("socket")
  const { at, gone } = await aPostedChannel()
  const [token = ""] = stage.twin.workspace.tokens.keys()
  await stage.twin.revoke(stage.twin.workspace)
  await expect.poll(gone).toBe("revoked")
  const [rejected] = words.slack.refusals.invalid_auth ?? []
  await expect.poll(() => stage.adapter().health().detail).toContain(rejected)
  stage.twin.workspace.tokens.set(token, undefined)
  await expect.poll(gone, { timeout: 10_000 }).toBeUndefined()
  await expect.poll(() => stage.adapter().health().up).toBe(true)
  await stage.twin.slash(at, "help")
})

it.each([
  ["is_archived", "archived", (channel: Channel) => Object.assign(channel, { archived: true })],
  ["channel_not_found", "deleted", (channel: Channel) => Object.assign(channel, { deleted: true })],
  ["not_in_channel", "kicked", (channel: Channel) => channel.members.delete(stage.twin.workspace.botUser)],
] as const)("a refusal with %s says that the place is %s", async (code, placeGone: GoneReason, lose) => {
  stage = await openSlackStage("socket")
  lose(stage.channel)
  const card = { title: [{ text: "late" }], tone: "plain" as const, blocks: [] }
  await expect(stage.adapter().send(stage.spot, card)).rejects.toMatchObject({ code, placeGone })
})
