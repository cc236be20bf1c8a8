import type { Paper } from "../../../src/papers/index.ts"
import { parseFilter } from "../../../src/search/index.ts"
import type { FollowTarget } from "../../../src/vocabulary/following.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import type { Day } from "../../bench/posts/measure.ts"
import { anActor } from "../../builders.ts"
import { createFollowWorld, seeded } from "./world.ts"

const targets: readonly (FollowTarget & { readonly query: string })[] = [
  { kind: "author", text: "Ziwei Liu", name: "Ziwei Liu", query: 'author:"Ziwei Liu"' },
  { kind: "author", text: "Y. LeCun", name: "Y. LeCun", query: 'author:"Y. LeCun"' },
  { kind: "org", text: "NVIDIA", name: "NVIDIA", query: 'org:"NVIDIA"' },
  ...[
    "diffusion",
    "video diffusion",
    '"reinforcement learning" -agents',
    "has:code upvotes:>20",
    "(audio OR speech) NOT video",
    "cat:cs.CL",
    "upvotes:>40",
  ].map((query) => ({ kind: "search" as const, text: query, name: query, query })),
]

const members = ["ada", "ben", "cleo"].map((member) => anActor({ member }))

type Looked = {
  readonly when: string
  readonly brought: readonly string[]
  readonly expected: readonly string[]
}
/** A follow, for an oracle that tests every paper against every follow. */
type Followed = { readonly query: string; readonly since: number; readonly id: string }
/** As it came, and as it was each time that it was listed. */
type Known = { readonly day: number; readonly paper: Paper; readonly versions: readonly Paper[] }

/**
 * Days as they came, with the clock turned: members follow, unfollow and look by chance, papers gain votes and are listed
 * again. Gives what each look brought, and what the same searches list since the last one.
 */
export async function replay(
  days: readonly Day[],
  seed: number,
  stores?: Stores,
): Promise<readonly Looked[]> {
  const random = seeded(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const world = await createFollowWorld({ now: `${days[0]?.key}T08:00:00Z`, stores })
  const came = new Map<string, Known>()
  const followed = new Map<string, readonly Followed[]>()
  /** By member, the papers that came, each with the follows for which it is no news any more. */
  const given = new Map(members.map(({ member }) => [member, new Map<string, Set<string>>()]))
  const cursors = new Map<string, number>()
  const looks: Looked[] = []

  async function followOrNot(at: number): Promise<void> {
    const actor = pick(members)
    const theirs = followed.get(actor.member) ?? []
    if (random() < 0.2) {
      const { query, ...target } = pick(targets)
      const { follow, isNew } = await world.follows.follow(actor, target)
      if (isNew) followed.set(actor.member, [...theirs, { query, since: at, id: follow.id }])
    } else if (random() < 0.04 && theirs.length > 0) {
      const gone = pick(theirs)
      await world.follows.unfollow(actor, gone.id)
      followed.set(
        actor.member,
        theirs.filter((one) => one !== gone),
      )
      // What only it had brought may still come by another.
      for (const [id, by] of given.get(actor.member) ?? [])
        if (by.delete(gone.id) && by.size === 0) given.get(actor.member)?.delete(id)
    }
  }

  async function papersCome(at: number, { key, papers }: Day): Promise<void> {
    const before = [...came.values()].slice(-40)
    const again = before.length > 0 ? [pick(before), pick(before)] : []
    const come = [...papers, ...again.map(({ paper }) => ({ ...paper, upvotes: paper.upvotes + 15 }))]
    await world.comes(come, key)
    for (const paper of come) {
      const { day = at + 0.5, versions = [] } = came.get(paper.id) ?? {}
      came.set(paper.id, { day, paper, versions: [...versions, paper] })
    }
  }

  /** The papers that fit what a member follows, each with the follows that it fits. */
  function fitting(member: string): ReadonlyMap<string, readonly string[]> {
    const tests = (followed.get(member) ?? []).map(({ id, query, since }) => ({
      ...{ id, since },
      filter: parseFilter(query),
    }))
    // A paper with fewer votes now than it had was brought while it had them.
    const followsOf = ({ day, versions }: Known) =>
      tests.flatMap(({ id, since, filter }) =>
        day > since && filter.kind === "filter" && versions.some(filter.matches) ? [id] : [],
      )
    const fits = [...came].map(([id, known]) => [id, followsOf(known)] as const)
    return new Map(fits.filter(([, follows]) => follows.length > 0))
  }

  async function look(when: string): Promise<void> {
    const { member, community } = pick(members)
    const person = (await world.persons.find({ member, community }))?.person
    if (person === undefined) return
    const { items, cursor } = await world.follows.newFor(person, cursors.get(member) ?? 0)
    cursors.set(member, cursor)
    const brought = items.map(({ paper }) => paper.id)
    const fits = fitting(member)
    const theirs = given.get(member) ?? new Map<string, Set<string>>()
    const expected = [...fits.keys()].filter((id) => !theirs.has(id))
    looks.push({ when, brought: brought.toSorted(), expected: expected.toSorted() })
    for (const [id, follows] of fits) theirs.set(id, new Set([...(theirs.get(id) ?? []), ...follows]))
  }

  for (const [at, day] of days.entries()) {
    world.clock.set(`${day.key}T08:00:00Z`)
    await followOrNot(at)
    await papersCome(at, day)
    // On other days the bot is off.
    if (random() < 0.25) await look(day.key)
  }
  return looks
}
