/** Private answers that change in place and can be shared, and votes that say nothing unless there is something to say. */
import { InteractionResponseType as Response } from "discord.js"
import { describe, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const paper = "2510.00003"
const { buttons } = words.cards.paper

const sharedIn = ({ twin }: DiscordStage) =>
  twin.observe.messages("papers").filter((message) => wordsOf(message).includes("Birdsong"))

describe("details of a paper", () => {
  it("are one private answer that changes in place", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    const ada = on.who("Ada")
    const details = await ada.click(message, buttons.details).answer()
    const pressed = ada.click(details, buttons.abstract)
    expect(await pressed.acknowledged()).toBe(Response.DeferredMessageUpdate)
    await on.twin.waitFor(
      () => ada.sees("papers").some((one) => wordsOf(one).includes(`[${buttons.back}]`)),
      "the abstract",
    )
    expect(ada.sees("papers")).toHaveLength(2)
    expect(on.who("Ben").sees("papers")).toHaveLength(1)
  })

  it("that ten people read are no message in the channel", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    const readers = Array.from({ length: 10 }, (_, n) => on.twin.member(`Reader ${n}`))
    await Promise.all(readers.map((reader) => reader.click(message, buttons.details).answer()))
    expect(on.twin.observe.messages("papers")).toHaveLength(1)
  })
})

describe("Share", () => {
  const details = (on: DiscordStage) => on.who("Ada").slash("papers", "paper details", { paper }).answer()

  it("posts the paper once, as a message that can be voted for", async () => {
    const on = await open()
    const answer = await details(on)
    await on.who("Ada").click(answer, words.discord.share).acknowledged()
    const [shared] = await on.twin.waitFor(() => sharedIn(on)[0] && sharedIn(on), "the shared paper")
    const id = shared?.id ?? ""
    await on.twin.waitFor(() => on.twin.observe.reactors(id, "👍").includes(on.twin.botId), "the bot's own")
    on.who("Ben").react(id, "👍")
    await expect.poll(() => on.votes(paper)).toBe(1)
    expect(sharedIn(on)).toHaveLength(1)
  })

  it("is one message although Discord's answer was lost, and says that it was done", async () => {
    const on = await open({ adapter: { timeoutMs: 200 } })
    const answer = await details(on)
    on.twin.breaks.next({ kind: "reset", when: "after" }, { method: "POST", path: "/messages" })
    await on.who("Ada").click(answer, words.discord.share).acknowledged()
    const isDone = () =>
      on
        .who("Ada")
        .sees("papers")
        .some((one) => wordsOf(one).includes(`[${words.discord.shared}]`))
    await on.twin.waitFor(isDone, "the button to say so")
    expect(sharedIn(on)).toHaveLength(1)
  })

  it("without the right to write there is answered in private", async () => {
    const on = await open()
    const answer = await details(on)
    on.twin.staff().setPermissions("papers", { deny: ["SendMessages"] })
    const asked = on.who("Ada").click(answer, words.discord.share)
    expect(wordsOf(await asked.answer())).toContain("permission")
    expect(sharedIn(on)).toEqual([])
  })

  it("is not offered where only the member has the app", async () => {
    const on = await open()
    const asked = on.who("Ada").slash("papers", "paper details", { paper }, { userInstall: true })
    expect(wordsOf(await asked.answer())).not.toContain(words.discord.share)
  })
})

describe("a vote by a button", () => {
  it("is taken back by a second press, and that is said", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    const first = on.who("Ada").click(message, buttons.upvote)
    expect(await first.acknowledged()).toBe(Response.DeferredMessageUpdate)
    await expect.poll(() => on.votes(paper)).toBe(1)
    const label = () =>
      on.twin.observe
        .texts("papers")
        .join("\n")
        .match(/Upvote\s\d+/)?.[0]
    await on.twin.waitFor(label, "the tally")
    const second = on.who("Ada").click(message, label() ?? "")
    expect(wordsOf(await second.answer())).toContain(words.commands.upvote.tookBack)
    expect(await on.votes(paper)).toBe(0)
  })

  it("that a reaction keeps says so", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    await on.who("Ada").slash("papers", "paper upvote", { paper }).answer()
    on.who("Ada").react(message, "👍🏽")
    const back = () => on.who("Ada").slash("papers", "paper upvote", { paper, undo: true }).answer()
    await expect.poll(() => on.bot.stores.votes.via({ ...on.spot, message })).toHaveLength(1)
    expect(wordsOf(await back())).toContain(words.commands.upvote.reactionCounts)
    expect(await on.votes(paper)).toBe(1)
  })
})

it("what takes longer than a second shows that it is being done", async () => {
  const slow = { delay: false }
  const on = await open({
    through: (bot) => ({
      ...bot,
      dispatch: async (invocation) => {
        if (slow.delay) await new Promise((resolve) => setTimeout(resolve, 1_500))
        return bot.dispatch(invocation)
      },
    }),
  })
  const answer = await on.who("Ada").slash("papers", "paper details", { paper }).answer()
  slow.delay = true
  on.who("Ada").click(answer, buttons.abstract)
  const isWorking = () =>
    on
      .who("Ada")
      .sees("papers")
      .some((one) => wordsOf(one).includes(words.discord.working))
  await on.twin.waitFor(isWorking, "a sign")
  await on.twin.waitFor(() => !isWorking(), "the answer")
})
