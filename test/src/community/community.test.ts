import { describe, expect, test } from "vitest"
import { createCommunity } from "../../../src/community/community.ts"
import { PlatformError, UserError } from "../../../src/vocabulary/errors.ts"
import { anActor, aPaper } from "../../builders.ts"
import { createFakeClock } from "../../clock.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog } from "../../silent-log.ts"

const paper = aPaper()
const ada = anActor()
const bob = anActor({ member: "bob" })
const stranger = anActor({ community: "web:other", member: "ada" })

async function world() {
  const stores = await openStores()
  await stores.papers.save([paper], "2026-11-24T12:00:00Z")
  const chat = createFakePlatform("web")
  const changes: string[] = []
  const community = createCommunity({
    ...stores,
    adapters: new Map([["web", chat]]),
    clock: createFakeClock("2026-11-24T15:00:00Z"),
    log: silentLog,
    changed: (place, id) => changes.push(`${place} ${id}`),
  })
  async function post(message: string, about = paper.id) {
    const ref = { community: "web:local", place: "general", message }
    await stores.posts.add({ ...ref, paper: about, kind: "post", at: "2026-11-24T12:00:00Z" })
    return ref
  }
  const votes = async (actor = ada) => (await community.paperStats(actor, [paper.id])).get(paper.id)?.votes
  return { stores, chat, community, changes, post, votes }
}

describe("a vote", () => {
  test("counts once a member, however often it is given", async () => {
    const { community, changes } = await world()
    expect(await community.vote(ada, paper.id, "on")).toMatchObject({ changed: true, on: true, votes: 1 })
    expect(await community.vote(ada, paper.id, "on")).toMatchObject({ changed: false, on: true, votes: 1 })
    expect(await community.vote(bob, paper.id, "on")).toMatchObject({ changed: true, on: true, votes: 2 })
    expect(changes).toHaveLength(2)
  })

  test("is given and taken back by the same button", async () => {
    const { community } = await world()
    expect(await community.vote(ada, paper.id, "toggle")).toMatchObject({ on: true, votes: 1 })
    expect(await community.vote(ada, paper.id, "toggle")).toMatchObject({
      changed: true,
      on: false,
      votes: 0,
    })
  })

  test("that is not there is taken back without harm", async () => {
    const { community, changes } = await world()
    expect(await community.vote(ada, paper.id, "off")).toMatchObject({ changed: false, on: false, votes: 0 })
    expect(changes).toEqual([])
  })

  test("is seen as one's own by its member alone", async () => {
    const { community } = await world()
    await community.vote(ada, paper.id, "on")
    const mine = async (actor: typeof ada) =>
      (await community.paperStats(actor, [paper.id])).get(paper.id)?.mine
    expect([await mine(ada), await mine(bob)]).toEqual([true, false])
  })
})

describe("a reaction", () => {
  test("on a post is a vote, and taken off it is none", async () => {
    const { community, post, votes } = await world()
    const ref = await post("m1")
    await community.react(ada, ref, true)
    expect(await votes()).toBe(1)
    await community.react(ada, ref, false)
    expect(await votes()).toBe(0)
  })

  test("on a message that is no post is nothing", async () => {
    const { community, votes } = await world()
    await community.react(ada, { community: "web:local", place: "general", message: "chatter" }, true)
    expect(await votes()).toBe(0)
  })

  test("taken off one post leaves a vote that came by another", async () => {
    const { community, post, votes } = await world()
    const [first, second] = [await post("m1"), await post("m2")]
    await community.react(ada, first, true)
    await community.react(ada, second, true)
    await community.react(ada, second, false)
    expect(await votes()).toBe(1)
  })
})

test("after an absence votes agree with who reacts now, and votes by button stay", async () => {
  const { community, post, stores } = await world()
  const ref = await post("m1")
  await community.react(ada, ref, true)
  await community.vote(anActor({ member: "carol" }), paper.id, "on")
  const reactions = [{ member: "bob" }, { member: "dora" }]
  expect(await community.reconcile(ref, reactions)).toBe(true)
  expect(await community.reconcile(ref, reactions)).toBe(false)
  const voters = await Promise.all(
    ["ada", "bob", "carol", "dora"].map(
      async (member) => [member, (await stores.votes.ofMember("web:local", member)).length] as const,
    ),
  )
  expect(Object.fromEntries(voters)).toEqual({ ada: 0, bob: 1, carol: 1, dora: 1 })
})

describe("a discussion", () => {
  test("is opened under the paper's own post, with the paper as its first message", async () => {
    const { community, chat, post, stores } = await world()
    const { opened, thread, link } = await community.discuss(ada, paper, await post("m1"))
    expect({ opened, link }).toEqual({ opened: true, link: "https://chat.test/general/t1" })
    expect(chat.threads.get(thread.thread)).toMatchObject({ under: "m1" })
    const opening = chat.messages[0]
    expect(opening && (await stores.posts.at(opening))).toMatchObject({
      kind: "thread-opening",
      paper: paper.id,
    })
  })

  test("is opened in the channel where the message lists several papers", async () => {
    const { community, chat } = await world()
    const digest = { community: "web:local", place: "general", message: "digest" }
    const { thread } = await community.discuss(ada, paper, digest)
    expect(chat.threads.get(thread.thread)).not.toHaveProperty("under")
  })

  test("is one a place, and is found again", async () => {
    const { community, chat } = await world()
    await community.discuss(ada, paper)
    expect(await community.discuss(bob, paper)).toMatchObject({ opened: false, thread: { openedBy: "ada" } })
    await community.discuss(anActor({ place: "reading-group" }), paper)
    expect(chat.threads.size).toBe(2)
  })

  test("is one when many press the button at once", async () => {
    const { community, chat } = await world()
    const all = await Promise.all(
      ["a", "b", "c", "d"].map((member) => community.discuss(anActor({ member }), paper)),
    )
    expect(chat.threads.size).toBe(1)
    expect(all.filter(({ opened }) => opened)).toHaveLength(1)
  })

  test("that was archived is revived", async () => {
    const { community, chat } = await world()
    const { thread } = await community.discuss(ada, paper)
    const kept = chat.threads.get(thread.thread)
    if (kept) kept.archived = true
    expect(await community.discuss(bob, paper)).toMatchObject({ opened: false })
    expect(kept?.archived).toBe(false)
  })

  test("that a moderator deleted is forgotten and opened anew", async () => {
    const { community, chat, stores } = await world()
    const { thread } = await community.discuss(ada, paper)
    chat.threads.delete(thread.thread)
    chat.threads.set("other", { place: "general", archived: false })
    expect(await community.discuss(bob, paper)).toMatchObject({ opened: true })
    expect(await stores.threads.of("web:local", paper.id)).toHaveLength(1)
  })

  test("that the platform refuses says why and what to do", async () => {
    const { community, chat } = await world()
    chat.before = () => {
      throw new PlatformError("web", "50013", "no permission", { hint: "Let the bot create threads." })
    }
    const refusal = community.discuss(ada, paper)
    await expect(refusal).rejects.toThrow(UserError)
    await expect(refusal).rejects.toMatchObject({ hint: "Let the bot create threads." })
  })

  test("cannot be where there are no threads", async () => {
    const { community } = await world()
    await expect(community.discuss(anActor({ community: "terminal:local" }), paper)).rejects.toThrow(
      UserError,
    )
  })

  test("counts its replies, as told or one by one", async () => {
    const { community, stores, changes } = await world()
    const { thread } = await community.discuss(ada, paper)
    const where = { community: "web:local", thread: thread.thread }
    await community.replied({ ...where, replies: 3 })
    await community.replied({ ...where, replies: "one-more" })
    const before = changes.length
    await community.replied({ ...where, replies: 4 })
    expect(await stores.threads.at("web:local", thread.thread)).toMatchObject({ replies: 4 })
    expect(changes.length).toBe(before)
  })
})

describe("what is here", () => {
  test("leads from a post, or from within a thread, to its paper", async () => {
    const { community, post } = await world()
    const { thread } = await community.discuss(ada, paper)
    expect(await community.paperAt(ada, await post("m1"))).toBe(paper.id)
    expect(await community.paperAt(anActor({ thread: thread.thread }))).toBe(paper.id)
    expect(await community.paperAt(ada)).toBeUndefined()
  })

  test("is told for searches of discussed and voted papers", async () => {
    const { community } = await world()
    await community.vote(ada, paper.id, "on")
    await community.discuss(ada, paper)
    expect(await community.touched("web:local", ["discussed", "voted"])).toEqual({
      discussed: new Set([paper.id]),
      voted: new Set([paper.id]),
    })
  })

  test("is forgotten when the platform says that it is gone", async () => {
    const { community, post, stores } = await world()
    const ref = await post("m1")
    const { thread } = await community.discuss(ada, paper)
    await community.vanished({ ...ref })
    await community.vanished({ community: "web:local", place: "general", thread: thread.thread })
    expect(await stores.posts.at(ref)).toBeUndefined()
    expect(await stores.threads.of("web:local", paper.id)).toEqual([])
  })
})

test("one community never sees another's votes, posts or threads", async () => {
  const { community, post } = await world()
  const ref = await post("m1")
  await community.vote(ada, paper.id, "on")
  const { thread } = await community.discuss(ada, paper)
  expect((await community.paperStats(stranger, [paper.id])).get(paper.id)).toEqual({
    votes: 0,
    mine: false,
    threads: [],
    posts: [],
  })
  expect(await community.touched("web:other", ["discussed", "voted"])).toEqual({
    discussed: new Set(),
    voted: new Set(),
  })
  expect(await community.top("web:other", "2026-01-01", "2027-01-01", 10)).toEqual([])
  expect(await community.paperAt({ ...stranger, thread: thread.thread })).toBeUndefined()
  expect(await community.paperAt(stranger, ref)).toBeUndefined()
  await community.react(stranger, ref, true)
  expect((await community.paperStats(ada, [paper.id])).get(paper.id)?.votes).toBe(1)
})

describe("a place is named", () => {
  async function named(isPrivate: boolean, reader: Partial<typeof ada>) {
    const { community, chat } = await world()
    chat.describePlace = async () => ({ name: "secret-plans", kind: "text", isPrivate })
    return community.nameOf({ community: "web:local", place: "C1" }, { ...ada, ...reader })
  }

  test("to everybody where it is open, and where it is private to admins and to who asks in it", async () => {
    expect(await named(false, {})).toBe("#secret-plans")
    expect(await named(true, {})).toBeUndefined()
    expect(await named(true, { isAdmin: true })).toBe("#secret-plans")
    expect(await named(true, { place: "C1" })).toBe("#secret-plans")
  })

  test("to a guest only where they are", async () => {
    expect(await named(false, { isGuest: true })).toBeUndefined()
    expect(await named(false, { isGuest: true, place: "C1" })).toBe("#secret-plans")
  })
})

test("a thread's papers are its own, or all that its post brought", async () => {
  const { community, stores } = await world()
  const card = { title: [], tone: "plain", paper: paper.id } as const
  const line = { title: [], lines: [], actions: [], paper: "2511.00002" }
  const edition = [
    { ...card, blocks: [] },
    { ...card, blocks: [{ kind: "items", items: [line] } as const] },
  ]
  const withPost = createCommunity({
    ...{ ...stores, adapters: new Map(), clock: createFakeClock("2026-11-24T15:00:00Z"), log: silentLog },
    changed: () => undefined,
    editions: { ...stores.editions, cardsWith: async ({ message }) => (message === "root" ? edition : []) },
  })
  const where = { ...ada, place: "general" }
  expect(await withPost.papersAt({ ...where, thread: "root" })).toEqual([paper.id, "2511.00002"])
  expect(await withPost.papersAt({ ...where, thread: "other" })).toEqual([])
  expect(await withPost.papersAt(where)).toEqual([])
  const { thread } = await community.discuss(where, paper)
  expect(await withPost.papersAt({ ...where, thread: thread.thread })).toEqual([paper.id])
})
