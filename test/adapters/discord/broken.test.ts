/** Requests to Discord that go wrong, and what members see of it: nothing lost, nothing doubled, and the bot lives. */
import { describe, expect, it } from "vitest"
import type { Card } from "../../../src/vocabulary/card.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import type { Fault } from "../../twins/discord/rest/faults.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage()
const { missing, named, post } = words.discord.permissions
const card: Card = { title: [{ text: "A card that is sent" }], tone: "plain", blocks: [] }
const callback = { method: "POST", path: "/callback" }
const messages = { method: "POST", path: "/channels/{channel_id}/messages" }
const original = { method: "PATCH", path: "/messages/@original" }

const saying = (on: DiscordStage, words: string, place = "papers") =>
  on.twin.observe.messages(place).filter((message) => wordsOf(message).includes(words))

const show = (on: DiscordStage) => on.who("Ada").slash("papers", "paper show", { paper: "2510.00003" })

/** Discord counts waits in whole seconds, so few tests can afford one. */
const aWait: readonly [string, Fault] = [
  "a wait for its route",
  { kind: "429", scope: "user", retryAfterMs: 50 },
]

const badLuck: readonly (readonly [string, Fault])[] = [
  ["an error before it was applied", { kind: "error", status: 500, when: "before" }],
  ["an error after it was applied", { kind: "error", status: 502, when: "after" }],
  ["a connection cut before it was applied", { kind: "reset", when: "before" }],
  ["a connection cut after it was applied", { kind: "reset", when: "after" }],
  ["no answer, and it was not applied", { kind: "hang", when: "before" }],
  ["no answer, and it was applied", { kind: "hang", when: "after" }],
]

describe.concurrent("a first answer", () => {
  it.each([...badLuck, aWait])("that meets %s still comes in time", async (_, fault) => {
    const on = await open({ adapter: { timeoutMs: 200 } })
    on.twin.breaks.next(fault, callback)
    const answer = await show(on).answer()
    expect(wordsOf(answer)).toContain("Birdsong")
    expect(saying(on, "Birdsong").map(({ id }) => id)).toEqual([answer.id])
  })

  it("that comes too late leaves nothing half done, and the next question is answered", async () => {
    let late = 0
    const on = await open({ twin: { now: () => Date.now() + late } })
    on.twin.breaks.next({ kind: "delay", ms: 30 }, callback)
    const asked = on.who("Ada").slash("papers", "paper upvote", { paper: "2510.00003" })
    late = 3_100
    await on.twin.waitFor(() => on.twin.observe.calls("POST").at(-1)?.status === 404, "Discord's refusal")
    expect(asked.state.response).toBeUndefined()
    expect(await on.votes("2510.00003")).toBe(0)
    expect(wordsOf(await show(on).answer())).toContain("Birdsong")
  })
})

describe.concurrent("an answer in the place of thinking", () => {
  it.each(badLuck)("that meets %s is there, once", async (_, fault) => {
    const on = await open({ adapter: { timeoutMs: 200 } })
    on.twin.breaks.next(fault, original)
    expect(wordsOf(await show(on).answer())).toContain("Birdsong")
    expect(saying(on, "Birdsong")).toHaveLength(1)
  })

  it("that Discord refuses to show says so instead of thinking for ever", async () => {
    const on = await open()
    on.twin.breaks.next({ kind: "refusal", code: 50_013 }, original)
    expect(wordsOf(await show(on).answer())).toContain(words.discord.refusals[50013][0])
  })
})

describe.concurrent("an interaction", () => {
  it("that is told twice is done once", async () => {
    const on = await open()
    on.twin.breaks.repeatEvents(1)
    const asked = on.who("Ada").slash("papers", "paper upvote", { paper: "2510.00003", toggle: true })
    expect(wordsOf(await asked.answer())).toContain(words.commands.upvote.voted)
    expect(wordsOf(await show(on).answer())).toContain("Birdsong")
    expect(await on.votes("2510.00003")).toBe(1)
    expect(on.twin.observe.calls("POST").filter(({ path }) => path.includes(asked.id))).toHaveLength(1)
  })
})

describe.concurrent("a mention", () => {
  it.each(badLuck)("whose answer meets %s is answered once", async (_, fault) => {
    const on = await open({ adapter: { timeoutMs: 200 } })
    on.twin.breaks.next(fault, messages)
    on.who("Ben").mention("papers", "show 2510.00003")
    await on.twin.waitFor(() => saying(on, "Birdsong")[0], "an answer")
    await on.mention("Ben", "show 2510.00005")
    await on.twin.waitFor(() => saying(on, "Paper Boats")[0], "the next answer")
    expect(saying(on, "Birdsong")).toHaveLength(1)
  })

  it("that is told twice is answered once", async () => {
    const on = await open()
    on.twin.breaks.repeatEvents(1)
    on.who("Ben").mention("papers", "show 2510.00003")
    await on.twin.waitFor(() => saying(on, "Birdsong")[0], "an answer")
    await on.mention("Ben", "show 2510.00005")
    await on.twin.waitFor(() => saying(on, "Paper Boats")[0], "the next answer")
    expect(saying(on, "Birdsong")).toHaveLength(1)
  })
})

describe.concurrent("a delivery", () => {
  it.each([...badLuck.filter(([, { kind }]) => kind !== "reset"), aWait])(
    "that meets %s is posted once",
    async (_, fault) => {
      const on = await open({ adapter: { timeoutMs: 200 } })
      on.twin.breaks.next(fault, messages)
      await on.adapter().send({ ...on.spot, delivery: "d1" }, card)
      expect(saying(on, "A card that is sent")).toHaveLength(1)
    },
  )

  it("that the whole bot has to wait for goes back to the queue that all bots share", async () => {
    const on = await open()
    on.twin.breaks.next({ kind: "429", scope: "global", retryAfterMs: 1_000 }, messages)
    const send = () => on.adapter().send({ ...on.spot, delivery: "d1" }, card)
    await expect(send()).rejects.toMatchObject({ code: "429", isWholeRate: true })
    expect(on.twin.observe.calls("POST", messages.path)).toHaveLength(1)
    await expect.poll(() => send().then(Boolean, () => false)).toBe(true)
    expect(saying(on, "A card that is sent")).toHaveLength(1)
  })

  it.each([
    ["never answered, unposted", { kind: "hang", when: "before" } as const, 0],
    ["never answered, and posted", { kind: "hang", when: "after" } as const, 1],
    ["broken before it was posted", { kind: "reset", when: "before" } as const, 0],
    ["broken after it was posted", { kind: "reset", when: "after" } as const, 1],
    ["answered by errors alone, unposted", { kind: "error", status: 500, when: "before" } as const, 0],
    ["answered by errors alone, and posted", { kind: "error", status: 500, when: "after" } as const, 1],
  ])("that is %s has an unknown outcome, which a look-up settles", async (_, fault, posted) => {
    const on = await open({ adapter: { timeoutMs: 200 } })
    on.twin.breaks.next(fault, messages, 3)
    const where = { ...on.spot, delivery: "d1" }
    await expect(on.adapter().send(where, card)).rejects.toBeInstanceOf(NetworkError)
    on.twin.breaks.clear()
    const found = await on.adapter().lookUp(where, card)
    expect(saying(on, "A card that is sent").map(({ id }) => id)).toEqual(found ? [found.message] : [])
    expect(found ? 1 : 0).toBe(posted)
  })

  it("is found by a look-up since it was planned, however much was said in the channel meanwhile", async () => {
    const on = await open()
    const where = { ...on.spot, delivery: "d1" }
    const since = Temporal.Now.instant().toString()
    for (let messages = 0; messages < 130; messages++) await on.who("Ada").say("papers", "one thing")
    const sent = await on.adapter().send(where, card)
    for (let messages = 0; messages < 130; messages++) await on.who("Ada").say("papers", "and another")
    expect(await on.adapter().lookUp({ ...where, since }, card)).toEqual(sent)
    const later = Temporal.Now.instant().add({ hours: 1 }).toString()
    expect(await on.adapter().lookUp({ ...where, since: later }, card)).toBeUndefined()
  })

  it("is never found in the message of another delivery, though both say the same", async () => {
    const on = await open()
    const since = Temporal.Now.instant().toString()
    const first = await on.adapter().send({ ...on.spot, delivery: "d1" }, card)
    const where = { ...on.spot, delivery: "d2", since, taken: new Set([first.message]) }
    expect(await on.adapter().lookUp(where, card)).toBeUndefined()
    const second = await on.adapter().send({ ...on.spot, delivery: "d2" }, card)
    expect(await on.adapter().lookUp(where, card)).toEqual(second)
    const forum = { ...on.spot, place: on.twin.channel("reading") }
    const post = await on.adapter().send(forum, card)
    const taken = new Set([post.message])
    expect(await on.adapter().lookUp({ ...forum, delivery: "d3", since, taken }, card)).toBeUndefined()
  })

  it.each([180, 3_600, -3_600])("is found by a bot whose clock is %i seconds ahead", async (seconds) => {
    const clock = { ...realClock, now: () => realClock.now().add({ seconds }) }
    const on = await open({ adapter: { clock } })
    const since = clock.now().toString()
    const sent = await on.adapter().send({ ...on.spot, delivery: "d1" }, card)
    const offsetMs = on.adapter().clockOffsetMs?.() ?? 0
    expect(Math.abs(offsetMs + seconds * 1_000)).toBeLessThan(2_000)
    expect(on.adapter().health().detail).toBe(words.discord.health.clockIsOff(Math.round(offsetMs / 1_000)))
    const platformSince = Temporal.Instant.from(since).add({ milliseconds: offsetMs }).toString()
    expect(await on.adapter().lookUp({ ...on.spot, delivery: "d1", since: platformSince }, card)).toEqual(
      sent,
    )
  })

  it("that turns out to be a second one is removed, in channels and forums", async () => {
    const on = await open()
    const forum = { ...on.spot, place: on.twin.channel("reading") }
    for (const where of [on.spot, forum]) {
      const sent = await on.adapter().send(where, card)
      await on.adapter().remove?.(sent)
      await expect(on.adapter().edit(sent, card)).rejects.toBeInstanceOf(PlatformError)
    }
    expect(saying(on, "A card that is sent")).toEqual([])
    const [post] = on.twin.observe.threads(on.twin.guild.id)
    expect(post?.thread_metadata?.archived).toBe(true)
    expect(on.twin.observe.messages(post?.id ?? "")).toEqual([])
  })

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("into a forum that is broken %s it was posted makes no second post", async (when, posted) => {
    const on = await open()
    const forum = on.twin.channel("reading")
    on.twin.breaks.next({ kind: "error", status: 500, when }, { method: "POST", path: "/threads" })
    const sent = on.adapter().send({ ...on.spot, place: forum, delivery: "d1" }, card)
    if (posted === 0) await expect(sent).rejects.toBeInstanceOf(NetworkError)
    else expect((await sent).place).toBe(on.twin.observe.threads(on.twin.guild.id)[0]?.id)
    expect(on.twin.observe.threads(on.twin.guild.id)).toHaveLength(posted)
  })

  it("in the middle of which the permission is taken away posts nothing more into the channel, and names what is missing", async () => {
    const on = await open()
    const posting = on.deliver(on.spot.place, "messages", { budget: 6 })
    await on.twin.waitFor(() => on.twin.observe.messages("papers").length >= 2, "two posts")
    on.twin.staff().setPermissions("papers", { deny: ["SendMessages"] })
    await posting
    const [subscription] = await on.bot.stores.subscriptions.ofPlace(on.spot.community, on.spot.place)
    const [edition] = await on.bot.stores.editions.ofSubscription(subscription?.id ?? "", 1)
    const rows = await on.bot.stores.editions.deliveries(edition?.id ?? "")
    // A header's thread has permissions of its own: what belongs there still goes there.
    const places = ["papers", ...on.twin.observe.threads(on.twin.guild.id).map(({ id }) => id)]
    const posts = places.flatMap((place) => on.twin.observe.messages(place).map(({ id }) => id))
    expect(rows.filter(({ state }) => state === "sent").map(({ message }) => message)).toEqual(posts)
    const failed = rows.filter(({ state }) => state === "failed")
    expect(failed.length).toBeGreaterThan(0)
    for (const { error } of failed) expect(error).toContain(named("Send Messages", post))
    await expect(on.adapter().send(on.spot, card)).rejects.toMatchObject({
      code: "50013",
      hint: missing([named("Send Messages", post)]),
    })
  })

  it.each([
    ["a deleted channel", "10003", (on: DiscordStage) => on.twin.staff().deleteChannel("papers")],
    ["a server that removed the bot", "50001", (on: DiscordStage) => on.twin.staff().removeBot()],
    [
      "a channel that the bot may not see",
      "50001",
      (on: DiscordStage) => on.twin.staff().setPermissions("papers", { deny: ["ViewChannel"] }),
    ],
  ])("into %s is refused by name, with what to do", async (_, code, harm) => {
    const on = await open()
    harm(on)
    const refused: unknown = await on
      .adapter()
      .send(on.spot, card)
      .catch((error) => error)
    expect(refused).toBeInstanceOf(PlatformError)
    expect(refused).toMatchObject({ code, hint: expect.any(String) })
  })

  it("goes on where the bot was removed from the server and added again", async () => {
    const on = await open()
    on.twin.staff().removeBot()
    await expect(on.adapter().send(on.spot, card)).rejects.toBeInstanceOf(PlatformError)
    on.twin.staff().addBot()
    await on.adapter().send(on.spot, card)
    expect(saying(on, "A card that is sent")).toHaveLength(1)
    expect(wordsOf(await show(on).answer())).toContain("Birdsong")
  })
})

describe("the limits", () => {
  it("of the whole bot hold for all its requests, whichever ran into them", async () => {
    const on = await open()
    const busy = { kind: "429", scope: "global", retryAfterMs: 1_000 } as const
    on.twin.breaks.next(busy, { method: "GET", path: "/messages" })
    const reading = on.adapter().lookUp({ ...on.spot, delivery: "d1" }, card)
    await on.twin.waitFor(() => on.twin.observe.calls("GET").some(({ status }) => status === 429))
    // The answer is on its way.
    await realClock.wait(100)
    await expect(on.adapter().send(on.spot, card)).rejects.toMatchObject({ code: "429", isWholeRate: true })
    expect(on.twin.observe.calls("POST", messages.path)).toEqual([])
    expect(wordsOf(await show(on).answer())).toContain("Birdsong")
    expect(await reading).toBeUndefined()
  })

  it("of a published message end an edit instead of trying for ever", async () => {
    const on = await open()
    const ref = await on.post("2510.00003")
    const shared = { kind: "429", scope: "shared", retryAfterMs: 1_000 } as const
    on.twin.breaks.next(shared, { method: "PATCH" }, 3)
    await expect(on.adapter().edit(ref, card)).rejects.toMatchObject({
      code: "429",
      retryAfterMs: 20 * 60_000,
      isWholeRate: false,
    })
    expect(on.twin.observe.calls("PATCH")).toHaveLength(1)
    on.twin.breaks.clear()
  })
})

describe("a post", () => {
  it("that was deleted while nobody listened is forgotten when it is edited", async () => {
    const on = await open()
    const ref = await on.post("2510.00003")
    on.twin.breaks.next({ kind: "refusal", code: 10_008 }, { method: "PATCH" })
    await expect(on.adapter().edit(ref, card)).rejects.toMatchObject({ code: "10008" })
    expect(await on.bot.stores.posts.at(ref)).toBeUndefined()
  })

  it("that a moderator deletes is forgotten, and edited no more", async () => {
    const on = await open()
    const ref = await on.post("2510.00003")
    on.twin.staff().deleteMessage(ref.message)
    await expect.poll(() => on.bot.stores.posts.at(ref)).toBeUndefined()
  })
})

describe.concurrent("a token", () => {
  it("that Discord refuses for a while is used again after it", async () => {
    const on = await open()
    on.twin.world.tokenIsValid = false
    await expect(on.adapter().send(on.spot, card)).rejects.toMatchObject({
      code: "401",
      hint: expect.stringContaining("DISCORD_TOKEN"),
      retryAfterMs: expect.any(Number),
    })
    on.twin.world.tokenIsValid = true
    await on.adapter().send(on.spot, card)
    await on.who("Ada").mention("papers", "show 2510.00003")
    await on.twin.waitFor(() => saying(on, "Birdsong")[0], "an answer")
    const forum = { ...on.spot, place: on.twin.channel("reading") }
    await on.adapter().send(forum, card)
  })
})

it("what is created carries a nonce, and nothing mentions anybody", async () => {
  const on = await open()
  const { message } = await on.post("2510.00008")
  await on.who("Ada").click(message, "Discuss").answer()
  await on.who("Ada").slash("papers", "paper show", { paper: "2510.00008" }).answer()
  await on.deliver(on.spot.place, "digest")
  await on.adapter().send({ ...on.spot, place: on.twin.channel("reading") }, card)
  on.who("Ben").mention("papers", "show 2510.00008")
  await on.twin.waitFor(() => on.twin.observe.calls("POST", messages.path).length >= 4, "four messages")
  const created = on.twin.observe.calls("POST", messages.path).map(({ body }) => body)
  for (const body of created) {
    expect(body).toMatchObject({ nonce: expect.stringMatching(/^.{1,25}$/), enforce_nonce: true })
  }
  const bodies = on.twin.observe.calls().map(({ body }) => body)
  const sent = bodies.filter((body) => JSON.stringify(body ?? null).includes('"components"'))
  expect(sent.length).toBeGreaterThan(5)
  for (const body of sent) expect(JSON.stringify(body)).toContain('"allowed_mentions":{"parse":[]}')
  expect(on.twin.observe.messages("papers").every(({ mention_everyone }) => !mention_everyone)).toBe(true)
})
