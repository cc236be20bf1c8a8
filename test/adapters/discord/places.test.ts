/** Channels and servers that the bot loses, and what an admin is told where it never was. */
import { describe, expect, it } from "vitest"
import { ensureSubscription } from "../../../src/channels/ensure-subscription.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage()
const card: Card = { title: [{ text: "A card that is sent" }], tone: "plain", blocks: [] }

async function subscribed(on: DiscordStage): Promise<DiscordStage> {
  const place = {
    ...on.spot,
    form: "digest" as const,
    timeZone: "UTC",
    createdBy: on.twin.member("Admin").id,
  }
  await ensureSubscription({ subscriptions: on.bot.stores.subscriptions, clock: realClock }, place)
  return on
}

const gone = async ({ bot, spot }: DiscordStage) =>
  (await bot.stores.subscriptions.ofPlace(spot.community, spot.place))[0]?.gone
const refused = (on: DiscordStage) =>
  on
    .adapter()
    .send(on.spot, card)
    .catch((error: unknown) => error)

describe("nothing more is sent to", () => {
  it("a channel that was deleted", async () => {
    const on = await subscribed(await open())
    on.twin.staff().deleteChannel("papers")
    await expect.poll(() => gone(on)).toBe("deleted")
    expect(await refused(on)).toMatchObject({ placeGone: "deleted" })
  })

  it("a server that removed the bot, until it is back", async () => {
    const on = await subscribed(await open())
    on.twin.staff().removeBot()
    await expect.poll(() => gone(on)).toBe("removed")
    expect(await refused(on)).toMatchObject({ placeGone: "removed" })
    on.twin.staff().addBot()
    await expect.poll(() => gone(on)).toBeUndefined()
  })

  it("a channel that the bot may not see, until it may", async () => {
    const on = await subscribed(await open())
    on.twin.staff().setPermissions("papers", { deny: ["ViewChannel"] })
    expect(await refused(on)).toMatchObject({ placeGone: "kicked" })
    await on.bot.bot.placeGone({ ...on.spot, reason: "kicked" })
    on.twin.staff().setPermissions("papers", {})
    await expect.poll(() => gone(on)).toBeUndefined()
  })
})

describe("while the bot was offline", () => {
  const posts = (on: DiscordStage) =>
    on.twin.observe.calls("POST").filter(({ path }) => path.includes(on.spot.place))

  it("a server that removed it gets not one request when its posts are due", async () => {
    const on = await subscribed(await open())
    await on.absence(async () => on.twin.staff().removeBot())
    await expect.poll(() => gone(on)).toBe("removed")
    const [subscription] = await on.bot.stores.subscriptions.ofPlace(on.spot.community, on.spot.place)
    if (!subscription) throw new Error("no subscription")
    await on.bot.stores.subscriptions.save({ ...subscription, nextRunAt: "2026-01-01T00:00:00Z" })
    await on.bot.scheduler.tick()
    await on.bot.scheduler.idle()
    expect(posts(on)).toEqual([])
    await on.absence(async () => on.twin.staff().addBot())
    await expect.poll(() => gone(on)).toBeUndefined()
  })

  it("a channel that was deleted is found out, and one that stands is not asked for", async () => {
    const on = await subscribed(await open())
    const asked = () => on.twin.observe.calls("GET").filter(({ path }) => path.endsWith(on.spot.place))
    await on.absence(async () => undefined)
    expect(asked()).toEqual([])
    await on.absence(async () => on.twin.staff().deleteChannel("papers"))
    await expect.poll(() => gone(on)).toBe("deleted")
  })

  it("a channel that it may see and write in again is taken up, and no other", async () => {
    const on = await subscribed(await open())
    await on.absence(async () => on.twin.staff().setPermissions("papers", { deny: ["SendMessages"] }))
    await on.bot.bot.placeGone({ ...on.spot, reason: "kicked" })
    await on.absence(async () => undefined)
    expect(await gone(on)).toBe("kicked")
    await on.absence(async () => on.twin.staff().setPermissions("papers", {}))
    await expect.poll(() => gone(on)).toBeUndefined()
  })
})

it("an outage at Discord loses no server", async () => {
  const on = await subscribed(await open())
  on.twin.staff().outage()
  on.twin.staff().addBot()
  expect(
    wordsOf(await on.who("Ada").slash("papers", "paper show", { paper: "2510.00003" }).answer()),
  ).toContain("Birdsong")
  expect(await gone(on)).toBeUndefined()
})

it("a thread that was deleted is not taken for its channel", async () => {
  const on = await open()
  const root = await on.adapter().send({ ...on.spot, place: on.twin.channel("reading") }, card)
  on.twin.staff().deleteThread(root.place)
  const where = { ...on.spot, place: on.twin.channel("reading"), under: { ...root, title: card.title } }
  const error = await on
    .adapter()
    .send(where, card)
    .catch((cause: unknown) => cause)
  expect(error).toMatchObject({ code: "10003", placeGone: undefined })
})

it("a forum whose required tags only moderators may set is reported before anything is posted", async () => {
  const on = await open()
  const forum = on.twin.channel("reading")
  const channel = on.twin.world.channels.get(forum)
  if (!channel || !("available_tags" in channel)) throw new Error("no forum")
  const moderated = channel.available_tags.map((tag) => ({ ...tag, moderated: true }))
  Object.assign(channel, { flags: 1 << 4, available_tags: moderated })
  const missing = await on.adapter().missingPermissions({ ...on.spot, place: forum })
  expect(missing).toEqual([words.discord.permissions.openTag])
  Object.assign(channel, { flags: 0 })
  expect(await on.adapter().missingPermissions({ ...on.spot, place: forum })).toEqual([])
})

it("only what keeps the bot from posting is missing to post", async () => {
  const on = await open()
  on.twin.staff().setPermissions("papers", { deny: ["AddReactions", "CreatePublicThreads"] })
  expect(await on.adapter().missingPermissions(on.spot)).toHaveLength(2)
  expect(await on.adapter().missingPermissions({ ...on.spot, toPost: true })).toEqual([])
  const save = on.who("Admin").slash("papers", "paper-admin channel", { do: "save", time: "09:00" })
  expect(wordsOf(await save.answer())).not.toContain(words.commands.channel.savedCannotPost)
  on.twin.staff().setPermissions("papers", { deny: ["SendMessages"] })
  expect(await on.adapter().missingPermissions({ ...on.spot, toPost: true })).toHaveLength(1)
})

it("where the bot is not in the server, `channel` says so and leads to the invitation", async () => {
  const on = await open()
  on.twin.staff().removeBot()
  await expect
    .poll(() =>
      on
        .adapter()
        .missingPermissions(on.spot)
        .then(Boolean, () => "gone"),
    )
    .toBe("gone")
  const asked = on.who("Admin").slash("papers", "paper channel", {}, { userInstall: true })
  const answer = await asked.answer()
  expect(wordsOf(answer)).toContain(words.discord.notInServer[0])
  expect(JSON.stringify(answer.components)).toContain(`client_id=${on.twin.applicationId}`)
})
