import { describe, expect, test } from "vitest"
import { followedSource } from "../../src/digests/followed.ts"
import { foundBySearch } from "../../src/digests/found.ts"
import { createPapersOf } from "../../src/digests/mix.ts"
import { recommendedFrom } from "../../src/digests/recommended.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { anActor, aPaper } from "../builders.ts"
import { aSubscription } from "../src/editions/world.ts"
import { seeded } from "../src/following/world.ts"
import { aList } from "../src/library/world.ts"
import { read } from "./asking.ts"
import { engines } from "./engines.ts"
import { readersWorld } from "./readers-world.ts"

const topics = ["diffusion transformers", "protein folding", "robot grasping", "speech codecs"]
const authors = ["Ada Fox", "Bo Gray", "Cy Hart"]
const aboutTopics = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) =>
    aPaper({
      id: `2511.${String(first + at).padStart(5, "0")}`,
      title: `On ${topics[at % 4]}, part ${first + at}`,
      abstract: `We study ${topics[at % 4]} with scaling, ${topics[(at + 1) % 4]} and ${first + at} ablations.`,
      authors: [authors[at % 3] ?? ""],
      publishedOn: "2026-11-20",
    }),
  )
const [early, late] = [aboutTopics(0, 12), aboutTopics(100, 12)]

// Ada is the same person in both communities, because Discord's accounts are; of Ben and Eva there is one in each.
const at = (member: string, community: string) =>
  anActor({ platform: "discord", community, member: `id-${member}`, memberName: member })
const accounts = [
  at("ada", "discord:1"),
  at("ada", "discord:2"),
  at("ben", "discord:1"),
  at("eva", "discord:2"),
]
const members = ["id-ada", "id-ben", "id-eva"]

type World = Awaited<ReturnType<typeof readersWorld>>
type Deed = {
  readonly minute: number
  readonly actor: Actor
  readonly line: string
  readonly isPublic?: boolean
}

/** What members do by chance: all but upvoting is theirs alone. */
function deeds(seed: number, count: number): readonly Deed[] {
  const random = seeded(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  return Array.from({ length: count }, (_, minute): Deed => {
    const actor = pick(accounts)
    const { id } = pick(early)
    const followed = pick([`author:"${pick(authors)}"`, pick(topics), `like:${id}`])
    const line = pick([
      ...[`follow ${followed}`, `follow ${followed}`, `unfollow ${followed}`],
      ...[
        `recommend more:${id}`,
        `recommend less:${id}`,
        "recommend --reset --sure",
        "recommend --reset --undo",
      ],
      ...[`save ${id} tag:mine`, `note ${id} secret of ${actor.member}`, `read ${id}`, `save ${id} --undo`],
    ])
    return random() < 0.1 ? { minute, actor, line: `upvote ${id}`, isPublic: true } : { minute, actor, line }
  })
}

type Open = (typeof engines)[number][1]

async function worldAfter(done: readonly Deed[], open: Open): Promise<World> {
  const world = await readersWorld(early, await open())
  const start = world.clock.now()
  for (const { minute, actor, line } of done) {
    world.clock.set(start.add({ minutes: minute }).toString())
    await world.say(actor, line)
  }
  world.clock.set(start.add({ hours: 2 }).toString())
  await world.stores.papers.save(late, world.clock.now().toString())
  await world.stores.lists.put(aList("2026-11-24", late))
  await world.follower.refresh()
  return world
}

/** All that a member is shown and brought, as people read it. */
async function shown(world: World, actor: Actor): Promise<readonly string[]> {
  const asked = ["follow", "recommend limit:10", "saved state:all limit:10", "home", "data"]
  const lines = [...asked, ...late.slice(0, 4).map(({ id }) => `recommend why:${id}`)]
  const texts: string[] = []
  for (const line of lines) texts.push(read((await world.say(actor, line)).card))
  for (const what of ["saved", "votes", "here", "list date:2026-11-24"])
    texts.push(fileIn((await world.say(actor, `export ${what} format:markdown`)).card))
  return [...texts, ...(await digestOf(world, actor))]
}

/** What stands in a card's file, or what the card says where there is none. */
function fileIn(card: Card): string {
  const [file] = card.blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))
  return file ? new TextDecoder().decode(file.bytes) : read(card)
}

async function digestOf(
  { stores, library, persons, saved, follows, recommendations, clock }: World,
  actor: Actor,
) {
  const sources = {
    ...followedSource({ follows }),
    found: foundBySearch({ library, lists: stores.lists }),
    recommended: recommendedFrom({ recommendations }),
  }
  const papersOf = createPapersOf({ ...stores, library, persons, saved, sources })
  const { member, community } = actor
  const audience = { kind: "member", member } as const
  const subscription = aSubscription({ community, audience, content: { kind: "mix", since: 0 } })
  const { picks } = await papersOf(subscription, clock.now(), [])
  return picks.map(({ paper, reason }) => JSON.stringify([paper.id, reason]))
}

// What a server is asked takes longer, and it answers the same.
const few = { seeds: [1], deeds: 30 }
const many = { seeds: [1, 2], deeds: 70 }

describe.each(engines)("on %s", (name, open, isMissing) => {
  const { seeds, deeds: count } = name === "SQLite" ? many : few
  test.skipIf(isMissing).each(seeds)(
    "what others follow, like and save changes nothing that a member is shown or brought: %i",
    { timeout: 60_000 },
    async (seed) => {
      const all = deeds(seed, count)
      const together = await worldAfter(all, open)
      let brought = 0
      for (const member of members) {
        const theirsAlone = all.filter(({ actor, isPublic }) => actor.member === member || isPublic)
        const alone = await worldAfter(theirsAlone, open)
        for (const actor of accounts.filter((one) => one.member === member)) {
          const theirs = await shown(together, actor)
          expect(theirs).toEqual(await shown(alone, actor))
          for (const other of members.filter((one) => one !== member))
            expect(theirs.join("\n")).not.toContain(`secret of ${other}`)
          brought += theirs.length
        }
      }
      expect(brought).toBeGreaterThan(4 * 13)
    },
  )
})
