import type { ParsedQuery } from "../../vocabulary/search-request.ts"
import { numbersIn, pieceAt, stringAt } from "../index/bytes.ts"
import type { PaperRef } from "../index/indexed-papers.ts"
import { fold } from "../index/words.ts"

/** How a paper calls what it is about: `Qwen2.5-VL Technical Report` is `qwen`, 2.5. */
type Series = { readonly name: string; readonly version: string }

/** Among this many results, each series has one paper. */
const shownApart = 10
const shortestName = 3
/** More words before a colon are no name. */
const mostWordsOfName = 4
/** With more words, a paper is sought and not a topic. */
const mostWordsOfTopic = 4

/** The series to which a title belongs, if it begins with a name. */
export function seriesOf(title: string): Series | undefined {
  const lead = leadOf(title)
  if (lead === undefined) return undefined
  const { text, isName } = lead
  const [, numbered, version] = /^(.*?\p{L})[-\s_^]*v?(\d+(?:\.\d+)*)(?![\p{L}\d])/iu.exec(text) ?? []
  if (numbered === undefined && !isName) return undefined
  const name = fold(numbered ?? text).replaceAll(/[^\p{L}]+/gu, "")
  return name.length < shortestName ? undefined : { name, version: version ?? /\++$/.exec(text)?.[0] ?? "" }
}

/** What stands before the colon; of a report what it reports on; otherwise the first word, if it has a number. */
function leadOf(title: string): { readonly text: string; readonly isName: boolean } | undefined {
  const [, before] = /^([^:]+):\s/.exec(title) ?? []
  if (before !== undefined)
    return before.split(" ").length > mostWordsOfName ? undefined : { text: before, isName: true }
  const [, reported] = /^(.+?) (?:technical report|system card|model card)\b/i.exec(title) ?? []
  return { text: reported ?? title.split(" ", 1)[0] ?? "", isName: reported !== undefined }
}

/**
 * The same papers, for a query of a few words with those of one series apart: of each only the best is among the first ten,
 * and the others come right after those. A series that the query itself names stays together. Only the first `shown` places
 * are sure to be as they should.
 */
export function seriesApart<Found>(
  found: readonly Found[],
  paperOf: (found: Found) => PaperRef | undefined,
  { words, phrases }: ParsedQuery,
  shown = shownApart,
): readonly Found[] {
  const asked = fold([words, ...phrases].join(" ")).match(/\p{L}+/gu) ?? []
  if (asked.length > mostWordsOfTopic) return found
  const named = namesIn(asked)
  const seen = new Map<string, Member[]>()
  const [front, behind]: [Found[], Found[]] = [[], []]
  const most = Math.min(shown, shownApart)
  let at = 0
  for (; at < found.length && front.length < most; at++) {
    const one = found[at] as Found
    const member = memberOf(paperOf(one))
    const others = (member && seen.get(member.name)) ?? []
    const isNext = member !== undefined && !named.has(member.name) && others.some(isSameSeries(member))
    ;(isNext ? behind : front).push(one)
    if (member !== undefined) seen.set(member.name, [...others, member])
  }
  return behind.length === 0 ? found : [...front, ...behind, ...found.slice(at)]
}

type Member = Series & { readonly paper: PaperRef }

function memberOf(paper: PaperRef | undefined): Member | undefined {
  const series = paper && seriesOf(stringAt(paper.segment.titles, paper.at))
  return series && { ...series, paper }
}

/** Many papers of different people are called Prism; of the same people, or with another number, they are a series. */
function isSameSeries(one: Member): (other: Member) => boolean {
  return (other) =>
    one.version !== other.version || !authorsOf(one.paper).isDisjointFrom(authorsOf(other.paper))
}

function authorsOf({ segment, at }: PaperRef): ReadonlySet<number> {
  return new Set(numbersIn(pieceAt(segment.people, at)))
}

/** Whatever neighboring words of a query may name, numbers left out. */
function namesIn(words: readonly string[]): ReadonlySet<string> {
  return new Set(
    words.flatMap((_, from) => words.slice(from).map((_, to) => words.slice(from, from + to + 1).join(""))),
  )
}
