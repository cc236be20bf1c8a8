/** What is said to the bot in a channel, what its answers offer, and an admin's form that was filled in wrong. */
import { MessageFlags } from "discord.js"
import { describe, expect, it } from "vitest"
import { limits } from "../../../adapters/discord/limits.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Action, Card } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import { pressables } from "../../twins/discord/state/components.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const fromBot = ({ twin }: DiscordStage) =>
  twin.observe.messages("papers").filter(({ author }) => author.id === twin.botId)
const isPrivate = ({ flags = 0 }: { readonly flags?: number | undefined }) =>
  (flags & MessageFlags.Ephemeral) !== 0

describe("a mention", () => {
  it("that says thanks gets a reaction, and no message", async () => {
    const on = await open()
    const { id } = on.who("Ada").mention("papers", "thanks!")
    await on.twin.waitFor(() => on.twin.observe.reactors(id, "💛").includes(on.twin.botId), "a reaction")
    expect(fromBot(on)).toEqual([])
  })

  it("that says thanks where the bot may not react gets a word", async () => {
    const on = await open()
    on.twin.staff().setPermissions("papers", { deny: ["AddReactions"] })
    on.who("Ada").mention("papers", "thanks!")
    const answer = await on.twin.waitFor(() => fromBot(on)[0], "an answer")
    expect(wordsOf(answer)).toContain(words.cards.smallTalk.welcome)
  })

  it("with two links is answered with both papers, each with what can be done", async () => {
    const on = await open()
    on.who("Ada").mention("papers", "https://arxiv.org/abs/2510.00002 or huggingface.co/papers/2510.00003 ?")
    const answer = await on.twin.waitFor(() => fromBot(on)[0], "an answer")
    expect(wordsOf(answer)).toContain("Sparse Attention That Remembers")
    expect(wordsOf(answer)).toContain("Birdsong")
    const details = pressables(answer.components).filter(
      (one) => "label" in one && one.label === words.cards.paper.buttons.details,
    )
    const opened = await on
      .who("Ben")
      .click(answer, details[1]?.custom_id ?? "")
      .answer()
    expect(wordsOf(opened)).toContain("Birdsong")
    expect(isPrivate(opened)).toBe(true)
  })
})

describe("a role", () => {
  it("is not called on a day without papers", async () => {
    const on = await open()
    const role = on.twin.staff().addRole("reading group", true)
    await on.deliver(on.spot.place, "messages", { filter: "zeppelin", whenEmpty: "say", mention: role.id })
    const posts = fromBot(on)
    expect(posts.map(wordsOf)).toEqual([expect.stringContaining("None of its 10 papers")])
    expect(posts.flatMap((post) => post.mention_roles)).toEqual([])
  })
})

describe("a vote that takes longer than a second", () => {
  it("says so to the one who pressed, until it is counted", async () => {
    const held = Promise.withResolvers<void>()
    const on = await open({
      through: (bot) => ({
        ...bot,
        dispatch: (invocation) => held.promise.then(() => bot.dispatch(invocation)),
      }),
    })
    const { message } = await on.post("2510.00003")
    await on.who("Ada").click(message, words.cards.paper.buttons.upvote).acknowledged()
    const sees = (who: "Ada" | "Ben") => on.who(who).sees("papers").map(wordsOf)
    const isWorking = () => sees("Ada").some((text) => text.includes(words.discord.working))
    await on.twin.waitFor(isWorking, "a sign")
    expect(sees("Ben").join()).not.toContain(words.discord.working)
    held.resolve()
    await on.twin.waitFor(() => !isWorking(), "the sign to go")
    await expect.poll(() => on.votes("2510.00003")).toBe(1)
    expect(sees("Ada")).toHaveLength(1)
  })
})

it.each([
  { call: invoke("channel", { do: "show" }), who: "Admin", says: "papers" },
  // Its own answers are for all to see.
  { call: invoke("show", { paper: "2510.00003" }), who: "Ada", says: "Birdsong" },
] as const)(
  "a form of $call.command that takes too long is answered by the card that it stands for, in private",
  async ({ call, who, says }) => {
    const clock = {
      ...realClock,
      wait: (ms: number, signal?: AbortSignal) =>
        ms === limits.formDeadlineMs ? Promise.resolve() : realClock.wait(ms, signal),
    }
    const never = new Promise<undefined>(() => undefined)
    const on = await open({ adapter: { clock }, through: (bot) => ({ ...bot, form: () => never }) })
    const button: Action = { ...call, effect: "form", label: "Open" }
    const card: Card = { title: [], tone: "plain", blocks: [{ kind: "actions", actions: [button] }] }
    const sent = await on.adapter().send(on.spot, card)
    const asked = on.who(who).click(sent.message, "Open")
    const answer = await asked.answer()
    expect(wordsOf(answer)).toContain(says)
    expect(isPrivate(answer)).toBe(true)
    expect(asked.state.modal).toBeUndefined()
  },
)

it("a set-up form that was wrong keeps what was typed", async () => {
  const on = await open()
  const admin = on.who("Admin")
  const panel = await admin.slash("papers", "paper-admin setup").answer()
  const { buttons } = words.setup
  const asked = await admin.submit(admin.click(panel, buttons.more), {
    filter: "has:banana",
    zone: "Asia/Tokyo",
  })
  const refused = await on.twin.waitFor(
    () => admin.sees("papers").find((one) => wordsOf(one).includes("has:banana")),
    "the error",
  )
  expect(await asked.acknowledged()).toBeDefined()
  const form = await admin.click(refused, buttons.fix).modal()
  expect(JSON.stringify(form)).toContain('"value":"has:banana"')
  expect(JSON.stringify(form)).toContain('"value":"Asia/Tokyo"')
})
