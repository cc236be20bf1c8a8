import { parsePaperName } from "../papers/name.ts"
import type { SearchRequest, SearchSort } from "../vocabulary/search-request.ts"
import { answer } from "./answer.ts"
import type { Candidate } from "./best-candidates.ts"
import { type Candidates, findCandidates } from "./candidates.ts"
import { unknownDay } from "./columns.ts"
import { rarity } from "./impact.ts"
import { moreNotable } from "./more-notable.ts"
import { type PaperTests, paperTests } from "./paper-tests.ts"
import type { PapersHeld, Place } from "./papers-held.ts"
import { type ParsedQuery, parseQuery } from "./query.ts"
import { planQuery, type QueryPlan } from "./query-plan.ts"
import type { Known } from "./readings.ts"
import { type Ranked, rerank } from "./rerank.ts"
import type { FoundPapers } from "./search-index.ts"
import type { Segment } from "./segment.ts"
import { weightOf } from "./slots.ts"
import type { Spelling } from "./spelling.ts"
import { titlesBegun } from "./titles-begun.ts"
import { wordsOf } from "./words.ts"

/** The first so many by the sum of postings are looked at closely. */
const looked = 100
/** A few words are in many more papers, and their titles tell more. */
const lookedForFew = { words: 4, papers: 130 }

export function searchPapers(held: PapersHeld, spelling: Spelling, request: SearchRequest): FoundPapers {
  const named = parsePaperName(request.text)
  const query = parseQuery(request.text)
  const passes = paperTests(held, request, query)
  if (named.kind === "id") return namedPaper(held, named.id, passes)
  const sort = query.sort ?? request.sort ?? "relevance"
  const known = { vocabulary: held.shared.vocabulary, spelling, papers: held.size }
  const plan = planQuery(query, request.exact === true ? "exact" : "known", known)
  if (plan.slots.length === 0) return hasWords(query) ? nothing : allPapers(held, request, passes, sort)
  if (sort !== "relevance") return sortedPapers(held, request, plan, passes, sort)
  const begun = query.phrases.length === 0 ? titlesBegun(held, query.words, passes) : []
  // Whoever types a title so far has made no slip.
  if (begun.length > 0) return bestPapers(held, request, { ...plan, corrections: [] }, passes, begun).answer()
  const first = bestPapers(held, request, plan, passes)
  if (request.exact === true || !isDoubtful(plan, first.ranked[0], known)) return first.answer()
  const doubted = planQuery(query, "doubted", known)
  if (doubted.corrections.length === plan.corrections.length) return first.answer()
  const second = bestPapers(held, request, doubted, passes)
  return leadsFurther(second.ranked[0], first.ranked[0]) ? second.answer() : first.answer()
}

/** A word is only taken for another where that finds what the word itself did not: all in title and byline, or more words. */
function leadsFurther(second: Ranked | undefined, first: Ranked | undefined): boolean {
  return second !== undefined && (second.isAnswered || second.candidate.held > (first?.candidate.held ?? 0))
}

/** A few words, of which no title and byline holds all, and one is rare: it may be a slip that some paper shares. */
function isDoubtful({ slots }: QueryPlan, best: Ranked | undefined, { papers }: Known): boolean {
  if (best === undefined || best.isAnswered || slots.length > mostDoubted) return false
  const rare = weightOf(rarity(papers / doubtedShare, papers))
  return (
    best.candidate.held < slots.length ||
    slots.some(({ alternatives }) => (alternatives[0]?.weight ?? 0) > rare)
  )
}

const mostDoubted = 5
const doubtedShare = 400

const nothing: FoundPapers = { hits: [], total: 0 }

function hasWords({ words, phrases }: ParsedQuery): boolean {
  return wordsOf([words, ...phrases].join(" ")).length > 0
}

function namedPaper(held: PapersHeld, id: string, passes: PaperTests): FoundPapers {
  const place = held.place(id)
  if (place === undefined || passes(place.segment)?.(place.at) === false) return nothing
  return { hits: [{ id, score: 1, why: "identifier", marks: noMarks }], total: 1 }
}

const noMarks = { stems: new Set<string>(), prefixes: [] }

/**
 * Best first: titles that begin as was typed, the first hundred in the order of a closer look, the rest by the sum of
 * their postings.
 */
function bestPapers(
  held: PapersHeld,
  request: SearchRequest,
  plan: QueryPlan,
  passes: PaperTests,
  begun: readonly Place[] = [],
) {
  const { vocabulary } = held.shared
  const close = plan.slots.length > lookedForFew.words ? looked : lookedForFew.papers
  const most = Math.max(close, request.offset + request.limit)
  const found = findCandidates(held.segments, plan.slots, most, passes, moreNotable)
  const closely = rerank(found.best.slice(0, close), plan.slots, vocabulary)
  const ranked = withFirst(begun, [...closely, ...found.best.slice(close).map(unread)])
  const page = ranked.slice(request.offset, request.offset + request.limit)
  const total = Math.max(totalOf(found), begun.length)
  return { ranked, answer: () => answer(held, request, plan, page, total, ranked[0]?.candidate) }
}

/** Some papers in front, whether they are ranked already or not. Their score is the best, since scores fall from hit to hit. */
function withFirst(places: readonly Place[], ranked: readonly Ranked[]): Ranked[] {
  const isFirst = ({ candidate }: Ranked) =>
    places.some(({ segment, at }) => segment === candidate.segment && at === candidate.at)
  const best = ranked[0]?.final ?? 1
  const front = places.map((place): Ranked => {
    const known = ranked.find(
      ({ candidate }) => candidate.segment === place.segment && candidate.at === place.at,
    )
    return { ...(known ?? unread({ ...place, score: 0, held: 0 })), final: best, isAnswered: true }
  })
  return [...front, ...ranked.filter((one) => !isFirst(one))]
}

const unread = (candidate: Candidate): Ranked => ({
  candidate,
  final: 0,
  isAnswered: false,
  fields: undefined,
})

/** Papers with every word; where these are few, the best with some of them are told of too. */
function totalOf({ holdingAll, holdingAny }: Candidates): number {
  return holdingAll >= looked ? holdingAll : Math.min(holdingAny, looked)
}

/** Papers that hold as many of the words as any paper does, in the order of a column. */
function sortedPapers(
  held: PapersHeld,
  request: SearchRequest,
  plan: QueryPlan,
  passes: PaperTests,
  sort: SearchSort,
): FoundPapers {
  const most = request.offset + request.limit
  const keyed = (leastHeld: number) =>
    findCandidates(held.segments, plan.slots, most, passes, moreNotable, { leastHeld, key: keyOf(sort) })
  const strict = keyed(plan.slots.length)
  const found =
    strict.mostHeld === plan.slots.length || strict.mostHeld === 0 ? strict : keyed(strict.mostHeld)
  const page = found.best
    .slice(request.offset)
    .map((candidate) => ({ ...unread(candidate), final: candidate.score }))
  return answer(held, request, plan, page, found.kept, found.best[0])
}

/** Without a word to seek, every paper that passes; the newest first where no other order is asked for. */
function allPapers(
  held: PapersHeld,
  request: SearchRequest,
  passes: PaperTests,
  sort: SearchSort,
): FoundPapers {
  const key = keyOf(sort === "relevance" ? "newest" : sort)
  const all: { readonly segment: Segment; readonly at: number; readonly key: number }[] = []
  for (const segment of held.segments) {
    const isWanted = passes(segment)
    for (let at = 0; at < segment.ids.length; at++)
      if (segment.dead[at] === 0 && isWanted?.(at) !== false) all.push({ segment, at, key: key(segment, at) })
  }
  all.sort((a, b) => b.key - a.key || (moreNotable(a, b) ? -1 : 1))
  const page = all.slice(request.offset, request.offset + request.limit)
  return {
    hits: page.map(({ segment, at, key: score }) => ({
      id: segment.ids[at] as string,
      score,
      why: "",
      marks: noMarks,
    })),
    total: all.length,
  }
}

function keyOf(sort: SearchSort): (segment: Segment, at: number) => number {
  switch (sort) {
    case "upvotes":
      return ({ columns }, at) => columns.upvotes[at] as number
    case "oldest":
      // Unknown days come last, whichever way the known ones go.
      return ({ columns }, at) => {
        const day = columns.days[at] as number
        return day === unknownDay ? day : -day
      }
    case "newest":
    case "relevance":
      return ({ columns }, at) => columns.days[at] as number
    default:
      return sort satisfies never
  }
}
