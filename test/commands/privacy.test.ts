import { describe, expect, test } from "vitest"
import type { Actor } from "../../src/vocabulary/actor.ts"
import { type ReadingState, readingStates } from "../../src/vocabulary/readers.ts"
import { anActor, aPaper } from "../builders.ts"
import { read } from "./asking.ts"
import { engines } from "./engines.ts"
import { readersWorld } from "./readers-world.ts"

const papers = Array.from({ length: 8 }, (_, index) =>
  aPaper({ id: `2510.0000${index}`, title: `Paper ${["zero", "one", "two", "three"][index % 4]} ${index}` }),
)

// Ada is the same person in both communities, because Discord's accounts are; of Ben and Eva there is one in each.
const names = ["ada", "ben", "eva"] as const
type Name = (typeof names)[number]
const at = (member: Name, community: string): Actor =>
  anActor({ platform: "discord", community, member: `id-${member}`, memberName: member })
const accounts: readonly (readonly [Name, Actor])[] = [
  ["ada", at("ada", "discord:1")],
  ["ada", at("ada", "discord:2")],
  ["ben", at("ben", "discord:1")],
  ["eva", at("eva", "discord:2")],
]

type Kept = { state: ReadingState; note: string | undefined; tags: readonly string[] }
type Oracle = Record<Name, { readonly saved: Map<string, Kept>; readonly removed: Map<string, Kept> }>
type World = Awaited<ReturnType<typeof readersWorld>>

/** The same numbers for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** One thing that a member does, done by the bot and by the oracle. Their words hold a secret of their own. */
async function step({ say, bot }: World, oracle: Oracle, number: (below: number) => number): Promise<void> {
  const [name, actor] = accounts[number(accounts.length)] ?? accounts[0] ?? ["ada", at("ada", "discord:1")]
  const { saved, removed } = oracle[name]
  const { id } = papers[number(papers.length)] ?? aPaper()
  const known = saved.get(id)
  const kept: Kept = { ...(known ?? removed.get(id) ?? { state: "later", note: undefined, tags: [] }) }
  const keep = (change: Partial<Kept>) => {
    saved.set(id, { ...kept, ...change })
    removed.delete(id)
  }
  const secret = `secret${name}${number(100)}`
  switch (number(6)) {
    case 0:
      await say(actor, `save ${id}`)
      return known ? undefined : keep({})
    case 1: {
      await say(actor, `save ${id} tag:tag${name}`)
      return keep({ tags: [...new Set([...kept.tags, `tag${name}`])] })
    }
    case 2:
      await say(actor, `note ${id} my ${secret}`)
      return keep({ note: `my ${secret}` })
    case 3: {
      const state = readingStates[number(4)] ?? "read"
      await say(actor, `read ${id} state:${state}`)
      return keep({ state })
    }
    case 4:
      await say(actor, `save ${id} --undo`)
      if (known) {
        saved.delete(id)
        removed.set(id, known)
      }
      return
    default: {
      const message = { community: actor.community, place: "papers", message: `m-${id}` }
      await bot.bookmarked(actor, message, true)
      return known ? undefined : keep({})
    }
  }
}

/** Everything that a member is shown of saved papers, notes and tags, as text. */
async function surfaces({ say, bot }: World, actor: Actor): Promise<string> {
  const lines = [
    ...["saved state:all limit:10", "saved secret", "saved tag:tagben", "saved tag:tagada", "saved paper"],
    ...["home", "search in:saved", "search paper in:saved limit:10", "search tag:tagada", "search note:my"],
    ...papers.flatMap(({ id }) => [`note ${id}`, `details ${id}`]),
  ]
  const cards = []
  for (const line of lines) cards.push((await say(actor, line)).card)
  const typed = ["search tag:", "saved tag:", "save tag:tag", "search note:secret"]
  const offered = await Promise.all(typed.map((line) => bot.complete({ actor, line })))
  return [
    ...cards.map((card) => `${read(card)}\n${JSON.stringify(card)}`),
    ...offered.map((suggestions) => JSON.stringify(suggestions)),
  ].join("\n")
}

describe.each(engines)("on %s", (_, open, isMissing) => {
  test.skipIf(isMissing).each([1, 2, 3])(
    "whatever three members of two communities do, each sees their own and nothing of another: %i",
    { timeout: 60_000 },
    async (seed) => {
      const world = await readersWorld(papers, await open())
      for (const community of ["discord:1", "discord:2"])
        for (const { id } of papers)
          await world.stores.posts.add({
            ...{ community, place: "papers", message: `m-${id}`, paper: id },
            ...{ kind: "post", at: "2026-11-24T12:00:00Z" },
          })
      const empty = () => ({ saved: new Map<string, Kept>(), removed: new Map<string, Kept>() })
      const oracle: Oracle = { ada: empty(), ben: empty(), eva: empty() }
      const number = numbersFrom(seed)
      for (let done = 0; done < 80; done++) await step(world, oracle, number)
      for (const [name, actor] of accounts) {
        const all = await world.saved.all(actor)
        const kept = all.map(({ paper, state, note, tags }) => [paper, { state, note, tags }] as const)
        expect(new Map(kept)).toEqual(oracle[name].saved)
        const shown = await surfaces(world, actor)
        for (const other of names.filter((one) => one !== name))
          expect(shown).not.toMatch(new RegExp(`secret${other}|#tag${other}|my secret${other}`))
        const noted = [...oracle[name].saved.values()].flatMap(({ note = [] }) => note)
        for (const note of noted) expect(shown).toContain(note)
      }
    },
  )
})
