import { describe, expect, test } from "vitest"
import { commands } from "../../commands/index.ts"
import { packAction, unpackAction } from "../../src/rendering/packed-action.ts"
import type { Action, Call, Card } from "../../src/vocabulary/card.ts"
import type { Feed } from "../../src/vocabulary/feeds.ts"
import type { Follow } from "../../src/vocabulary/following.ts"
import type { ListedPapers } from "../../src/vocabulary/library.ts"
import type { SavedPaper } from "../../src/vocabulary/readers.ts"
import type { SearchPage } from "../../src/vocabulary/search-request.ts"
import { aContext, anActor, aPaper } from "../builders.ts"
import { sampleCards } from "../contracts/sample-cards.ts"
import { aSubscription, listed } from "../src/editions/world.ts"
import { ask, askTyped, type Given } from "./asking.ts"

const authors = Array.from({ length: 9 }, (_, index) => `Given Family-${index}`)
const paper = aPaper({ authors, authorCount: 9 })
const papers = Array.from({ length: 12 }, (_, index) => ({ ...paper, id: `2510.${10001 + index}` }))
const subscription = aSubscription({ place: "general" })
const delivered = { listKey: "2025-10-27", timeZone: "UTC", at: "2025-10-27T09:00:00Z" }
const thread = { thread: "7", paper: paper.id, openedBy: "ada", at: "2025-10-27T10:00:00Z", replies: 0 }

const hits = papers.slice(0, 5).map((one) => ({ paper: one, title: [{ text: one.title }], why: "title" }))
const found: SearchPage = { hits, total: 12, from: "store", correction: { from: "teh", to: "the" } }
const health = {
  ...{ subscription, days: 30, troubles: [], upcoming: [], missingPermissions: [], canPost: true },
  counts: { intended: 1, confirmed: 1, edited: 0, waiting: 0, failed: 0 },
}

const savedPaper: SavedPaper = {
  ...{ paper: papers[0]?.id ?? "", state: "later", note: "for Monday", tags: ["video"] },
  ...{ addedAt: "2025-10-26T09:00:00Z", changedAt: "2025-10-26T09:00:00Z" },
}

const follow: Follow = {
  ...{ id: "f1", person: "p1", kind: "author", text: "Yann LeCun", name: "Yann LeCun" },
  ...{ createdAt: "2025-10-01T09:00:00Z", since: 0 },
}

/** Everything is there, twice as much as a page shows. */
const plenty: Given = {
  library: {
    find: async () => ({ kind: "one", paper }),
    search: async () => found,
    searchElsewhere: async () => ({ ...found, from: "arxiv" }),
    similar: async () => papers,
    papers: async (ids) => [paper, ...papers].filter(({ id }) => ids.includes(id)),
    list: async ({ key }) => listed(key, { papers }),
    trending: async () => listed("trending", { papers }),
    linked: async () => undefined,
    listedOn: async () => [],
    random: async () => paper,
    suggest: async () => [],
    understand: (text) => text,
  },
  follows: {
    list: async () => [
      {
        follow,
        papers: papers.map((paper) => ({ paper, by: [follow], foundAt: "2025-10-27T09:00:00Z" })),
        newestAt: "2025-10-27T09:00:00Z",
      },
    ],
    follow: async () => ({ follow, isNew: true }),
    unfollow: async () => follow,
    exclude: async () => follow,
    rehearse: async () => ({ days: 30, lists: 20, papers }),
    namesakes: async () => [
      { papers: 5, organization: "NVIDIA", coAuthors: ["Bo Fox"], exclusions: [] },
      { papers: 3, coAuthors: ["Cy Gray"], exclusions: [] },
    ],
  },
  community: {
    paperAt: async () => paper.id,
    postedHere: async () => papers.map(({ id }) => id),
    touched: async () => ({ discussed: new Set(), voted: new Set() }),
    top: async () => papers.map(({ id }) => ({ paper: id, votes: 1 })),
    vote: async () => ({ changed: true, on: true, votes: 1, counts: "here" }),
    votesOf: async () => papers.map(({ id }) => id),
    discuss: async ({ community, place }) => ({ thread: { ...thread, community, place }, opened: true }),
    linkTo: () => undefined,
    follows: async () => true,
    nameOf: async () => "general",
  },
  linking: {
    offer: async () => ({ code: "K7PQ-2M4X", minutes: 10, saved: 12 }),
    look: async () => ({ other: { community: "slack:T1", member: "U1" }, theirs: 12, own: 1 }),
    accept: async () => ({ community: "slack:T1", member: "U1" }),
    part: async () => true,
    linkedTo: async () => [{ community: "slack:T1", member: "U1" }],
  },
  recommendations: {
    for: async () => ({
      ...{ by: "member", signs: 3, needed: 3, looked: 10 },
      days: { from: "2025-10-20", to: "2025-10-27" },
      items: [
        {
          paper,
          reason: {
            kind: "member",
            sign: "upvoted",
            because: { id: "2306.11644", title: "Textbooks Are All You Need" },
            words: ["attention"],
          },
        },
      ],
    }),
    explain: async () => ({ paper, reason: { kind: "best" }, score: 0.5, words: [] }),
    mark: async () => undefined,
    marks: async () => [{ paper: paper.id, mark: "less" }],
    reset: async () => undefined,
  },
  rights: { holdings: async () => ({ vote: [{ paper: paper.id }] }), forget: async () => undefined },
  feeds: {
    origin: () => "https://papers.example.org",
    create: async (_, { kind }) => ({ feed: { ...aFeed, kind }, address: "https://papers.example.org/f/t" }),
    list: async () => [{ feed: aFeed, address: "https://papers.example.org/f/t" }],
    renew: async () => ({ feed: aFeed, address: "https://papers.example.org/f/u" }),
    end: async () => aFeed,
  },
  digests: {
    of: async () => aDigest,
    turnOn: async () => ({ digest: aDigest, opening: { kind: "open", place: "with ada" } }),
    turnOff: async () => aDigest,
    preview: async () => undefined,
  },
  mailDigests: {
    of: async () => aMailDigest,
    ask: async () => aMailDigest,
    change: async () => aMailDigest,
    stop: async () => aMailDigest,
  },
  saved: {
    save: async () => ({ saved: savedPaper, before: savedPaper }),
    remove: async () => savedPaper,
    of: async (_, [asked = ""]) => new Map([[asked, savedPaper]]),
    list: async () => ({ saved: [savedPaper], total: 12 }),
    all: async () => [savedPaper],
    counts: async () => ({ later: 12, reading: 0, read: 1, dropped: 0 }),
    tags: async () => [{ tag: "video", papers: 12 }],
  },
  schedules: {
    ofPlace: async () => [subscription],
    ofCommunity: async () => [subscription],
    proposed: async () => subscription,
    save: async () => undefined,
    stop: async () => subscription,
    upcoming: async () => [],
    missingPermissions: async () => [],
    rehearse: async () => [],
    setUp: {
      mayManage: async () => true,
      opened: async () => ({
        ...{ subscription, saved: subscription, posts: [subscription], values: {}, problems: [] },
        place: { id: "general", name: "general", kind: "announcement" },
        canTest: true,
      }),
      nextMoments: async () => ["2025-10-28T09:00:00Z"],
      preview: async () => [],
      sendTest: async () => ({ sent: 6, left: 0 }),
      pauseEnd: () => "2025-11-01T00:00:00Z",
      turnOff: async () => subscription,
      remove: async () => undefined,
    },
    saveSetUp: async () => subscription,
    pause: async () => subscription,
    skipNext: async () => undefined,
    unskip: async () => false,
    removePost: async () => ({ listKey: "2025-10-27", messages: 1, failed: [] }),
    deliverNow: async () => ({ ...delivered, kind: "already-here" }),
    why: async () => [],
    health: async () => [health],
    failingElsewhere: async () => [],
  },
}

const aFeed: Feed = {
  id: "f1",
  kind: "search",
  text: "diffusion",
  createdAt: "2025-10-27T09:00:00Z",
  generation: 1,
}
const aMailDigest = {
  unanswered: 0,
  state: "on" as const,
  address: "ada@example.com",
  digest: { subscription, chosen: subscription, sent: 1, failed: 0 },
}
const aDigest = { subscription, chosen: subscription, sent: 1, failed: 0 }

/** Nothing is there, or nothing can be reached. */
const nothing: Given = {
  feeds: {
    origin: () => "https://papers.example.org",
    list: async () => [],
    create: async (_, { kind }) => ({ feed: { ...aFeed, kind } }),
    renew: async () => undefined,
    end: async () => undefined,
  },
  library: {
    ...plenty.library,
    find: async () => ({ kind: "several", papers }),
    search: async () => ({ hits: [], total: 12, from: "store" }),
    list: async () => ({ state: "unreachable", why: "no network", newest: "2025-10-24" }),
    trending: async (): Promise<ListedPapers> => ({ state: "weekend" }),
    similar: async () => [],
  },
  saved: {
    save: async () => ({ saved: savedPaper }),
    remove: async () => undefined,
    of: async () => new Map(),
    list: async () => ({ saved: [], total: 0 }),
    all: async () => [],
    counts: async () => ({ later: 0, reading: 0, read: 0, dropped: 0 }),
    tags: async () => [],
  },
  follows: {
    ...plenty.follows,
    list: async () => [],
    namesakes: async () => [],
    rehearse: async () => ({ days: 30, lists: 0, papers: [] }),
  },
  community: {
    ...plenty.community,
    top: async () => [],
    paperAt: async () => undefined,
    postedHere: async () => [],
  },
  recommendations: {
    ...plenty.recommendations,
    for: async () => ({
      ...{ by: "best", signs: 0, needed: 3, looked: 0, items: [] },
      days: { from: "2025-10-20", to: "2025-10-27" },
    }),
    marks: async () => [],
  },
  rights: { holdings: async () => ({}), forget: async () => undefined },
  linking: { ...plenty.linking, part: async () => false, linkedTo: async () => [] },
  digests: {
    of: async () => undefined,
    turnOn: async () => undefined,
    turnOff: async () => undefined,
    preview: async () => undefined,
  },
  mailDigests: {
    of: async () => undefined,
    ask: async () => undefined,
    change: async () => undefined,
    stop: async () => undefined,
  },
  schedules: { ...plenty.schedules, ofPlace: async () => [], health: async () => [] },
}

const unknown: Given = { ...nothing, library: { ...nothing.library, find: async () => ({ kind: "none" }) } }

const lines = [
  ...commands.filter(({ surface }) => surface !== "terminal").flatMap(({ examples }) => examples),
  ...[
    "channel off",
    "channel save",
    "top by:here",
    "search x page:9",
    "find words alone",
    "serch x",
    "help serch",
  ],
  ...commands.map(({ name }) => `help ${name}`),
]

async function cardsOf(line: string, given: Given): Promise<readonly Card[]> {
  const { card, later } = await ask(line, given, { isAdmin: true })
  return later ? [card, await later] : [card]
}

function callsOf({ blocks }: Card): readonly (Action & Call)[] {
  const actions = blocks.flatMap((block) => {
    if (block.kind === "actions") return block.actions
    return block.kind === "items" ? block.items.flatMap((item) => item.actions) : []
  })
  return actions.filter((action) => action.kind === "invoke")
}

/** What pressing a button calls, as it comes back from a platform. */
async function press(action: Action & Call): Promise<void> {
  const packed = unpackAction(packAction(action))
  if (packed?.effect === "form") {
    const command = commands.find(({ name }) => name === packed.command)
    const context = aContext({ ...plenty, actor: anActor({ isAdmin: true }) })
    expect(await command?.form?.(packed.arguments, context), action.label).toBeDefined()
    return
  }
  const reply = await askTyped(packed?.command ?? "", packed?.arguments ?? {}, plenty, { isAdmin: true })
  expect([action.label, reply.failure]).toEqual([action.label, undefined])
}

describe("every button calls a command that takes its values", () => {
  test.each(Object.entries({ plenty, nothing, unknown }))("where there is %s", async (_, given) => {
    const cards = (await Promise.all(lines.map((line) => cardsOf(line, given)))).flat()
    const calls = cards.flatMap(callsOf)
    expect(new Set(calls.map(({ command }) => command)).size).toBeGreaterThan(5)
    for (const call of calls) await press(call)
  })

  test("on every sample card", async () => {
    const calls = Object.values(sampleCards).flatMap(callsOf)
    for (const call of calls) await press(call)
  })
})
