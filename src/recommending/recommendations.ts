import { createBoundedMap } from "../concurrency/bounded-map.ts"
import type { Paper } from "../papers/index.ts"
import type { PaperVector, SharedPhrase } from "../vocabulary/library.ts"
import type { SavedPaper } from "../vocabulary/readers.ts"
import type {
  Recommendation,
  RecommendationExplained,
  RecommendationReason,
  Recommendations,
  RecommendationsAsked,
  Recommended,
  TasteOf,
} from "../vocabulary/recommending.ts"
import type { Services } from "../vocabulary/services.ts"
import { type Listed, listedLately, postedLately } from "./candidates.ts"
import { fit, type Profile, profileOf, type Sign, type Weighed, weightOf } from "./profile.ts"
import { type Candidate, diverse, type Ranked, ranked } from "./rank.ts"
import { nearestOf, wordWeights } from "./reasons.ts"
import { communitySigns, type MemberSigns, memberSigns } from "./signs.ts"

export type RecommendingServices = Pick<
  Services,
  "library" | "lists" | "posts" | "votes" | "persons" | "saved" | "taste" | "clock"
>

/** Fewer signs say more about those papers than about a taste. */
const neededSigns = 3
const usualDays = 7
/** So many more than are wanted are read for reasons: those without one are left out. */
const readBeside = 10

type Taste = {
  readonly by: Recommended["by"]
  readonly own: MemberSigns | undefined
  readonly signs: readonly Weighed[]
  readonly profile: Profile
}

/** The papers of the signs, as far as reasons name them. */
type Sources = {
  titleOf(paper: string): string
  phrasesOf(paper: string): ReadonlyMap<number, SharedPhrase>
}

const nothingDone: MemberSigns = { signs: [], known: new Set(), marks: [] }

/** Recommends papers of the newest lists by what a member, or a community, liked before. */
export function createRecommendations(services: RecommendingServices): Recommendations {
  const { library, persons, saved, taste, clock } = services
  const vectors = createVectors(services)
  const kept = createKept<Pick<Taste, "signs" | "profile">>(services)

  async function tasteOf({ community, member }: TasteOf): Promise<Taste> {
    const own = member === undefined ? undefined : await memberSigns(services, { community, member })
    const given = own?.signs.filter(({ sign }) => sign !== "less") ?? []
    const tasteBy = (by: Taste["by"], signs: readonly Sign[]): Taste => {
      const known = vectors(signs.map(({ paper }) => paper))
      const who = JSON.stringify([community, member])
      return { by, own, ...kept(who, fingerprintOf(signs, known.size), () => weighed(signs, known)) }
    }
    if (given.length >= neededSigns) return tasteBy("member", own?.signs ?? [])
    const everybody = await communitySigns(services, community)
    // What a member wants less of holds from the first time on.
    const signs = [...everybody, ...(own?.signs.filter(({ sign }) => sign === "less") ?? [])]
    return everybody.length > 0 ? tasteBy("community", signs) : tasteBy("best", [])
  }

  function weighed(
    signs: readonly Sign[],
    known: ReadonlyMap<string, PaperVector>,
  ): Pick<Taste, "signs" | "profile"> {
    const now = clock.now()
    const all = signs.flatMap((sign): readonly Weighed[] => {
      const vector = known.get(sign.paper)
      return vector ? [{ ...sign, vector, weight: weightOf(sign, now) }] : []
    })
    return { signs: all, profile: profileOf(all) }
  }

  function candidates({ upvotes }: Listed, without: ReadonlySet<string>): readonly Candidate[] {
    const ids = [...upvotes.keys()].filter((id) => !without.has(id))
    return [...vectors(ids)].map(([id, vector]) => ({ id, upvotes: upvotes.get(id) ?? 0, vector }))
  }

  async function recommended(of: TasteOf, asked: RecommendationsAsked): Promise<Recommended> {
    const { limit, days = usualDays, except = [] } = asked
    const [decided, listed, posted] = await Promise.all([
      tasteOf(of),
      listedLately(services, days),
      postedLately(services, of.community),
    ])
    const { own = nothingDone } = decided
    const theirs = await savedBy(of, [...listed.upvotes.keys()])
    const all = candidates(listed, new Set([...own.known, ...theirs.keys(), ...posted, ...except]))
    const chosen =
      decided.by === "best"
        ? all.map((one) => ({ ...one, score: one.upvotes })).toSorted(byUpvotes)
        : diverse(ranked(decided.profile, all), limit + readBeside)
    const signs = own.signs.filter(({ sign }) => sign !== "less").length
    const found = await reasoned(chosen.slice(0, limit + readBeside), decided)
    return {
      ...{ by: decided.by, signs, needed: neededSigns, items: found.slice(0, limit) },
      ...{ days: listed.days, looked: listed.upvotes.size },
    }
  }

  async function savedBy({ community, member }: TasteOf, papers: readonly string[]) {
    return member === undefined ? new Map<string, SavedPaper>() : saved.of({ community, member }, papers)
  }

  /** Those that have a reason to be recommended: a paper that nobody can explain is not. */
  async function reasoned(chosen: readonly Ranked[], decided: Taste): Promise<readonly Recommendation[]> {
    const papers = new Map(
      (await library.papers(chosen.map(({ id }) => id))).map((paper) => [paper.id, paper]),
    )
    const sources = await sourcesOf(decided)
    return chosen.flatMap(({ id, vector }) => {
      const paper = papers.get(id)
      const reason = paper && !paper.withdrawn ? reasonOf(paper, vector, decided, sources) : undefined
      return paper && reason ? [{ paper, reason }] : []
    })
  }

  async function sourcesOf({ signs }: Taste): Promise<Sources> {
    const papers = new Map(
      (await library.papers(signs.map(({ paper }) => paper))).map((one) => [one.id, one]),
    )
    const phrases = new Map<string, ReadonlyMap<number, SharedPhrase>>()
    return {
      titleOf: (id) => papers.get(id)?.title ?? id,
      phrasesOf(id) {
        const paper = papers.get(id)
        const known = phrases.get(id) ?? (paper ? library.phrasesOf(paper) : new Map())
        phrases.set(id, known)
        return known
      },
    }
  }

  function reasonOf(
    paper: Paper,
    vector: PaperVector,
    decided: Taste,
    { titleOf, phrasesOf }: Sources,
  ): RecommendationReason | undefined {
    if (decided.by === "best") return { kind: "best" }
    const nearest = nearestOf(vector, library.phrasesOf(paper), decided, phrasesOf)
    if (nearest === undefined) return undefined
    const { paper: id, sign } = nearest.sign
    return { kind: decided.by, sign, because: { id, title: titleOf(id) }, words: nearest.words }
  }

  async function explain(of: TasteOf, paper: Paper): Promise<RecommendationExplained> {
    const decided = await tasteOf(of)
    const vector = vectors([paper.id]).get(paper.id)
    const isRead = (await savedBy(of, [paper.id])).get(paper.id)?.state === "read"
    const leftOut = leftOutOf(paper, isRead, decided.own ?? nothingDone)
    if (vector === undefined) return { paper, reason: undefined, score: 0, words: [], ...leftOut }
    const sources = await sourcesOf(decided)
    const place = await placeOf(paper, decided)
    return {
      paper,
      reason: reasonOf(paper, vector, decided, sources),
      score: fit(decided.profile, vector),
      ...(place !== undefined && { place }),
      ...leftOut,
      words: wordWeights(vector, library.phrasesOf(paper), decided.signs, decided.profile, sources.titleOf),
    }
  }

  /** Among all papers of the last days, whatever the member did with them. */
  async function placeOf({ id }: Paper, { by, profile }: Taste): Promise<number | undefined> {
    const all = candidates(await listedLately(services, usualDays), new Set())
    const order = by === "best" ? all.toSorted(byUpvotes) : ranked(profile, all)
    const at = order.findIndex((one) => one.id === id)
    return at < 0 ? undefined : at + 1
  }

  return {
    for: recommended,
    explain,
    async mark(actor, paper, mark) {
      const { person } = await persons.ensure(actor)
      return taste.set(person, paper, mark, clock.now().toString())
    },
    async marks(actor) {
      const known = await persons.find(actor)
      return known ? (await taste.of(known.person)).marks : []
    },
    async reset(actor, on) {
      const { person } = await persons.ensure(actor)
      await taste.startAt(person, on ? clock.now().toString() : undefined)
    },
  }
}

function leftOutOf({ id, withdrawn }: Paper, isRead: boolean, { signs, marks }: MemberSigns) {
  const said = marks.find(({ paper }) => paper === id)?.sign ?? signs.find(({ paper }) => paper === id)?.sign
  const leftOut = withdrawn ? "withdrawn" : isRead ? "read" : said
  return leftOut === undefined ? {} : { leftOut: leftOut as RecommendationExplained["leftOut"] & string }
}

function byUpvotes(a: Candidate, b: Candidate): number {
  return b.upvotes - a.upvotes || (a.id < b.id ? -1 : 1)
}

/** What a taste comes from. All signs fade alike, so their weights change nothing; a community's have their quarter's. */
function fingerprintOf(signs: readonly Sign[], known: number): string {
  const each = signs.map(({ paper, sign, at, times }) => `${paper} ${sign} ${times ?? at.epochMilliseconds}`)
  return [known, ...each].join()
}

const mostVectors = 4_000
/** A taste of two hundred signs takes a megabyte. */
const mostTastes = 50
const staleAfterMs = 3_600_000

/** What was worked out for somebody within the hour, until it comes of something else. */
function createKept<T>({ clock }: Pick<Services, "clock">) {
  const kept = createBoundedMap<string, { readonly of: string; readonly at: number; readonly value: T }>(
    mostTastes,
  )
  return (who: string, of: string, work: () => T): T => {
    const now = clock.now().epochMilliseconds
    const known = kept.get(who)
    if (known?.of === of && Math.abs(now - known.at) < staleAfterMs) return known.value
    const value = work()
    kept.set(who, { of, at: now, value })
    return value
  }
}

/** Vectors that were read within the hour are read once: a paper's text rarely changes, and reading costs the most. */
function createVectors({ library, clock }: Pick<Services, "library" | "clock">) {
  const kept = createBoundedMap<string, { readonly vector: PaperVector; readonly at: number }>(mostVectors)
  return (ids: readonly string[]): ReadonlyMap<string, PaperVector> => {
    const now = clock.now().epochMilliseconds
    const isFresh = (id: string) => Math.abs(now - (kept.get(id)?.at ?? -Infinity)) < staleAfterMs
    const found = new Map(ids.filter(isFresh).map((id) => [id, kept.get(id)?.vector as PaperVector]))
    for (const [id, vector] of library.vectorsOf(ids.filter((id) => !found.has(id)))) {
      kept.set(id, { vector, at: now })
      found.set(id, vector)
    }
    return found
  }
}
