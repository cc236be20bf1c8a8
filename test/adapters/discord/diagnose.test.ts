/** What an operator is told about the set-up at Discord. */
import { afterEach, beforeEach, expect, it } from "vitest"
import { diagnoseDiscord } from "../../../adapters/discord/diagnose.ts"
import { inviteLink } from "../../../adapters/discord/permissions.ts"
import { words } from "../../../src/words/words.ts"
import { type DiscordTwin, startDiscordTwin } from "../../twins/discord/twin.ts"

const { doctor } = words.discord

let twin: DiscordTwin
beforeEach(async () => {
  twin = await startDiscordTwin({ shards: 3, identifies: 15 })
})
afterEach(async () => {
  await twin.stop()
  twin.verify()
})

const look = (given: Partial<Parameters<typeof diagnoseDiscord>[0]> = {}) =>
  diagnoseDiscord({ token: twin.token, apiUrl: twin.url, offline: false, ...given })

it("a good token: whose it is, and the link that invites the bot", async () => {
  const [token, intents] = await look()
  expect(token).toMatchObject({ state: "ok", found: doctor.accepted("Paperboy", 1) })
  expect(token?.advice).toBe(doctor.invite(inviteLink(twin.applicationId)))
  expect(intents).toMatchObject({ state: "ok", found: doctor.noPrivilegedIntents })
})

it("few connections left, and fewer shards than Discord recommends", async () => {
  expect((await look()).at(-1)).toMatchObject({
    state: "warning",
    advice: doctor.tooManyRestarts,
  })
  const shards = { ids: [0], count: 2 }
  expect((await look({ shards })).at(-1)?.advice).toContain("DISCORD_SHARD_COUNT from 2 to 3")
})

it("a token that Discord refuses is broken, with where to find the right one", async () => {
  twin.breaks.revokeToken()
  const checks = await look()
  expect(checks).toMatchObject([{ state: "error", advice: expect.stringContaining("DISCORD_TOKEN") }])
  expect(JSON.stringify(checks)).not.toContain(twin.token)
})

it("a Discord that is away leaves the token in doubt", async () => {
  twin.breaks.next({ kind: "reset", when: "before" })
  expect(await look()).toMatchObject([{ state: "warning", found: words.discord.noAnswer }])
})

it("without a network the token itself still leads to the invitation", async () => {
  const [check] = await look({ offline: true })
  expect(check?.advice).toContain(`client_id=${twin.applicationId}`)
  expect(twin.observe.calls()).toEqual([])
})

it("a text that is no token is told without asking anybody", async () => {
  expect(await look({ token: "a.b.c" })).toMatchObject([{ state: "warning" }])
  expect(twin.observe.calls()).toEqual([])
})
