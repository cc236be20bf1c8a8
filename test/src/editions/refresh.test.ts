import { describe, expect, test } from "vitest"
import { plain } from "../../../src/rendering/plain.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { aSubscription, createWorld, listed, type World } from "./world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
/** Tuesday's list closes on Wednesday at 02:30 UTC. */
const closing = "2026-11-25T02:30:00Z"

async function early(given: Parameters<typeof aSubscription>[0] = {}) {
  const world = await createWorld(nineOnTuesday)
  await world.stores.subscriptions.save(aSubscription({ early: true, ...given }))
  world.library.list = async ({ key }) => read(world, key, threeOf(3), false)
  const bot = world.start()
  await world.tick(bot)
  return { ...world, bot, texts: () => world.chat.messages.map(({ card }) => plain(card, { links: false })) }
}

const paper = (number: number, upvotes = 100 - number) =>
  aPaper({ id: `2611.0000${number}`, title: `Paper ${number}`, upvotes })
const threeOf = (count: number) => Array.from({ length: count }, (_, index) => paper(index + 1))

function read({ clock }: World, key: string, papers: ReturnType<typeof threeOf>, closed: boolean) {
  return listed(key, { papers, closed, readAt: clock.now().toString() })
}

describe("a list that is posted early", () => {
  test("is said to be open", async () => {
    const world = await early()
    expect(world.posted()).toEqual(["Daily Papers · Tue, Nov 24"])
    expect(world.texts()[0]).toContain(words.editions.note.open)
  })

  test("is completed by editing when it has closed, and never posted again", async () => {
    const world = await early()
    world.library.list = async ({ key }) => read(world, key, threeOf(5), true)
    world.clock.set(closing)
    await world.clock.advance({ minutes: 11 })
    await world.tick(world.bot)
    expect(world.chat.messages).toHaveLength(1)
    expect(world.chat.messages[0]?.edits).toBe(1)
    expect(world.texts()[0]).toMatch(/5 papers[\s\S]*Paper 5[\s\S]*/)
    expect(world.texts()[0]).toContain(words.editions.note.closed(5))
    expect(world.texts()[0]).not.toContain(words.editions.note.open)
  })

  /** The list closes with so many papers; then all that there is to say of it is said. */
  async function closes(world: Awaited<ReturnType<typeof early>>, count: number) {
    world.library.list = async ({ key }) => read(world, key, threeOf(count), true)
    world.clock.set(closing)
    for (const minutes of [11, 1]) {
      await world.clock.advance({ minutes })
      await world.tick(world.bot)
    }
  }

  test("as a message a paper has the later ones in the thread of its header", async () => {
    const world = await early({ form: "messages" })
    await closes(world, 5)
    const [header, , , , rest, ...more] = world.chat.messages
    expect(more).toEqual([])
    expect(world.texts()[0]).toMatch(/^Daily Papers · Tue, Nov 24\n\nTop 3 of 5/)
    expect(world.texts()[0]).toContain(words.editions.note.closed(5))
    expect(world.texts()[4]).toMatch(/^Papers 4 to 5 of [\s\S]*Paper 4[\s\S]*Paper 5/)
    expect(world.chat.threads.get(rest?.thread ?? "")?.under).toBe(header?.message)
  })

  test("fills its digest with the later ones, and has those beyond its attention budget in the thread", async () => {
    const world = await early({ budget: 4 })
    await closes(world, 6)
    expect(world.texts()[0]).toMatch(/Top 4 of 6[\s\S]*Paper 4/)
    expect(world.texts().slice(1)).toEqual([expect.stringMatching(/Paper 5[\s\S]*Paper 6/)])
    const [edition] = await world.stores.editions.ofSubscription("s1", 1)
    expect(edition).toMatchObject({ state: "done", refreshAt: "2026-11-26T02:40:00Z" })
  })

  test("has the later ones at the end of the rest, and in another message where that is full", async () => {
    const world = await early({ budget: 1 })
    await closes(world, 15)
    expect(world.texts()).toEqual([
      expect.stringContaining("Top 1 of 15"),
      expect.stringMatching(/^Papers 2 to 13 of [\s\S]*Paper 2\n[\s\S]*Paper 13\n/),
      expect.stringMatching(/^Papers 14 to 15 of [\s\S]*Paper 14\n[\s\S]*Paper 15\n/),
    ])
    // That the rest is in the thread is said each time that it is: of the first, and with the later ones again.
    expect(world.chat.messages.map(({ edits }) => edits)).toEqual([3, 1, 0])
  })

  test("has the later ones once, although the process dies before it says so", async () => {
    const world = await early({ budget: 1 })
    world.chat.before = (call) => {
      if (call === "edit") throw new NetworkError("chat.test", "cut off")
    }
    await closes(world, 15)
    world.chat.before = () => undefined
    await world.clock.advance({ minutes: 11 })
    await world.tick(world.bot)
    expect(world.posted()).toHaveLength(3)
    expect(world.texts()[0]).toContain("15 papers")
    expect(world.texts()[1]).toContain("Papers 2 to 13")
  })
})

describe("a list that is posted early, of which nothing is taken yet,", () => {
  const filter = "upvotes:>150"
  async function closesWithMatches(given: Parameters<typeof aSubscription>[0], hoursLate = 0) {
    const world = await early({ filter, ...given })
    const before = [...world.texts()]
    world.library.list = async ({ key }) => read(world, key, [paper(1, 200), paper(2, 180), paper(3)], true)
    world.clock.set(closing)
    await world.clock.advance({ hours: hoursLate, minutes: 11 })
    for (let tick = 0; tick < 3; tick++) {
      await world.tick(world.bot)
      await world.clock.advance({ minutes: 1 })
    }
    return { ...world, before }
  }

  test("is posted when it has settled and something matches", async () => {
    const world = await closesWithMatches({ budget: 1 })
    expect(world.before).toEqual([])
    expect(world.texts()).toEqual([
      expect.stringMatching(/Top 1 of 2 matching upvotes:>150[\s\S]*Paper 1/),
      expect.stringContaining("Paper 2"),
    ])
    expect(await world.stores.editions.ofSubscription("s1", 1)).toMatchObject([
      { state: "done", reason: "2 of 3 papers, none of them while the list was open" },
    ])
  })

  test("is posted once, of a schedule that found nothing several times", async () => {
    const world = await early({ filter, schedule: "0 * * * *" })
    await world.clock.advance({ hours: 1 })
    await world.tick(world.bot)
    world.library.list = async ({ key }) => read(world, key, [paper(1, 200), paper(2), paper(3)], true)
    await world.stores.subscriptions.save(
      aSubscription({ early: true, filter, nextRunAt: "2026-11-25T08:00:00Z" }),
    )
    world.clock.set(closing)
    await world.clock.advance({ minutes: 11 })
    for (let tick = 0; tick < 3; tick++) await world.tick(world.bot)
    expect(world.posted()).toEqual(["Daily Papers · Tue, Nov 24"])
  })

  test("has its word about an empty day completed where that was wished for", async () => {
    const world = await closesWithMatches({ whenEmpty: "say" })
    expect(world.before).toEqual([
      expect.stringMatching(/None of its 3 papers[\s\S]*This list is still open/),
    ])
    expect(world.texts()).toEqual([
      expect.stringMatching(/2 papers matching[\s\S]*Paper 1[\s\S]*The list is closed/),
    ])
  })

  test("has its word about an empty day closed where it stays empty", async () => {
    const world = await closesWithMatches({ whenEmpty: "say", filter: "upvotes:>900" })
    expect(world.texts()).toEqual([
      expect.stringMatching(/None of its 3 papers[\s\S]*The list is closed, with 0 papers/),
    ])
    expect(world.chat.messages[0]?.edits).toBe(1)
  })

  test("is not posted later than its channel wishes", async () => {
    const world = await closesWithMatches({ nextRunAt: nineOnTuesday, catchUpHours: 2 }, 3)
    expect(world.posted()).toEqual([])
  })
})

describe("what was posted", () => {
  async function posted(form: "digest" | "messages" = "messages") {
    const world = await createWorld(nineOnTuesday)
    await world.stores.subscriptions.save(aSubscription({ form }))
    world.library.list = async ({ key }) => read(world, key, threeOf(3), true)
    const bot = world.start()
    await world.tick(bot)
    return {
      ...world,
      bot,
      texts: () => world.chat.messages.map(({ card }) => plain(card, { links: false })),
    }
  }
  const edits = ({ chat }: World) => chat.messages.map((message) => message.edits)

  test("shows its later votes one and seven days after its list has closed", async () => {
    const world = await posted()
    for (const [day, upvotes] of [
      ["2026-11-25", 500],
      ["2026-12-01", 700],
    ] as const) {
      world.library.list = async ({ key }) => read(world, key, [paper(1, upvotes), paper(2), paper(3)], true)
      world.clock.set(`${day}T02:40:00Z`)
      await world.tick(world.bot)
      expect(world.texts()[1]).toContain(`${upvotes}\u00a0on\u00a0HF`)
    }
    expect(edits(world).slice(0, 4)).toEqual([0, 2, 0, 0])
  })

  test("shows the votes that papers have here before they are posted", async () => {
    const world = await createWorld(nineOnTuesday)
    await world.stores.votes.set(
      { community: "web:local", member: "ada", paper: "2611.00002" },
      true,
      nineOnTuesday,
    )
    await world.stores.subscriptions.save(aSubscription())
    await world.tick(world.start())
    expect(
      plain(world.chat.messages[0]?.card ?? { title: [], tone: "plain", blocks: [] }, { links: false }),
    ).toContain("[Upvote 1]")
  })

  test("is refreshed later when its list cannot be read in time", async () => {
    const world = await posted()
    world.library.list = async () => ({ state: "unreachable", why: "the cable is out" })
    world.clock.set("2026-11-25T02:40:00Z")
    await world.tick(world.bot)
    world.library.list = async ({ key }) => read(world, key, [paper(1, 500), paper(2), paper(3)], true)
    await world.clock.advance({ minutes: 11 })
    await world.tick(world.bot)
    expect(edits(world)).toEqual([0, 1, 0, 0])
  })

  test("is left as it is after a day in which its list cannot be read, until its next time", async () => {
    const world = await posted()
    let reads = 0
    world.library.list = async () => {
      reads += 1
      return { state: "unreachable", why: "the cable is out" }
    }
    world.clock.set("2026-11-25T02:40:00Z")
    for (let quarters = 0; quarters < 4 * 30; quarters++) {
      await world.tick(world.bot)
      await world.clock.advance({ minutes: 15 })
    }
    const [edition] = await world.stores.editions.ofSubscription("s1", 1)
    expect(edition).toMatchObject({ listKey: "2026-11-23", refreshAt: "2026-12-01T02:40:00Z" })
    expect(reads).toBeGreaterThan(90)
  })

  test("stays as its channel wished it when it was posted, whatever an admin has changed since", async () => {
    const world = await posted("digest")
    const [before] = world.texts()
    const changed = aSubscription({ form: "messages", budget: 1, filter: "quiet" })
    await world.stores.subscriptions.save({ ...changed, nextRunAt: "2026-11-25T08:00:00Z" })
    const more = [paper(1), paper(2), paper(3), aPaper({ id: "2611.00009", title: "A quiet one" })]
    world.library.list = async ({ key }) => read(world, key, more, true)
    world.clock.set("2026-11-25T02:40:00Z")
    await world.tick(world.bot)
    expect(world.texts()).toEqual([before])
  })

  test("is edited no faster than its platform takes requests", async () => {
    const world = await createWorld(nineOnTuesday)
    const chat = { ...world.chat, rate: { perSecond: 1, per: "bot" } } as const
    for (const place of ["a", "b", "c"])
      await world.stores.subscriptions.save(aSubscription({ id: place, place }))
    world.library.list = async ({ key }) => read(world, key, threeOf(3), true)
    await world.tick(world.start())
    world.library.list = async ({ key }) => read(world, key, [paper(1, 500), paper(2), paper(3)], true)
    world.clock.set("2026-11-25T02:40:00Z")
    const edited: number[] = []
    world.chat.before = (call) => {
      if (call === "edit") edited.push(world.clock.now().epochMilliseconds)
    }
    const bot = world.start({ chat, rates: world.stores.rates })
    await bot.tick()
    await world.clock.advance({ seconds: 5 })
    await bot.idle()
    const [first = 0] = edited
    expect(edited.map((at) => at - first)).toEqual([0, 1000, 2000])
  })

  test("that somebody deleted keeps no other from its edit", async () => {
    const world = await posted()
    world.library.list = async ({ key }) =>
      read(
        world,
        key,
        threeOf(3).map(({ id }, at) => paper(at + 1, Number(id.slice(-1)) + 200)),
        true,
      )
    let asked = 0
    world.chat.before = (call) => {
      asked += 1
      if (call === "edit" && asked === 1) throw new PlatformError("web", "unknown-message", "it is gone")
    }
    world.clock.set("2026-11-25T02:40:00Z")
    await world.tick(world.bot)
    expect(edits(world)).toEqual([0, 0, 1, 1])
  })

  test("is edited again after the network was away", async () => {
    const world = await posted("digest")
    world.library.list = async ({ key }) => read(world, key, [paper(1, 500), paper(2), paper(3)], true)
    world.chat.before = (call) => {
      if (call === "edit") throw new NetworkError("chat.test", "cut off")
    }
    world.clock.set("2026-11-25T02:40:00Z")
    await world.tick(world.bot)
    world.chat.before = () => undefined
    await world.clock.advance({ minutes: 11 })
    await world.tick(world.bot)
    expect(edits(world)).toEqual([1])
    const [edition] = await world.stores.editions.ofSubscription("s1", 9).then((all) => all.slice(-1))
    expect(await world.stores.editions.deliveries(edition?.id ?? "")).toMatchObject([{ edits: 1 }])
  })
})
