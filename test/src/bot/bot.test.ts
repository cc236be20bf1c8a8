import { describe, expect, test } from "vitest"
import { createBot } from "../../../src/bot/bot.ts"
import { commandForm } from "../../../src/cards/command-form.ts"
import { createPersons } from "../../../src/reading/persons.ts"
import { createSavedPapers } from "../../../src/reading/saved-papers.ts"
import type { Card, PackedArguments } from "../../../src/vocabulary/card.ts"
import { type Command, type Context, chatSurface, type Surface } from "../../../src/vocabulary/command.ts"
import type { Form } from "../../../src/vocabulary/form.ts"
import type { Operator } from "../../../src/vocabulary/operator.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import {
  aCommand,
  aContext,
  anActor,
  anOperator,
  aPaper,
  someDigests,
  someLinking,
  someMailDigests,
  surfaceOf,
} from "../../builders.ts"
import { createFakeClock, settled } from "../../clock.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"
import { createHeardLog } from "../../silent-log.ts"
import { aSubscription } from "../editions/world.ts"

const ada = anActor()
const paper = aPaper()
const post = { community: "web:local", place: "general", message: "m1" }

async function world(
  given: {
    readonly break?: (stores: Stores) => Stores
    readonly operator?: Operator
    readonly surface?: Surface
  } = {},
) {
  const real = await openStores()
  await real.papers.save([paper], "2026-11-24T12:00:00Z")
  await real.posts.add({ ...post, paper: paper.id, kind: "post", at: "2026-11-24T12:00:00Z" })
  const stores = given.break?.(real) ?? real
  const chat = { ...createFakePlatform("web"), surface: { ...chatSurface, formFields: 5 } }
  const clock = createFakeClock("2026-11-24T15:00:00Z")
  const log = createHeardLog()
  const seen: Context[] = []
  const look = aCommand({
    name: "look",
    description: "Looks around.",
    options: {},
    visibility: "public",
    surface: "any",
    needs: "nothing",
    examples: ["look"],
    run: async (_args, context) => {
      seen.push(context)
      return { title: [{ text: "Seen" }], tone: "plain", blocks: [] }
    },
  })
  const form = async (values: PackedArguments, { actor }: Context): Promise<Form | undefined> =>
    values.who === undefined
      ? { ...commandForm({ name: "ask", options: {} }), title: actor.member }
      : undefined
  const commands: readonly Command[] = [look, { ...look, name: "ask", form }]
  const unused = async (): Promise<never> => {
    throw new Error("not for this test")
  }
  const bot = createBot({
    commands,
    stores,
    library: {
      find: unused,
      search: unused,
      searchElsewhere: unused,
      suggest: unused,
      similar: unused,
      papers: unused,
      understand: (text: string) => text,
      papersWith: () => 0,
      vectorsOf: () => new Map(),
      phrasesOf: () => new Map(),
      list: unused,
      trending: unused,
      announced: unused,
      linked: unused,
      listedOn: unused,
      random: unused,
      count: () => stores.papers.count(),
    },
    follows: aContext().follows,
    saved: createSavedPapers({
      ...stores,
      persons: createPersons({ ...stores, adapters: new Map() }),
      clock,
    }),
    linking: someLinking(),
    digests: someDigests(),
    feeds: aContext().feeds,
    mailDigests: someMailDigests(),
    recommendations: {
      for: unused,
      explain: unused,
      mark: unused,
      marks: unused,
      reset: unused,
    },
    schedules: {
      ofPlace: stores.subscriptions.ofPlace,
      ofCommunity: stores.subscriptions.ofCommunity,
      deliverNow: unused,
      outcome: unused,
      proposed: unused,
      toDraft: () => ({}),
      save: unused,
      saveSetUp: unused,
      setUp: {
        mayManage: unused,
        opened: unused,
        nextMoments: async () => [],
        preview: unused,
        sendTest: unused,
        pauseEnd: () => "",
        turnOff: unused,
        remove: unused,
      },
      pause: unused,
      failingElsewhere: unused,
      stop: unused,
      skipNext: unused,
      unskip: unused,
      removePost: unused,
      rehearse: unused,
      upcoming: async () => [],
      missingPermissions: unused,
      why: unused,
      health: unused,
    },
    adapters: new Map([["web", chat]]),
    clock,
    random: () => 0.5,
    log,
    timeZone: "Europe/Berlin",
    operator: given.operator,
    surface: given.surface,
  })
  return { stores, chat, clock, log, bot, seen }
}

describe("the form of a command", () => {
  test("is offered where the command is called with nothing, and knows who asks", async () => {
    const { bot } = await world()
    const form = (text: string) => bot.form({ actor: ada, input: { kind: "line", text } })
    expect(await form(" Ask ")).toMatchObject({ title: ada.member, submit: { command: "ask" } })
    expect(await form("ask something")).toBeUndefined()
    expect(await form("look")).toBeUndefined()
    expect(await form("nothing")).toBeUndefined()
    const typed = (values: PackedArguments) =>
      bot.form({ actor: ada, input: { kind: "typed", command: "ask", values } })
    expect(await typed({})).toBeDefined()
    expect(await typed({ who: "ben" })).toBeUndefined()
  })
})

describe("a command's context", () => {
  test("knows who asks, when, and how commands are written there", async () => {
    const { bot, seen } = await world()
    const reply = await bot.dispatch({ actor: ada, input: { kind: "line", text: "look" }, on: post })
    expect(reply.card.title).toEqual([{ text: "Seen" }])
    expect(seen[0]).toMatchObject({ actor: ada, on: post, timeZone: "Europe/Berlin" })
    expect(seen[0]?.now.toString()).toBe("2026-11-24T15:00:00Z")
  })

  test("has the zone of the place where there is one", async () => {
    const { bot, seen, stores } = await world()
    await stores.subscriptions.save(aSubscription({ place: "general", timeZone: "Asia/Tokyo" }))
    await bot.dispatch({ actor: ada, input: { kind: "line", text: "look" } })
    expect(seen[0]?.timeZone).toBe("Asia/Tokyo")
  })

  test("lets nobody in a chat do what the machine's operator may", async () => {
    const operator = anOperator({})
    const { bot, seen } = await world({ operator, surface: surfaceOf("terminal") })
    await bot.dispatch({ actor: ada, input: { kind: "line", text: "look" } })
    await bot.dispatch({ actor: anActor({ platform: "terminal" }), input: { kind: "line", text: "look" } })
    expect(seen.map((context) => context.operator !== undefined)).toEqual([false, true])
  })
})

describe("a post", () => {
  test("shows its votes a moment after a reaction", async () => {
    const { bot, chat, clock } = await world()
    // The platform calls its first message m1, as the store has it.
    const ref = await chat.send(post, { title: [], tone: "plain", blocks: [] })
    expect(ref).toEqual(post)
    await bot.react(ada, ref, true)
    await clock.advance({ seconds: 2 })
    expect(JSON.stringify(chat.messages[0]?.card)).toContain('"count":1')
    expect(await bot.refreshed(ref)).toEqual(chat.messages[0]?.card)
    await bot.stop()
  })

  test("that answered a command follows its votes as any other", async () => {
    const { bot, chat, clock } = await world()
    const card: Card = { title: [{ text: paper.title }], tone: "plain", paper: paper.id, blocks: [] }
    const ref = await chat.send(post, card)
    await bot.posted(ref, card)
    await bot.react(ada, ref, true)
    await clock.advance({ seconds: 2 })
    expect(JSON.stringify(chat.messages[0]?.card)).toContain('"count":1')
  })

  test("that opens a thread shows no votes, so it is not edited", async () => {
    const { bot, stores, chat, clock } = await world()
    const opening: Card = { title: [], tone: "plain", paper: paper.id, blocks: [] }
    const ref = await chat.send(post, opening)
    await stores.posts.add({ ...ref, paper: paper.id, kind: "thread-opening", at: "2026-11-24T12:00:00Z" })
    await bot.react(ada, ref, true)
    await clock.advance({ seconds: 2 })
    expect(chat.messages[0]?.card).toEqual(opening)
  })

  test("about many papers is no post of any", async () => {
    const { bot, stores } = await world()
    const digest = { ...post, message: "digest" }
    await bot.posted(digest, { title: [], tone: "plain", blocks: [] })
    expect(await stores.posts.at(digest)).toBeUndefined()
  })

  test("is found again by whoever was away, and an old one is not", async () => {
    const { bot, stores } = await world()
    await stores.posts.add({
      ...post,
      message: "old",
      paper: paper.id,
      kind: "post",
      at: "2026-10-01T12:00:00Z",
    })
    await stores.posts.add({
      ...post,
      community: "slack:T1",
      paper: paper.id,
      kind: "post",
      at: "2026-11-24T12:00:00Z",
    })
    expect((await bot.recentPosts("web")).map(({ message }) => message)).toEqual(["m1"])
  })

  test("that lies nowhere has no card", async () => {
    const { bot } = await world()
    expect(await bot.refreshed({ ...post, message: "gone" })).toBeUndefined()
  })
})

test("nothing that an adapter reports is thrown back at it: it stands in the log", async () => {
  const broken = async (): Promise<never> => {
    throw new Error("the disk is gone")
  }
  const { bot, log } = await world({
    break: (stores) => ({
      ...stores,
      posts: { ...stores.posts, at: broken, remove: broken, ofPlatformSince: broken },
      stats: { of: broken },
      threads: { ...stores.threads, at: broken },
      check: broken,
    }),
  })
  const where = { community: "web:local", place: "general", thread: "t1", message: "m1" }
  await bot.react(ada, post, true)
  await bot.reconcile(post, [{ member: "ada" }])
  await bot.vanished(where)
  await bot.replied({ ...where, replies: 3 })
  expect(await bot.recentPosts("web")).toEqual([])
  expect(await bot.refreshed(post)).toBeUndefined()
  expect(await bot.paperStats(ada, [paper.id])).toEqual(new Map())
  expect(await bot.health()).toEqual({ bot: { up: false, detail: "see the log" } })
  expect(log.lines).toHaveLength(8)
  expect(new Set(log.lines.map(({ level }) => level))).toEqual(new Set(["error"]))
  await settled()
})

test("health tells of every platform and of the store", async () => {
  const { bot } = await world()
  expect(await bot.health()).toEqual({
    web: { up: true, detail: "connected" },
    store: { up: true, detail: "1 paper stored" },
  })
})
