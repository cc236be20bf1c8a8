/** Reactions are votes: on any post, of members who come and go, while the bot is there and while it is away. */
import { describe, expect, it } from "vitest"
import { realClock } from "../../real-clock.ts"
import { startDiscordTwin } from "../../twins/discord/twin.ts"
import { openBotUnderTest } from "../bot-under-test.ts"
import { aDiscord, type DiscordStage, useStage } from "./stage.ts"

const open = useStage()
const paper = "2510.00003"
const votes = (on: DiscordStage, id = paper) => expect.poll(() => on.votes(id))

describe("a reaction", () => {
  it("counts on an answer and on a thread's first message too, once a member", async () => {
    const on = await open()
    const post = await on.post(paper)
    const answer = await on.who("Ada").slash("papers", "paper show", { paper }).answer()
    await on.who("Ada").click(post.message, "Discuss").answer()
    const [thread] = on.twin.observe.threads(on.twin.guild.id)
    const [opening] = on.twin.observe.messages(thread?.id ?? "")
    for (const message of [post.message, answer.id, opening?.id ?? ""]) on.who("Ben").react(message, "👍")
    await votes(on).toBe(1)
    on.who("Ada").react(opening?.id ?? "", "👍")
    await votes(on).toBe(2)
  })

  it("of another emoji is none, and the bot's own is none", async () => {
    const on = await open()
    const post = await on.post(paper)
    on.who("Ada").react(post.message, "🎉")
    on.who("Ben").react(post.message, "👍")
    await votes(on).toBe(1)
  })

  it("on and off and on again in one breath is a vote", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    for (let round = 0; round < 5; round++) {
      on.who("Ada").react(message, "👍")
      on.who("Ada").unreact(message, "👍")
    }
    on.who("Ada").react(message, "👍")
    on.who("Ben").react(message, "👍")
    await votes(on).toBe(2)
  })

  it.each([
    ["all reactions", undefined],
    ["those of its emoji", "👍"],
  ])("goes with %s that a moderator clears", async (_, emoji) => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, "👍")
    await votes(on).toBe(1)
    on.twin.staff().clearReactions(message, emoji)
    await votes(on).toBe(0)
  })

  it("stays when those of another emoji are cleared", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, "👍")
    on.who("Ada").react(message, "🎉")
    await votes(on).toBe(1)
    on.twin.staff().clearReactions(message, "🎉")
    on.who("Ben").react(message, "👍")
    await votes(on).toBe(2)
  })

  it("that is told twice counts once", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.twin.breaks.repeatEvents(1)
    on.who("Ada").react(message, "👍")
    on.who("Ben").react(message, "👍")
    await votes(on).toBe(2)
  })
})

describe("every way to react with the emoji", () => {
  const ways: readonly (readonly [string, string, boolean])[] = [
    ["a skin tone", "👍🏽", false],
    ["a super reaction", "👍", true],
    ["a super reaction of a skin tone", "👍🏿", true],
  ]

  it.each(ways)("with %s is a vote, live and read back", async (_, emoji, isSuper) => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, emoji, { isSuper })
    await votes(on).toBe(1)
    await on.absence(async () => {
      on.who("Ben").react(message, emoji, { isSuper })
    })
    await votes(on).toBe(2)
  })

  it.each(ways)("beside %s stays a vote while one of both stays", async (_, emoji, isSuper) => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, "👍")
    on.who("Ada").react(message, emoji, { isSuper })
    await votes(on).toBe(1)
    on.who("Ada").unreact(message, "👍")
    on.who("Ben").react(message, "👍")
    await votes(on).toBe(2)
    on.who("Ada").unreact(message, emoji, { isSuper })
    await votes(on).toBe(1)
  })

  it("stays when a moderator clears another skin tone", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, "👍")
    on.who("Ben").react(message, "👍🏽")
    await votes(on).toBe(2)
    on.twin.staff().clearReactions(message, "👍🏽")
    await votes(on).toBe(1)
  })

  it("of another bot is none, live and read back", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    const robot = on.twin.member("Robot")
    Object.assign(on.twin.world.users.get(robot.id) ?? {}, { bot: true })
    robot.react(message, "👍")
    on.who("Ada").react(message, "👍")
    await votes(on).toBe(1)
    await on.absence(async () => {
      on.who("Ben").react(message, "👍")
    })
    await votes(on).toBe(2)
  })
})

describe("a server's own emoji", () => {
  it("is put under posts and counts", async () => {
    const twin = await startDiscordTwin()
    const emoji = twin.staff().addEmoji("upvote")
    const bot = await openBotUnderTest(new Map())
    const adapter = aDiscord(twin, bot, { emoji })
    await adapter.start(bot.bot)
    await twin.waitFor(() => adapter.health().up, "the bot to be ready")
    const where = { community: `discord:${twin.guild.id}`, place: twin.channel("papers") }
    const ref = await adapter.send(where, { title: [{ text: "A paper" }], tone: "plain", blocks: [], paper })
    await bot.stores.posts.add({ ...ref, paper, kind: "post", at: realClock.now().toString() })
    twin.member("Ada").react(ref.message, emoji)
    const tally = async () => (await bot.stores.votes.tallies(where.community, [paper])).get(paper)
    await expect.poll(tally).toBe(1)
    await adapter.invite?.(ref, "upvote")
    await twin.waitFor(() => twin.observe.reactors(ref.message, emoji).includes(twin.botId), "the bot's own")
    await adapter.stop()
    await bot.close()
    await twin.stop()
    bot.remove()
    twin.verify()
  })
})

describe("an absence", () => {
  const reactionReads = ({ twin }: DiscordStage) =>
    twin.observe.calls("GET", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}").length
  const messageReads = ({ twin }: DiscordStage) =>
    twin.observe.calls("GET").filter(({ path }) => path.includes("/messages")).length

  it("after which the session is resumed loses nothing and reads nothing back", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.twin.breaks.hold()
    on.who("Ada").react(message, "👍")
    on.twin.breaks.letBack()
    await votes(on).toBe(1)
    expect(reactionReads(on)).toBe(0)
  })

  it("after which the bot identifies anew is read back", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ben").react(message, "👍")
    await votes(on).toBe(1)
    on.twin.breaks.cutOff()
    on.who("Ada").react(message, "👍")
    on.who("Admin").react(message, "👍")
    on.who("Ben").unreact(message, "👍")
    on.twin.breaks.letBack()
    await votes(on).toBe(2)
    expect(reactionReads(on)).toBeGreaterThan(0)
  })

  it("in which a post was deleted forgets it", async () => {
    const on = await open()
    const ref = await on.post(paper)
    await on.absence(async () => on.twin.staff().deleteMessage(ref.message))
    await expect.poll(() => on.bot.stores.posts.at(ref)).toBeUndefined()
  })

  it("costs a request a channel, and one more for each post that has votes", async () => {
    const on = await open()
    const posts: string[] = []
    for (let post = 0; post < 30; post++) posts.push((await on.post(paper)).message)
    const before = messageReads(on)
    await on.absence(async () => {
      on.who("Ada").react(posts[7] ?? "", "👍")
    })
    await votes(on).toBe(1)
    expect(messageReads(on) - before).toBe(2)
  })

  it("in whose channel the history may not be read forgets no post", async () => {
    const on = await open()
    const ref = await on.post(paper)
    on.twin.staff().setPermissions("papers", { deny: ["ReadMessageHistory"] })
    const before = messageReads(on)
    await on.absence(async () => undefined)
    await on.twin.waitFor(() => messageReads(on) - before >= 2, "the reading")
    await on.who("Ada").slash("papers", "paper show", { paper }).answer()
    expect(await on.bot.stores.posts.at(ref)).toBeDefined()
  })

  it("of more than a hundred votes is read page by page", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    await on.absence(async () => {
      for (let n = 0; n < 130; n++) on.twin.member(`Member ${n}`).react(message, "👍")
    })
    await votes(on).toBe(130)
  })
})

it("the button and the reaction of one member are one vote", async () => {
  const on = await open()
  const { message } = await on.post(paper)
  await on.who("Ada").click(message, "Upvote").acknowledged()
  on.who("Ada").react(message, "👍")
  on.who("Ben").react(message, "👍")
  await votes(on).toBe(2)
})
