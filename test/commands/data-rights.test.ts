import { describe, expect, test } from "vitest"
import { people } from "../../adapters/discord/people.ts"
import { createDataRights } from "../../src/reading/data-rights.ts"
import { createPersons } from "../../src/reading/persons.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { anOperator } from "../builders.ts"
import { createFakeClock } from "../clock.ts"
import { answer, read } from "./asking.ts"
import { ada, adaOnSlack, ben, papers, readersWorld } from "./readers-world.ts"

const { data, forget } = words.dataRights
const [first, second] = papers
const one = first?.id ?? ""
const other = second?.id ?? ""

/** The file of a card, as its reader opens it. */
function opened(card: Card): Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> {
  const files = card.blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))
  expect(files.map(({ name }) => name)).toEqual([data.file])
  return JSON.parse(new TextDecoder().decode(files[0]?.bytes))
}

describe("what is kept of a member", () => {
  test("is nothing for who did nothing, and asking leaves nothing", async () => {
    const { say } = await readersWorld()
    expect(read((await say(ada, "data")).card)).toContain(data.nothing)
    expect(read((await say(ada, "forget")).card)).toContain(forget.nothing)
    expect(read((await say(ada, "data")).card)).toContain(data.nothing)
  })

  test("comes as a file with their own rows, privately, and nothing of others", async () => {
    const { say } = await readersWorld()
    await say(ada, `save ${one} note:"mine alone"`)
    await say(ada, `upvote ${one}`)
    await say(ben, `save ${one} note:"a note of Ben"`)
    const reply = await say(ada, "data")
    expect(reply.visibility).toBe("private")
    expect(reply.share).toBeUndefined()
    const file = opened(reply.card)
    expect(file.reading).toMatchObject([{ paper: one, note: "mine alone" }])
    expect(file.vote).toMatchObject([{ paper: one, member: ada.member }])
    expect(JSON.stringify(file)).not.toContain("Ben")
  })

  test("goes only after a press that follows the numbers, and others keep theirs", async () => {
    const { say, press, stores } = await readersWorld()
    for (const who of [ada, ben])
      for (const line of [`save ${one}`, `upvote ${one}`, `upvote ${other}`]) await say(who, line)
    const asked = await say(ada, "forget")
    expect(read(asked.card)).toContain("2 votes")
    expect(read(asked.card)).toContain("1 saved paper")
    expect(await stores.votes.tallies(ada.community, [one])).toEqual(new Map([[one, 2]]))
    expect(read((await press(ada, asked, forget.delete)).card)).toContain(forget.done)
    expect(await stores.votes.tallies(ada.community, [one, other])).toEqual(
      new Map([
        [one, 1],
        [other, 1],
      ]),
    )
    expect(read((await say(ada, "data")).card)).toContain(data.nothing)
    expect(opened((await say(ben, "data")).card).vote).toHaveLength(2)
  })

  test("goes in every community where the account is the same, and where it is another it stays", async () => {
    const { say } = await readersWorld()
    const adaElsewhere = { ...ada, community: "discord:2" }
    for (const who of [ada, adaElsewhere, adaOnSlack]) await say(who, `upvote ${one}`)
    await say(ada, "forget --sure")
    expect(read((await say(adaElsewhere, "data")).card)).toContain(data.nothing)
    expect(opened((await say(adaOnSlack, "data")).card).vote).toHaveLength(1)
  })
})

describe("a reaction of who was forgotten", () => {
  const post = { community: ada.community, place: "papers", message: "m1" }

  async function forgottenWorld() {
    const world = await readersWorld()
    await world.stores.posts.add({ ...post, paper: one, kind: "post", at: world.clock.now().toString() })
    await world.bot.react(ada, post, true, "👍")
    await world.say(ada, "forget --sure")
    const votes = async () => (await world.stores.votes.tallies(ada.community, [one])).get(one) ?? 0
    return { ...world, votes }
  }

  test("that is still there is no vote when reactions are read back", async () => {
    const { bot, votes } = await forgottenWorld()
    await bot.reconcile(post, [
      { member: ada.member, reaction: "👍" },
      { member: ben.member, reaction: "👍" },
    ])
    expect(await votes()).toBe(1)
  })

  test("counts again once they vote anew", async () => {
    const { bot, votes } = await forgottenWorld()
    await bot.react(ada, post, true, "👍🏽")
    await bot.reconcile(post, [{ member: ada.member, reaction: "👍🏽" }])
    expect(await votes()).toBe(1)
  })
})

describe("who runs the bot", () => {
  const { forgetMember } = words.dataRights

  /** The terminal beside a bot: it is connected to no platform. */
  async function open() {
    const world = await readersWorld()
    const adapters = new Map([["discord", people]])
    const persons = createPersons({ ...world.stores, adapters })
    const clock = createFakeClock("2026-11-24T12:00:00Z")
    const rights = createDataRights({ ...world.stores, persons, adapters, clock })
    const terminal = (line: string) =>
      answer(line, { operator: anOperator({ rights }) }, { platform: "terminal", member: "terminal:root" })
    return { ...world, terminal }
  }

  test("sees how much it is, and deletes it on a second line, wherever the member is the same", async () => {
    const { say, terminal, stores } = await open()
    const elsewhere = { ...ada, community: "discord:2" }
    for (const actor of [ada, elsewhere, ben]) await say(actor, `upvote ${one}`)
    await say(ada, `save ${other}`)
    const asked = await terminal("forget-member discord:1 1001")
    expect(asked).toContain(forgetMember.ask("discord:1", "1001"))
    expect(asked).toContain("2 votes")
    expect(read((await say(ada, "saved")).card)).toContain(second?.title)
    expect(await terminal("forget-member discord:1 1001 --sure")).toContain(forgetMember.done)
    expect(await terminal("forget-member discord:1 1001")).toContain(
      forgetMember.nothing("discord:1", "1001"),
    )
    expect(await stores.votes.tallies("discord:2", [one])).toEqual(new Map([[one, 0]]))
    expect(await stores.votes.tallies("discord:1", [one])).toEqual(new Map([[one, 1]]))
  })

  test("is told what an account looks like", async () => {
    const { terminal } = await open()
    for (const written of ["1001", "discord:1 1 2", "ada discord:1"])
      expect(await terminal(`forget-member ${written}`)).toContain(forgetMember.noAccount(written))
  })
})
