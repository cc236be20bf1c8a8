/** The bot on real stores, for tests of what belongs to each member: they ask, press, and read as people do. */
import { commands } from "../../commands/index.ts"
import { createBot } from "../../src/bot/bot.ts"
import { createFeeds } from "../../src/feeds/feeds.ts"
import { createFollower } from "../../src/following/follower.ts"
import { createFollows } from "../../src/following/follows.ts"
import type { Paper } from "../../src/papers/index.ts"
import { createLinking } from "../../src/reading/linking.ts"
import { createPersons } from "../../src/reading/persons.ts"
import { createSavedPapers } from "../../src/reading/saved-papers.ts"
import { createRecommendations } from "../../src/recommending/recommendations.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Action, Card, PackedArguments } from "../../src/vocabulary/card.ts"
import { chatSurface, type Reply } from "../../src/vocabulary/command.ts"
import type { Adapter } from "../../src/vocabulary/ports.ts"
import type { Stores } from "../../src/vocabulary/stores.ts"
import { anActor, aPaper, someDigests, someMailDigests } from "../builders.ts"
import { createFakePlatform } from "../fake-platform.ts"
import { silentLog as log } from "../silent-log.ts"
import { seeded } from "../src/following/world.ts"
import { createLibraryWorld } from "../src/library/world.ts"
import { read } from "./asking.ts"

export const papers: readonly Paper[] = [
  aPaper({ id: "2510.00001", title: "Diffusion Transformers for Weather on a Sphere" }),
  aPaper({ id: "2510.00002", title: "Sparse Attention That Remembers Its Way" }),
  aPaper({ id: "2510.00003", title: "A Small Language Model of Birdsong" }),
]

export const ada = anActor({ platform: "discord", community: "discord:1", member: "1001" })
export const ben = anActor({ platform: "discord", community: "discord:1", member: "1002", memberName: "Ben" })
export const adaOnSlack = anActor({ platform: "slack", community: "slack:T1", member: "U1" })

export async function readersWorld(given: readonly Paper[] = papers, onStores?: Stores) {
  const { stores, library, clock, follower } = await createLibraryWorld({ papers: given, stores: onStores })
  const discord: Adapter = { ...createFakePlatform("discord"), accounts: "global" }
  const surface = { ...chatSurface, formFields: 5 }
  const adapters = new Map<string, Adapter>([
    ["discord", { ...discord, surface }],
    ["slack", { ...createFakePlatform("slack"), surface }],
    ["web", createFakePlatform("web")],
  ])
  const persons = createPersons({ ...stores, adapters })
  const saved = createSavedPapers({ ...stores, persons, clock })
  const schedules = { ofCommunity: stores.subscriptions.ofCommunity, ofPlace: stores.subscriptions.ofPlace }
  const feeds = createFeeds({
    ...{ ...stores, library, persons, adapters, clock },
    random: Math.random,
    keys: () => [Buffer.alloc(32, 7)],
    indexed: follower.cursor,
    origin: () => "https://papers.example.org",
  })
  const following = { ...{ papers: stores.papers, library, clock }, store: stores.following, persons }
  const found = createFollower({ ...{ ...following, facts: stores.facts, log }, reindex: follower.refresh })
  const follows = createFollows({ ...following, lists: stores.lists, random: seeded(1), follower: found })
  const recommendations = createRecommendations({ ...stores, library, persons, saved, clock })
  const bot = createBot({
    ...{ commands, stores, library, clock, log, random: () => 0.5, timeZone: "UTC", adapters, saved },
    linking: createLinking({ ...stores, persons, saved, adapters, clock }),
    recommendations,
    digests: someDigests(),
    feeds,
    mailDigests: someMailDigests(),
    follows,
    schedules: schedules as unknown as Parameters<typeof createBot>[0]["schedules"],
  })
  const say = (actor: Actor, text: string) => bot.dispatch({ actor, input: { kind: "line", text } })
  const call = (actor: Actor, command: string, values: PackedArguments) =>
    bot.dispatch({ actor, input: { kind: "typed", command, values } })
  return {
    ...{ bot, stores, library, clock, follower, persons, saved, feeds, follows, recommendations },
    ...{ adapters, say, call },
    form: (actor: Actor, command: string, values: PackedArguments) =>
      bot.form({ actor, input: { kind: "typed", command, values } }),
    /** Presses a card's button, by its label. */
    press(actor: Actor, { card }: Reply, label: string): Promise<Reply> {
      const action = actionsOf(card).find((one) => one.label === label)
      if (action?.kind !== "invoke") throw new Error(`no button ${label} on:\n${read(card)}`)
      return call(actor, action.command, action.arguments)
    },
  }
}

export function actionsOf(card: Card): readonly Action[] {
  return card.blocks.flatMap((block) => {
    if (block.kind === "actions") return block.actions
    return block.kind === "items" ? block.items.flatMap(({ actions }) => actions) : []
  })
}
