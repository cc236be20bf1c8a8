import { describe, expect, test } from "vitest"
import { feedsCard, feedTitle } from "../../src/cards/feed-card.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { read } from "./asking.ts"
import { actionsOf, ada, adaOnSlack, ben, papers, readersWorld } from "./readers-world.ts"

const sayings = words.feeds
const [first, second] = papers.map(({ id }) => id) as [string, string]

/** The secret part of the address that a card shows. */
function tokenOn(card: Card): string {
  const [, token = ""] = /\/f\/([\w-]+)\.atom/.exec(read(card)) ?? []
  return token
}

describe("feed", () => {
  test("is not offered in a chat where nobody could read it, and says why at once; at the terminal it is", () => {
    const here = { isAdmin: true, origin: "http://127.0.0.1:4280" }
    const inChat = feedsCard([], { ...here, surface: "chat" })
    expect(read(inChat)).toContain(sayings.closed)
    expect(actionsOf(inChat)).toEqual([])
    const atTerminal = feedsCard([], { ...here, surface: "terminal" })
    expect(read(atTerminal)).toContain(sayings.closed)
    const open = feedsCard([], { isAdmin: true, surface: "chat", origin: "https://papers.example.org" })
    expect(read(open)).not.toContain(sayings.closed)
    expect(actionsOf(atTerminal)).toEqual(actionsOf(open))
  })

  test("of saved papers holds them newest first, for whoever has its address", async () => {
    const { say, feeds, clock } = await readersWorld()
    await say(ada, `save ${first}`)
    await clock.advance({ seconds: 5 })
    await say(ada, `save ${second}`)
    const { card, visibility } = await say(ada, "feed saved")
    expect(visibility).toBe("private")
    const page = await feeds.read(tokenOn(card))
    expect(page?.entries.map(({ paper }) => paper.id)).toEqual([second, first])
    expect(page?.title).toBe(sayings.titles.saved())
    expect(await feeds.read("x".repeat(27))).toBeUndefined()
  })

  test("keeps a paper's id and date when its votes change", async () => {
    const { say, feeds } = await readersWorld()
    await say(ada, `save ${first}`)
    const token = tokenOn((await say(ada, "feed saved")).card)
    const before = await feeds.read(token)
    await say(ben, `upvote ${first}`)
    expect(await feeds.read(token)).toEqual(before)
  })

  test("asked for twice is the same feed, and one person's on every platform that is linked", async () => {
    const { say } = await readersWorld()
    const one = tokenOn((await say(ada, "feed of:search query:attention")).card)
    expect(tokenOn((await say(ada, "feed of:search query:attention")).card)).toBe(one)
    expect(tokenOn((await say(ben, "feed of:search query:attention")).card)).not.toBe(one)
    expect(read((await say(adaOnSlack, "feed")).card)).toContain(sayings.none)
  })

  test("gets a new address that ends the old one, and ends", async () => {
    const { say, press, feeds } = await readersWorld()
    const made = await say(ada, "feed list")
    const renewed = await press(ada, made, sayings.buttons.renew)
    expect(read(renewed.card)).toContain(sayings.renewed(sayings.titles.list()))
    expect(await feeds.read(tokenOn(made.card))).toBeUndefined()
    expect(await feeds.read(tokenOn(renewed.card))).toBeDefined()
    expect(read((await press(ada, renewed, sayings.buttons.end)).card)).toContain(sayings.endedText)
    expect(await feeds.read(tokenOn(renewed.card))).toBeUndefined()
    expect(read((await press(ada, renewed, sayings.buttons.end)).card)).toContain(sayings.gone)
  })

  test("of somebody else is neither listed, renewed nor ended", async () => {
    const { say, press, feeds } = await readersWorld()
    const made = await say(ada, "feed saved")
    expect(read((await say(ben, "feed")).card)).toContain(sayings.none)
    for (const button of [sayings.buttons.renew, sayings.buttons.end])
      expect(read((await press(ben, made, button)).card)).toContain(sayings.gone)
    expect(await feeds.read(tokenOn(made.card))).toBeDefined()
  })

  test("of a channel is an admin's to make, and holds what was posted there, each with its discussion", async () => {
    const { say, feeds, stores } = await readersWorld()
    expect(read((await say({ ...ben, isAdmin: false }, "feed channel")).card)).toContain(sayings.adminsOnly)
    const { community, place } = ada
    const post = { community, kind: "post", at: "2026-11-24T09:00:00Z" } as const
    await stores.posts.add({ ...post, place, message: "m1", paper: first })
    await stores.posts.add({ ...post, place: "elsewhere", message: "m2", paper: second })
    await stores.posts.add({ ...post, place, message: "m3", paper: second, kind: "answer" })
    const { card } = await say({ ...ada, isAdmin: true }, "feed channel")
    const [entry] = (await stores.audit.of(community, { offset: 0, limit: 1 })).entries
    expect(entry).toMatchObject({ member: ada.member, place, change: { kind: "feed-made" } })
    const page = await feeds.read(tokenOn(card))
    expect(page?.entries).toMatchObject([{ paper: { id: first }, at: "2026-11-24T09:00:00Z" }])
  })

  test("of a search that cannot be read is refused with what was meant", async () => {
    const { say } = await readersWorld()
    expect(read((await say(ada, "feed of:search")).card)).toContain(sayings.missingQuery)
    expect(read((await say(ada, "feed query:auther:lecun")).card)).toContain("author:lecun")
  })

  test("all of a member's go into one file", async () => {
    const { say } = await readersWorld()
    expect(read((await say(ada, "feed do:opml")).card)).toContain(sayings.nothingToExport)
    await say(ada, "feed saved")
    await say(ada, "feed list")
    const { card } = await say(ada, "feed do:opml")
    const file = card.blocks.find(({ kind }) => kind === "file")
    const text = file?.kind === "file" ? new TextDecoder().decode(file.file.bytes) : ""
    for (const kind of ["saved", "list"] as const) expect(text).toContain(`text="${feedTitle({ kind })}"`)
    expect(text.match(/xmlUrl="https:\/\/papers\.example\.org\/f\/[\w-]{27}\.atom"/g)).toHaveLength(2)
  })

  test("is deleted with its owner, address and all", async () => {
    const { say, feeds } = await readersWorld()
    const token = tokenOn((await say(ada, "feed list")).card)
    await say(ada, "forget --sure")
    expect(await feeds.read(token)).toBeUndefined()
  })
})
