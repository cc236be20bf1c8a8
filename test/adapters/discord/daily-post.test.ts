/** What a channel or forum gets every day: complete, once, each paper with its reaction and its thread. */
import { describe, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage()

const threadsIn = ({ twin }: DiscordStage, place: string) =>
  twin.observe.threads(twin.guild.id).filter(({ parent_id }) => parent_id === place)

describe("the day's list in a channel", () => {
  it("as a digest is one message, and its thread has the rest", async () => {
    const on = await open()
    await on.deliver(on.spot.place, "digest")
    const [digest, ...more] = on.twin.observe.messages("papers")
    expect(digest && wordsOf(digest)).toContain("Top 5 of 10")
    expect(more).toEqual([])
    const [thread] = threadsIn(on, on.spot.place)
    expect(thread).toMatchObject({ id: digest?.id, name: "Daily Papers · Mon, Oct 27" })
    const rest = on.twin.observe.messages(thread?.id ?? "").map(wordsOf)
    expect(rest).toEqual([expect.stringMatching(/Papers 6 to 10 of Daily Papers[\s\S]*\n10\. /)])
  })

  it.each(["CreatePublicThreads", "SendMessagesInThreads"] as const)(
    "without %s has the rest below it",
    async (permission) => {
      const on = await open()
      on.twin.staff().setPermissions("papers", { deny: [permission] })
      await on.deliver(on.spot.place, "digest")
      expect(on.twin.observe.messages("papers").map(wordsOf)).toEqual([
        expect.stringContaining("Top 5 of 10"),
        expect.stringContaining("Papers 6 to 10"),
      ])
      const sent = on.twin.observe.messages("papers").at(-1)
      const under = {
        ...on.spot,
        message: on.twin.observe.messages("papers")[0]?.id ?? "",
        title: [{ text: "Papers" }],
      }
      const [edition] = await on.bot.stores.editions.ofSubscription(
        `${on.spot.community}/${on.spot.place}/1`,
        1,
      )
      const [, rest] = await on.bot.stores.editions.deliveries(edition?.id ?? "")
      const where = { ...on.spot, delivery: rest?.id ?? "", under }
      expect(rest && (await on.adapter().lookUp(where, rest.card))).toEqual({ ...on.spot, message: sent?.id })
    },
  )

  it("as a digest in a forum has the rest in the digest's own post", async () => {
    const on = await open()
    const forum = on.twin.channel("reading")
    await on.deliver(forum, "digest")
    const [post, ...others] = threadsIn(on, forum)
    expect(others).toEqual([])
    expect(on.twin.observe.messages(post?.id ?? "").map(wordsOf)).toEqual([
      expect.stringContaining("Top 5 of 10"),
      expect.stringContaining("Papers 6 to 10"),
    ])
  })

  it("as messages is one a paper, each with the reaction that votes", async () => {
    const on = await open()
    await on.deliver(on.spot.place, "messages", { budget: 3 })
    const posts = on.twin.observe.messages("papers")
    expect(posts.map(wordsOf)).toEqual([
      expect.stringContaining("Top 3 of 10"),
      expect.stringContaining("Diffusion Transformers"),
      expect.stringContaining("Sparse Attention That Remembers"),
      expect.stringContaining("Birdsong"),
    ])
    const papers = posts.slice(1).map(({ id }) => id)
    await on.twin.waitFor(
      () => papers.every((id) => on.twin.observe.reactors(id, "👍").includes(on.twin.botId)),
      "the bot's reaction on each post",
    )
  })

  it("lets each of its papers be discussed under its own post", async () => {
    const on = await open()
    await on.deliver(on.spot.place, "messages", { budget: 2 })
    const [header, first, second] = on.twin.observe.messages("papers")
    for (const post of [first, second]) {
      const asked = on.who("Ada").click(post?.id ?? "", "Discuss")
      expect(wordsOf(await asked.answer())).toContain("Opened a thread")
    }
    const threads = threadsIn(on, on.spot.place).map(({ id }) => id)
    expect(new Set(threads)).toEqual(new Set([header?.id, first?.id, second?.id]))
  })

  it("that nothing matches says so, where the channel wants to hear it", async () => {
    const on = await open()
    await on.deliver(on.spot.place, "digest", { filter: "zeppelin", whenEmpty: "say" })
    expect(on.twin.observe.texts("papers")).toEqual([expect.stringContaining("None of its 10 papers")])
  })
})

describe("the day's list in a forum", () => {
  it("is a post a paper: title as name, tagged, with its reaction", async () => {
    const on = await open()
    const forum = on.twin.channel("reading")
    await on.deliver(forum, "forum", { budget: 10 })
    const posts = threadsIn(on, forum).toReversed()
    expect(posts).toHaveLength(10)
    expect(posts.at(-1)?.name).toBe("Diffusion Transformers for Weather on a Sphere")
    expect(posts.every(({ name }) => (name ?? "").length <= 100)).toBe(true)
    const tag = on.twin.world.channels.get(forum)
    const paperTag = tag && "available_tags" in tag ? tag.available_tags[0]?.id : undefined
    expect(posts.map(({ applied_tags }) => applied_tags)).toEqual(posts.map(() => [paperTag]))
    await on.twin.waitFor(
      () => posts.every(({ id }) => on.twin.observe.reactors(id, "👍").includes(on.twin.botId)),
      "the bot's reaction on each post",
    )
  })

  it("takes any tag where the forum demands one and has none for papers", async () => {
    const on = await open({
      twin: { channels: [{ name: "papers" }, { name: "talk", forum: true, tags: ["Idea"] }] },
    })
    const forum = on.twin.channel("talk")
    Object.assign(on.twin.world.channels.get(forum) ?? {}, { flags: 1 << 4 })
    await on.deliver(forum, "forum", { budget: 10 })
    expect(threadsIn(on, forum).every(({ applied_tags }) => applied_tags?.length === 1)).toBe(true)
  })

  it("lets a vote on a post count for its paper", async () => {
    const on = await open()
    const forum = on.twin.channel("reading")
    await on.deliver(forum, "forum")
    const [post] = threadsIn(on, forum)
    on.who("Ada").react(post?.id ?? "", "👍")
    await expect.poll(() => on.votes("2510.00001")).toBe(1)
  })

  it("leads whoever discusses a paper to its post", async () => {
    const on = await open()
    const forum = on.twin.channel("reading")
    await on.deliver(forum, "forum", { budget: 10 })
    const before = threadsIn(on, forum)
    const [post] = before
    const answer = wordsOf(
      await on
        .who("Ada")
        .click(post?.id ?? "", "Discuss")
        .answer(),
    )
    expect(answer).toContain(`${words.commands.discuss.exists} Diffusion Transformers`)
    expect(threadsIn(on, forum)).toEqual(before)
  })

  it("gets a new post for a paper whose post was deleted", async () => {
    const on = await open()
    const forum = on.twin.channel("reading")
    await on.deliver(forum, "forum", { budget: 10 })
    const [first, other] = threadsIn(on, forum)
    on.twin.staff().deleteThread(first?.id ?? "")
    await expect.poll(() => on.bot.stores.threads.of(on.spot.community, "2510.00001")).toEqual([])
    const asked = on.who("Ada").slash(other?.id ?? "", "paper discuss", { paper: "2510.00001" })
    expect(wordsOf(await asked.answer())).toContain("Opened a thread about Diffusion Transformers")
    expect(threadsIn(on, forum).at(-1)?.name).toContain("Diffusion Transformers")
  })
})
