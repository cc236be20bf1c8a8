import type { Actor } from "../vocabulary/actor.ts"
import type { Services } from "../vocabulary/services.ts"
import type { Sign } from "./profile.ts"

export type SignServices = Pick<Services, "votes" | "persons" | "saved" | "taste" | "clock">

/** What a member did, in all communities where they are the same person. */
export type MemberSigns = {
  /** That count for their taste, newest first. */
  readonly signs: readonly Sign[]
  /** Papers that they voted for or marked: not recommended again, as what they saved is not. */
  readonly known: ReadonlySet<string>
  readonly marks: readonly { readonly paper: string; readonly sign: "more" | "less" }[]
}

/** Older signs hardly count, and more than these make nothing clearer. */
const mostSigns = 200

export async function memberSigns(
  { votes, persons, saved, taste }: SignServices,
  account: Pick<Actor, "community" | "member">,
): Promise<MemberSigns> {
  const person = (await persons.find(account))?.person
  const others = person === undefined ? [] : await persons.membersOf(person)
  const accounts = [account, ...others.filter((one) => !isSame(one, account))]
  const [given, kept, said] = await Promise.all([
    Promise.all(accounts.map(({ community, member }) => votes.ofMember(community, member))),
    // Of ten thousand only the newest can count.
    saved.list(account, { limit: 2 * mostSigns }),
    person === undefined ? { marks: [], since: undefined } : taste.of(person),
  ])
  const wanted = kept.saved.filter(({ state }) => state !== "dropped")
  const all: readonly Sign[] = [
    ...given.flat().map(({ paper, at }) => ({ paper, sign: "upvoted" as const, at: instant(at) })),
    ...wanted.map(({ paper, addedAt }) => ({ paper, sign: "saved" as const, at: instant(addedAt) })),
    ...said.marks.map(({ paper, mark, at }) => ({ paper, sign: mark, at: instant(at) })),
  ]
  return {
    signs: onePerPaper(all.filter(({ at }) => isAfter(at, said.since))),
    known: new Set(all.map(({ paper }) => paper)),
    marks: said.marks.map(({ paper, mark }) => ({ paper, sign: mark })),
  }
}

/** Of several things that somebody did with one paper the strongest counts: what they said of it, a vote, saving it. */
const strength = { less: 3, more: 2, upvoted: 1, saved: 0 }

function onePerPaper(signs: readonly Sign[]): readonly Sign[] {
  const strongest = new Map<string, Sign>()
  for (const sign of signs) {
    const other = strongest.get(sign.paper)
    const [one, two] = [strength[sign.sign], other ? strength[other.sign] : -1]
    const isStronger =
      one > two || (one === two && other !== undefined && isAfter(sign.at, other.at.toString()))
    if (isStronger) strongest.set(sign.paper, sign)
  }
  return [...strongest.values()].toSorted(byNewest).slice(0, mostSigns)
}

function byNewest(a: Sign, b: Sign): number {
  return Temporal.Instant.compare(b.at, a.at) || (a.paper < b.paper ? -1 : 1)
}

/** Votes of a community are counted by quarters of a year: each counts half of the one after it. */
const quarters = 4
const quarterDays = 90

/** What a whole community upvoted, most votes first. Nothing that is private is read. */
export async function communitySigns(
  { votes, clock }: SignServices,
  community: string,
): Promise<readonly Sign[]> {
  const now = clock.now()
  const ago = (days: number) => now.subtract({ hours: 24 * days })
  const counted = await Promise.all(
    Array.from({ length: quarters }, async (_, back) => {
      // A vote of this very moment counts too.
      const to = back === 0 ? now.add({ seconds: 1 }) : ago(back * quarterDays)
      const at = ago(back * quarterDays)
      const top = await votes.top(
        community,
        ago((back + 1) * quarterDays).toString(),
        to.toString(),
        mostSigns,
      )
      return top.map((one): Sign => ({ paper: one.paper, sign: "upvoted", at, times: one.votes }))
    }),
  )
  const byPaper = new Map<string, Sign>()
  for (const sign of counted.flat()) if (!byPaper.has(sign.paper)) byPaper.set(sign.paper, sign)
  return [...byPaper.values()].slice(0, mostSigns)
}

const instant = (at: string) => Temporal.Instant.from(at)

function isAfter(at: Temporal.Instant, since: string | undefined): boolean {
  return since === undefined || Temporal.Instant.compare(at, instant(since)) > 0
}

function isSame(
  one: Pick<Actor, "community" | "member">,
  other: Pick<Actor, "community" | "member">,
): boolean {
  return one.community === other.community && one.member === other.member
}
