/** One thread a paper, whatever became of the one before. */
import { describe, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage()
const paper = "2510.00003"
const title = "A Small Language Model of Birdsong"

const threads = ({ twin }: DiscordStage) => twin.observe.threads(twin.guild.id)
const discuss = async (on: DiscordStage, message: string, who: "Ada" | "Ben" = "Ada") =>
  wordsOf(await on.who(who).click(message, "Discuss").answer())

describe("discussing a paper from its post", () => {
  it("opens a thread named by the title, with what it is for and where the paper is", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    expect(await discuss(on, message)).toContain(`Opened a thread about ${title}`)
    expect(threads(on)).toMatchObject([{ id: message, name: title }])
    expect(wordsOf(on.twin.observe.messages(message)[0] ?? fail())).toContain("Discuss this paper here.")
  })

  it("asked by many at once opens one", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    const crowd = Array.from({ length: 8 }, (_, n) => on.twin.member(`Member ${n}`))
    await Promise.all(crowd.map((person) => person.click(message, "Discuss").answer()))
    expect(threads(on)).toHaveLength(1)
    expect(on.twin.observe.messages(message)).toHaveLength(1)
  })

  it("takes the thread that the post has already, whoever opened it", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    await discuss(on, message)
    await on.bot.stores.threads.remove(on.spot.community, message)
    expect(await discuss(on, message, "Ben")).toContain("thread about")
    expect(threads(on)).toHaveLength(1)
    expect(on.twin.observe.messages(message)).toHaveLength(1)
  })

  it("wakes the thread that sleeps", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    await discuss(on, message)
    on.twin.staff().archiveThread(message)
    expect(await discuss(on, message, "Ben")).toContain(`There is already a thread about ${title}`)
    expect(threads(on)[0]?.thread_metadata?.archived).toBe(false)
  })

  it("leads to a locked thread, and leaves it locked", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    await discuss(on, message)
    on.twin.staff().archiveThread(message, true)
    expect(await discuss(on, message)).toContain(`There is already a thread about ${title}`)
    expect(threads(on)[0]?.thread_metadata).toMatchObject({ archived: true, locked: true })
  })

  it("opens a new thread where the old one was deleted unseen", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    await discuss(on, message)
    await on.absence(async () => on.twin.staff().deleteThread(message))
    expect(await discuss(on, message)).toContain(`Opened a thread about ${title}`)
  })

  it("opens one beside the post where the post is gone by then", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.twin.breaks.next({ kind: "refusal", code: 10_008 }, { method: "POST", path: `/${message}/threads` })
    expect(await discuss(on, message)).toContain(`Opened a thread about ${title}`)
    expect(threads(on)[0]?.id).not.toBe(message)
  })

  it.each([
    ["CreatePublicThreads", "Create Public Threads"],
    ["SendMessagesInThreads", "Send Messages in Threads"],
  ] as const)("without %s names what the bot lacks", async (permission, name) => {
    const on = await open()
    const { message } = await on.post(paper)
    on.twin.staff().setPermissions("papers", { deny: [permission] })
    expect(await discuss(on, message)).toContain(name)
    on.twin.staff().setPermissions("papers", {})
    expect(await discuss(on, message)).toContain("thread about")
    expect(threads(on)).toHaveLength(1)
    expect(on.twin.observe.messages(message)).toHaveLength(1)
  })

  it.each(["before", "after"] as const)(
    "that breaks %s the thread was made makes no second",
    async (when) => {
      const on = await open()
      const { message } = await on.post(paper)
      on.twin.breaks.next({ kind: "reset", when }, { method: "POST", path: "/threads" })
      await discuss(on, message)
      expect(await discuss(on, message)).toContain("thread about")
      expect(threads(on)).toHaveLength(1)
      expect(on.twin.observe.messages(message)).toHaveLength(1)
    },
  )
})

describe("discussing a paper by its name", () => {
  const ask = async (on: DiscordStage) =>
    wordsOf(await on.who("Ada").slash("papers", "paper discuss", { paper }).answer())

  it.each(["before", "after"] as const)(
    "that breaks %s the thread was made makes no second",
    async (when) => {
      const on = await open()
      on.twin.breaks.next({ kind: "reset", when }, { method: "POST", path: "/threads" })
      await ask(on)
      expect(await ask(on)).toContain("thread about")
      expect(threads(on)).toHaveLength(1)
    },
  )

  it("works inside its thread as well, where nothing need be named", async () => {
    const on = await open()
    await ask(on)
    const [thread] = threads(on)
    const similar = await on
      .who("Ada")
      .slash(thread?.id ?? "", "paper similar")
      .answer()
    expect(wordsOf(similar)).toContain(title)
  })

  it("counts what people write in the thread, and not what the bot writes", async () => {
    const on = await open()
    await ask(on)
    const [thread] = threads(on)
    on.who("Ada").say(thread?.id ?? "", "What a paper.")
    on.who("Ben").say(thread?.id ?? "", "Indeed.")
    await expect
      .poll(async () => (await on.bot.stores.threads.of(on.spot.community, paper))[0]?.replies)
      .toBe(2)
  })

  it("in a direct message says that there are no threads", async () => {
    const on = await open()
    const answer = on.who("Ada").slash("@me", "paper discuss", { paper }).answer()
    expect(wordsOf(await answer)).toContain(words.discord.refusals[50024][0])
  })
})

function fail(): never {
  throw new Error("there is no message")
}
