/** What goes wrong at Slack, and what members see of it: nothing lost, nothing doubled, and the bot lives. */
import { afterEach, describe, expect, it } from "vitest"
import type { Card } from "../../../src/vocabulary/card.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { createHeardLog } from "../../silent-log.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage | undefined

async function open(...[transport, given]: Parameters<typeof openSlackStage>): Promise<SlackStage> {
  stage = await openSlackStage(transport, given)
  return stage
}

afterEach(async () => {
  stage?.verify()
  await stage?.close()
  stage?.bot.remove()
  stage = undefined
})

const card: Card = { title: [{ text: "A card that is sent" }], tone: "plain", blocks: [] }

/** What the bot said. */
const saying = ({ channel }: SlackStage, words: string) =>
  channel.messages.filter(({ deleted, botId, text }) => !deleted && botId && text.includes(words))

describe("events at Slack", () => {
  it("that come twice are answered once", async () => {
    const on = await open("socket")
    on.twin.outbox.duplicate(true)
    await on.mention("Ada", "show 2510.00003")
    await on.waitFor("an answer", () => saying(on, "Birdsong")[0])
    await on.mention("Ada", "show 2510.00005")
    await on.waitFor("the next answer", () => saying(on, "Paper Boats")[0])
    expect(saying(on, "Birdsong")).toHaveLength(1)
  })

  it("that come in the wrong order leave the vote as it is", async () => {
    const on = await open("socket")
    const ref = await on.adapter().send(on.spot, { ...card, paper: "2510.00003" })
    await on.bot.stores.posts.add({ ...ref, paper: "2510.00003", kind: "post", at: "2025-10-27T00:00:00Z" })
    const message = on.channel.messages.find(({ ts }) => ts === ref.message)
    if (!message) throw new Error("the post is missing")
    await on.twin.outbox.withhold(true)
    await on.twin.react(on.at("Ada"), message, "+1")
    await on.twin.unreact(on.at("Ada"), message, "+1")
    await on.twin.outbox.withhold(false, "reversed")
    const tallies = await on.bot.stores.votes.tallies(on.spot.community, ["2510.00003"])
    expect(tallies.get("2510.00003") ?? 0).toBe(0)
  })

  it("that take one skin tone back leave the vote of another", async () => {
    const on = await open("socket")
    const ref = await on.adapter().send(on.spot, { ...card, paper: "2510.00003" })
    await on.bot.stores.posts.add({ ...ref, paper: "2510.00003", kind: "post", at: "2025-10-27T00:00:00Z" })
    const message = on.channel.messages.find(({ ts }) => ts === ref.message)
    if (!message) throw new Error("the post is missing")
    const votes = async () =>
      (await on.bot.stores.votes.tallies(on.spot.community, ["2510.00003"])).get("2510.00003") ?? 0
    await on.twin.react(on.at("Ada"), message, "+1")
    await on.twin.react(on.at("Ada"), message, "thumbsup::skin-tone-3")
    await expect.poll(votes).toBe(1)
    await on.twin.unreact(on.at("Ada"), message, "+1")
    await on.twin.react(on.at("Ben"), message, "+1")
    await expect.poll(votes).toBe(2)
    await on.twin.unreact(on.at("Ada"), message, "thumbsup::skin-tone-3")
    await expect.poll(votes).toBe(1)
  })

  it.each(["socket", "http"] as const)(
    "that could not be stored are not acknowledged over %s, and come again",
    async (transport) => {
      const stored = { fails: 2 }
      const on = await open(transport, {
        inbox: (store) => ({
          ...store,
          keep: async (event, leaseUntil) => {
            if (stored.fails-- > 0) throw new Error("the disk is full")
            return store.keep(event, leaseUntil)
          },
        }),
      })
      await on.mention("Ada", "show 2510.00003")
      await on.waitFor("an answer", () => saying(on, "Birdsong")[0])
      expect(on.twin.outbox.acks.filter(({ ack }) => !ack.ok).length).toBeGreaterThan(0)
      expect(saying(on, "Birdsong")).toHaveLength(1)
    },
  )

  it("are answered also while Slack does not say who asks", async () => {
    const on = await open("socket")
    on.twin.breaks.next("users.info", { kind: "server-error", when: "before" })
    await on.mention("Ada", "channel")
    await on.waitFor("an answer", () => on.twin.sees(on.at("Ada")).find(({ botId }) => botId))
    expect(on.twin.breaks.left("users.info")).toBe(0)
  })

  it.each(["socket", "http"] as const)("that Slack no longer sends are logged over %s", async (transport) => {
    const log = createHeardLog()
    const on = await open(transport, { log })
    const { ok } = await on.twin.outbox.event({
      type: "app_rate_limited",
      token: "twin",
      team_id: on.twin.workspace.id,
      minute_rate_limited: 1518467820,
      api_app_id: "A00000000",
    })
    expect(ok).toBe(true)
    expect(log.lines.map(({ message }) => message)).toContain(words.slack.log.eventsLimited)
  })

  it("are acknowledged within Slack's deadline, over either transport", async () => {
    const on = await open("http")
    await on.mention("Ada", "show 2510.00003")
    await on.waitFor("an answer", () => saying(on, "Birdsong")[0])
    expect(on.twin.outbox.acks.filter(({ ack }) => !ack.ok)).toEqual([])
  })
})

describe("a connection to Slack", () => {
  it("that is renewed by Slack leaves no question unanswered", async () => {
    const on = await open("socket")
    on.twin.socket.refresh()
    await on.waitFor("a new connection", () => on.twin.socket.count() > 0)
    await on.mention("Ada", "show 2510.00003")
    await on.waitFor("an answer", () => saying(on, "Birdsong")[0])
  })

  it("that drops is made again, and what was not acknowledged comes again", async () => {
    const on = await open("socket")
    on.twin.socket.drop()
    const said = on.mention("Ada", "show 2510.00003")
    await on.waitFor("the bot to be back", () => on.adapter().health().up && on.twin.socket.count() > 0)
    await said
    await on.mention("Ada", "show 2510.00005")
    await on.waitFor("an answer", () => saying(on, "Paper Boats")[0])
  })
})

describe("a message to Slack", () => {
  it("that is refused for haste waits as long as asked, and is posted once", async () => {
    const on = await open("socket")
    on.twin.breaks.next("chat.postMessage", { kind: "rate-limited", retryAfter: 1 })
    await on.adapter().send({ ...on.spot, delivery: "d1" }, card)
    expect(saying(on, "A card that is sent")).toHaveLength(1)
  })

  it.each([
    ["an error before it was posted", { kind: "server-error", when: "before" } as const, 0],
    ["an error after it was posted", { kind: "server-error", when: "after" } as const, 1],
    ["a connection cut before it was posted", { kind: "reset", when: "before" } as const, 0],
    ["a connection cut after it was posted", { kind: "reset", when: "after" } as const, 1],
    ["no answer at all", { kind: "hang" } as const, 0],
  ])("with %s has an unknown outcome, which a look-up settles", async (_, outcome, posted) => {
    const on = await open("socket", { adapter: { timeoutMs: 300 } })
    on.twin.breaks.next("chat.postMessage", outcome)
    const where = { ...on.spot, delivery: "d1" }
    await expect(on.adapter().send(where, card)).rejects.toBeInstanceOf(NetworkError)
    const found = await on.adapter().lookUp(where, card)
    expect(saying(on, "A card that is sent")).toHaveLength(posted)
    expect(found !== undefined).toBe(posted === 1)
  })

  it("is found by a look-up since it was planned, however much was said in the channel meanwhile", async () => {
    const on = await open("socket")
    const where = { ...on.spot, delivery: "d1" }
    const since = Temporal.Now.instant().toString()
    const sent = await on.adapter().send(where, card)
    for (let messages = 0; messages < 250; messages++) await on.twin.say(on.at("Ada"), "and another thing")
    expect(await on.adapter().lookUp({ ...where, since }, card)).toEqual(sent)
    const later = Temporal.Now.instant().add({ hours: 1 }).toString()
    expect(await on.adapter().lookUp({ ...where, since: later }, card)).toBeUndefined()
  })

  it.each([
    ["an archived channel", "is_archived", (on: SlackStage) => Object.assign(on.channel, { archived: true })],
    [
      "a channel that the bot was put out of",
      "not_in_channel",
      (on: SlackStage) => on.twin.kick(on.at("Ada")),
    ],
    [
      "a deleted channel",
      "channel_not_found",
      (on: SlackStage) => Object.assign(on.channel, { deleted: true }),
    ],
    [
      "a workspace that took the token away",
      "invalid_auth",
      (on: SlackStage) => on.twin.workspace.tokens.clear(),
    ],
  ])("into %s is refused by name, with what to do", async (_, code, harm) => {
    const on = await open("socket")
    harm({
      ...on,
      twin: { ...on.twin, kick: () => on.twin.kick({ workspace: on.twin.workspace, channel: on.channel }) },
    })
    const refused = await on
      .adapter()
      .send(on.spot, card)
      .catch((error) => error)
    expect(refused).toBeInstanceOf(PlatformError)
    expect(refused).toMatchObject({ code, hint: expect.any(String) })
  })

  it("to a deactivated member is refused by name", async () => {
    const on = await open("socket")
    on.at("Ben").person.deactivated = true
    await expect(
      on.adapter().send({ ...on.spot, place: on.at("Ben").person.id }, card),
    ).rejects.toMatchObject({ code: "user_disabled" })
  })

  it("that was deleted can no longer be edited, and is forgotten as a post", async () => {
    const on = await open("socket")
    const ref = await on.adapter().send(on.spot, { ...card, paper: "2510.00003" })
    await on.bot.stores.posts.add({ ...ref, paper: "2510.00003", kind: "post", at: "2025-10-27T00:00:00Z" })
    const message = on.channel.messages.find(({ ts }) => ts === ref.message)
    if (message) await on.twin.deleteMessage(on.at("Admin"), message)
    await expect(on.adapter().edit(ref, card)).rejects.toMatchObject({ code: "message_not_found" })
    await on.bot.stores.posts.at(ref).then((post) => expect(post).toBeUndefined())
  })

  it("that Slack finds too long all the same is refused by name, and nothing is posted", async () => {
    const on = await open("socket")
    on.twin.breaks.next("chat.postMessage", { kind: "error", error: "msg_too_long" })
    await expect(on.adapter().send(on.spot, card)).rejects.toMatchObject({ code: "msg_too_long" })
    expect(saying(on, "A card that is sent")).toHaveLength(0)
  })

  it("of sixty items is shortened to what Slack takes, and says so", async () => {
    const on = await open("socket")
    const items = Array.from({ length: 60 }, (_, index) => ({
      title: [{ text: `Paper ${index}` }],
      lines: [],
      actions: [],
    }))
    await on.adapter().send(on.spot, { ...card, blocks: [{ kind: "items", items }] })
    const [message] = saying(on, "A card that is sent")
    expect(message?.blocks.length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(message?.blocks)).toContain("and 40 more")
  })

  it("that is slow in one channel holds up no other", async () => {
    const on = await open("socket")
    on.twin.breaks.next("chat.postMessage", { kind: "rate-limited", retryAfter: 2 })
    const slow = on.adapter().send(on.spot, card)
    const { addChannel } = await import("../../twins/slack/world.ts")
    const other = addChannel(on.twin.world, on.twin.workspace, {
      name: "other",
      creator: on.at("Ada").person.id,
    })
    await on.adapter().send({ ...on.spot, place: other.id }, card)
    expect(saying(on, "A card that is sent")).toHaveLength(0)
    await slow
  })
})

describe("Slack's signature", () => {
  const slash = (on: SlackStage) => ({
    type: "slash_commands" as const,
    attempt: 0,
    payload: {
      command: "/paper",
      text: "show 2510.00003",
      team_id: on.twin.workspace.id,
      channel_id: on.channel.id,
      user_id: on.at("Ada").person.id,
      user_name: "Ada",
      response_url: `${on.twin.apiUrl}x`,
      trigger_id: "once.1",
    },
  })

  it("that is six minutes old is refused", async () => {
    const on = await open("http")
    const old = on.twin.http.sign(slash(on), Date.now() - 6 * 60_000)
    expect(await on.twin.http.replay(old)).toBe(401)
  })

  it("that is from the future is refused", async () => {
    const on = await open("http")
    const early = on.twin.http.sign(slash(on), Date.now() + 6 * 60_000)
    expect(await on.twin.http.replay(early)).toBe(401)
  })

  it.each(["null", "5", "[]"])("under the body %s is answered", async (body) => {
    const on = await open("http")
    const { signRaw, replay } = on.twin.http
    for (const request of [
      signRaw(body, "application/json"),
      signRaw(`payload=${body}`, "application/x-www-form-urlencoded"),
    ])
      expect(await replay(request)).toBeGreaterThanOrEqual(200)
    await on.ask("Ada", "show 2510.00003")
    await on.waitFor("an answer", () => saying(on, "Birdsong")[0])
  })

  it("that does not fit the body is refused", async () => {
    const on = await open("http")
    const { body, headers } = on.twin.http.sign(slash(on))
    expect(await on.twin.http.replay({ body: body.replace("00003", "00004"), headers })).toBe(401)
  })

  it("that comes a second time within five minutes answers only once", async () => {
    const on = await open("http")
    const signed = on.twin.http.sign(slash(on))
    expect(await on.twin.http.replay(signed)).toBe(200)
    expect(await on.twin.http.replay(signed)).toBe(200)
    await on.waitFor("an answer", () => saying(on, "Birdsong")[0])
    await on.ask("Ada", "show 2510.00005")
    await on.waitFor("the next answer", () => saying(on, "Paper Boats")[0])
    expect(saying(on, "Birdsong")).toHaveLength(1)
  })
})
