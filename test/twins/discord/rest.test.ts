import {
  ChannelType,
  type Client,
  Events,
  type ForumChannel,
  MessageFlags,
  Routes,
  type TextChannel,
} from "discord.js"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { loggedIn, refusalOf } from "./a-client.ts"
import { type DiscordTwin, startDiscordTwin } from "./twin.ts"

let twin: DiscordTwin
let client: Client<true>
let papers: TextChannel

beforeAll(async () => {
  twin = await startDiscordTwin()
  client = await loggedIn(twin)
  papers = (await client.channels.fetch(twin.channel("papers"))) as TextChannel
})

afterEach(() => {
  twin.breaks.clear()
  twin.verify()
})

afterAll(async () => {
  await client.destroy()
  await twin.stop()
})

describe("messages", () => {
  test("are written, edited, read back and deleted", async () => {
    const message = await papers.send({ content: "first", nonce: "a1", enforceNonce: true })
    await message.edit("second")
    expect((await papers.messages.fetch(message.id)).content).toBe("second")
    await message.delete()
    expect(await refusalOf(papers.messages.fetch({ message: message.id, force: true }))).toBe(10008)
  })

  test("a 500 after applying and two retries make one message, by the nonce", async () => {
    twin.breaks.next({ kind: "error", status: 500, when: "after" }, { method: "POST", path: "/messages" }, 2)
    const message = await papers.send({ content: "once", nonce: "delivery-1", enforceNonce: true })
    const written = twin.observe.messages("papers").filter(({ content }) => content === "once")
    expect(written.map(({ id }) => id)).toEqual([message.id])
    const posts = twin.observe.calls("POST", "/channels/{channel_id}/messages")
    expect(posts.filter(({ body }) => JSON.stringify(body).includes("delivery-1")).length).toBe(3)
  })

  test("the same without a nonce makes two, as with Discord", async () => {
    twin.breaks.next({ kind: "error", status: 500, when: "after" }, { method: "POST", path: "/messages" })
    await papers.send("twice")
    expect(twin.observe.messages("papers").filter(({ content }) => content === "twice").length).toBe(2)
  })

  test.each([
    ["content of 2001 characters", { content: "x".repeat(2001) }, /content[\s\S]*2000 or fewer/],
    ["an embed title of 257 characters", { embeds: [{ title: "x".repeat(257) }] }, /256 or fewer/],
    [
      "text beside components v2",
      { content: "x", flags: MessageFlags.IsComponentsV2 as const },
      /IS_COMPONENTS_V2/,
    ],
    ["a nonce of 26 characters", { content: "x", nonce: "n".repeat(26) }, /25 or fewer/],
  ])("%s is refused with the field's name", async (_, body, words) => {
    await expect(papers.send(body)).rejects.toThrow(words)
    expect(twin.forgive()).toContainEqual(expect.stringContaining("over a limit"))
  })

  test("call whom they may, and nobody where mentions are off", async () => {
    const ada = twin.member("Ada")
    const words = `<@${ada.id}> and @everyone`
    const calling = await papers.send(words)
    const quiet = await papers.send({ content: words, allowedMentions: { parse: [] } })
    const [loud, silent] = [calling.id, quiet.id].map((id) =>
      twin.observe.messages("papers").find((one) => one.id === id),
    )
    expect([loud?.mentions.length, loud?.mention_everyone]).toEqual([1, true])
    expect([silent?.mentions.length, silent?.mention_everyone]).toEqual([0, false])
  })

  test("nothing at all is refused", async () => {
    expect(await refusalOf(papers.send({ content: "" }))).toBe(50006)
  })
})

describe("reactions", () => {
  test("on a message from before the start arrive, and are read back page by page", async () => {
    const old = twin.member("Ben").say("papers", "an old message")
    const reacted = new Promise<string>((resolve) =>
      client.once(Events.MessageReactionAdd, (reaction, user) =>
        resolve(`${reaction.emoji.name} ${user.id}`),
      ),
    )
    const ada = twin.member("Ada")
    ada.react(old, "👍")
    expect(await reacted).toBe(`👍 ${ada.id}`)
    await client.rest.put(Routes.channelMessageOwnReaction(papers.id, old.id, encodeURIComponent("👍")))
    const route = Routes.channelMessageReaction(papers.id, old.id, encodeURIComponent("👍"))
    const first = (await client.rest.get(route, { query: new URLSearchParams({ limit: "1" }) })) as {
      id: string
    }[]
    expect(first.length).toBe(1)
    expect(twin.observe.reactors(old.id, "👍")).toEqual([ada.id, twin.botId])
    ada.unreact(old, "👍")
    expect(twin.observe.reactors(old.id, "👍")).toEqual([twin.botId])
  })

  test("an emoji that nobody knows is refused, a server's own is not", async () => {
    const message = await papers.send("react to me")
    const own = twin.staff().addEmoji("upvote")
    await client.rest.put(Routes.channelMessageOwnReaction(papers.id, message.id, encodeURIComponent(own)))
    expect(twin.observe.reactors(message.id, own)).toEqual([twin.botId])
    const unknown = Routes.channelMessageOwnReaction(papers.id, message.id, encodeURIComponent("upvote:1"))
    expect(await refusalOf(client.rest.put(unknown))).toBe(10014)
  })
})

describe("threads", () => {
  test("one a message, with the message's id; a second is refused", async () => {
    const message = await papers.send("discuss this")
    const thread = await message.startThread({ name: "The paper", autoArchiveDuration: 10080 })
    expect(thread.id).toBe(message.id)
    const again = client.rest.post(Routes.threads(papers.id, message.id), { body: { name: "again" } })
    expect(await refusalOf(again)).toBe(160004)
  })

  test("an archived one changeKinds when somebody writes; a locked one refuses", async () => {
    const thread = await papers.threads.create({ name: "Sleepy", type: ChannelType.PublicThread })
    twin.staff().archiveThread(thread.id)
    expect((await papers.threads.fetchArchived()).threads.map(({ id }) => id)).toEqual([thread.id])
    await client.rest.post(Routes.channelMessages(thread.id), { body: { content: "awake" } })
    expect(
      twin.observe.threads(twin.guild.id).find(({ id }) => id === thread.id)?.thread_metadata?.archived,
    ).toBe(false)
    twin.staff().archiveThread(thread.id, true)
    expect(
      await refusalOf(client.rest.post(Routes.channelMessages(thread.id), { body: { content: "no" } })),
    ).toBe(160005)
  })

  test("a forum takes posts with tags, and no bare messages", async () => {
    const forum = (await client.channels.fetch(twin.channel("reading"))) as ForumChannel
    const tag = forum.availableTags[0]?.id ?? ""
    const post = await forum.threads.create({
      name: "A paper",
      message: { content: "its card" },
      appliedTags: [tag],
    })
    expect(post.appliedTags).toEqual([tag])
    expect(twin.observe.messages(post.id).map(({ id }) => id)).toEqual([post.id])
    expect(
      await refusalOf(client.rest.post(Routes.channelMessages(forum.id), { body: { content: "x" } })),
    ).toBe(50024)
    const active = (await client.rest.get(Routes.guildActiveThreads(twin.guild.id))) as {
      threads: { id: string }[]
    }
    expect(active.threads.map(({ id }) => id)).toContain(post.id)
  })

  test("a forum that requires a tag refuses a post without one", async () => {
    const strict = twin
      .staff()
      .addChannel({ name: "strict", forum: true, tags: ["Paper"], requiresTag: true })
    const body = { name: "A paper", message: { content: "its card" } }
    expect(await refusalOf(client.rest.post(Routes.threads(strict.id), { body }))).toBe(40067)
  })

  test("a name of 101 characters is refused", async () => {
    expect(await refusalOf(papers.threads.create({ name: "x".repeat(101) }))).toBe(50035)
    expect(twin.forgive()).toContainEqual(expect.stringContaining("over a limit"))
  })
})

describe("permissions", () => {
  test("taken away are missed by name, and the bot is told at once", async () => {
    const staff = twin.staff()
    staff.setPermissions("general", { deny: ["SendMessages"] })
    const general = (await client.channels.fetch(twin.channel("general"))) as TextChannel
    await twin.waitFor(() => general.permissionsFor(client.user)?.has("SendMessages") === false, "the change")
    expect(await refusalOf(general.send("x"))).toBe(50013)
    staff.setPermissions("general", { deny: ["ViewChannel"] })
    expect(await refusalOf(general.send("x"))).toBe(50001)
    staff.setPermissions("general", {})
    expect((await general.send("back")).content).toBe("back")
  })

  test("a deleted channel and a removed bot are told by event and by code", async () => {
    const extra = twin.staff().addChannel({ name: "extra" })
    await twin.waitFor(() => client.channels.cache.get(extra.id), "the new channel")
    const deleted = new Promise((resolve) => client.once(Events.ChannelDelete, resolve))
    twin.staff().deleteChannel("extra")
    await deleted
    expect(await refusalOf(client.rest.get(Routes.channel(extra.id)))).toBe(10003)
    twin.staff().removeBot()
    await twin.waitFor(() => client.guilds.cache.size === 0, "the removal")
    expect(await refusalOf(client.rest.get(Routes.guild(twin.guild.id)))).toBe(50001)
    twin.staff().addBot()
    await twin.waitFor(() => client.guilds.cache.size === 1, "the invitation")
  })
})
