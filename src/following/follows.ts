import { parseFilter } from "../search/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { FollowFind } from "../vocabulary/follow-store.ts"
import type { Follow, FollowedPaper, Follows, FollowTarget } from "../vocabulary/following.ts"
import type { Persons } from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"
import type { Stores } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import { coAuthorsOf } from "./co-authors.ts"
import { createFollowIndex } from "./follow-index.ts"
import { queryOf } from "./follow-query.ts"
import type { Follower } from "./follower.ts"
import { namesakesAmong } from "./namesakes.ts"

export type FollowsParts = Pick<Services, "papers" | "lists" | "library" | "clock" | "random"> & {
  readonly store: Stores["following"]
  readonly persons: Pick<Persons, "find" | "ensure">
  readonly follower: Pick<Follower, "catchUp">
}

/** More than these nobody reads what they bring. */
export const mostFollows = 50

const newDays = 7
/** The papers of one name that are looked through for namesakes. */
const mostOfName = 300

/** What members follow: kept by person, so that linked accounts share it. */
export function createFollows(parts: FollowsParts): Follows {
  const { papers, lists, library, clock, random, store, persons, follower } = parts

  async function follow(actor: Parameters<Follows["follow"]>[0], target: FollowTarget) {
    const { person } = await persons.ensure(actor)
    const id = newId(random)
    const added = await store.add({ ...target, id, person, createdAt: clock.now().toString() }, mostFollows)
    if (added !== "full") return { follow: added, isNew: added.id === id }
    throw new UserError("too-many-follows", words.following.full(mostFollows), {
      hint: words.following.fullHint,
      suggestion: { ...invoke("follow", {}), label: words.following.buttons.list, effect: "reply" },
    })
  }

  async function list(actor: Parameters<Follows["list"]>[0]) {
    const member = await persons.find(actor)
    if (member === undefined) return []
    await follower.catchUp()
    const follows = await store.ofPerson(member.person)
    const newest = await store.newestFinds(member.person)
    const since = clock.now().subtract({ hours: newDays * 24 })
    const recent = (await store.findsAfter(member.person, 0)).filter(
      ({ at }) => Temporal.Instant.compare(at, since) >= 0,
    )
    const byFollow = Map.groupBy(recent, (find) => find.follow)
    return Promise.all(
      follows.map(async (one) => ({
        follow: one,
        papers: (await joined(byFollow.get(one.id) ?? [], follows)).toReversed(),
        ...(newest.has(one.id) && { newestAt: newest.get(one.id) }),
        ...problemOf(one),
      })),
    )
  }

  async function newFor(person: string, after: number) {
    const cursor = await follower.catchUp()
    const follows = (await store.ofPerson(person)).toReversed()
    return { items: await joined(await store.findsAfter(person, after), follows), cursor }
  }

  /** Each paper once, with all follows that found it. */
  async function joined(
    finds: readonly FollowFind[],
    follows: readonly Follow[],
  ): Promise<readonly FollowedPaper[]> {
    const byPaper = Map.groupBy(finds, ({ paper }) => paper)
    const known = await papers.get([...byPaper.keys()])
    return [...byPaper].flatMap(([id, found]) => {
      const paper = known.get(id)
      const by = follows.filter((one) => found.some((find) => find.follow === one.id))
      const [first] = found
      return paper && first && by.length > 0 ? [{ paper, by, foundAt: first.at }] : []
    })
  }

  async function rehearse(target: FollowTarget, days: number) {
    const today = clock.now().toString().slice(0, 10)
    const from = Temporal.PlainDate.from(today).subtract({ days }).toString()
    const stored = await lists.days(from, today)
    const listed = [
      ...new Set(stored.toReversed().flatMap(({ entries }) => entries.map(({ paper }) => paper))),
    ]
    const index = createFollowIndex(library)
    index.hold([{ ...target, id: "", person: "", createdAt: clock.now().toString(), since: 0 }])
    const vectors = library.vectorsOf(target.kind === "similar" ? listed : [])
    const brought = (await library.papers(listed)).filter(
      (paper) => index.fitting(paper, vectors.get(paper.id)).length > 0,
    )
    return { days, lists: stored.length, papers: brought }
  }

  return {
    follow,
    async unfollow(actor, id) {
      const member = await persons.find(actor)
      return member && store.remove(member.person, id)
    },
    list,
    async exclude(actor, id, paperId) {
      const member = await persons.find(actor)
      const paper = (await papers.get([paperId])).get(paperId)
      const theirs = member === undefined ? [] : await store.ofPerson(member.person)
      const one = theirs.find((follow) => follow.id === id)
      if (member === undefined || paper === undefined || one === undefined) return undefined
      return store.exclude(member.person, id, coAuthorsOf(paper, one.text), paper.id)
    },
    newFor,
    cursor: () => papers.newestChange(),
    rehearse,
    async namesakes(name) {
      const text = queryOf({ kind: "author", text: name }) ?? ""
      const { hits } = await library.search({
        text,
        sort: "newest",
        offset: 0,
        limit: mostOfName,
        exact: true,
      })
      return namesakesAmong(
        name,
        hits.map(({ paper }) => paper),
      )
    },
  }
}

/** A query that was read once may not be readable in the language of today. */
function problemOf(target: FollowTarget): { readonly problem?: string } {
  const query = queryOf(target)
  const read = query === undefined ? undefined : parseFilter(query)
  return read?.kind === "refused" ? { problem: read.message } : {}
}

const idLetters = "abcdefghijkmnpqrstuvwxyz23456789"

function newId(random: () => number): string {
  return Array.from({ length: 12 }, () => idLetters[Math.floor(random() * idLetters.length)]).join("")
}
