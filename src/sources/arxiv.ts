/** The papers of arXiv, through its API and the day's feeds. Asked seldom: see `limits.ts`. */
import { canonicalId, isArxivCategory } from "../papers/name.ts"
import type { Paper } from "../papers/paper.ts"
import { parseArxivAnnouncements, parseArxivAtom } from "../parsing/formats/arxiv.ts"
import type { Announcements, ArXiv, Parsed } from "../vocabulary/sources.ts"
import { words } from "../words/words.ts"
import { readAnswer, successful } from "./answer.ts"
import type { Http, HttpAnswer } from "./http.ts"

/**
 * The source. `baseUrl` is `https://export.arxiv.org`, `rssBaseUrl` is `https://rss.arxiv.org`, but in tests. Beside
 * the port's errors it throws `UserError` when arXiv does not take an identifier for one.
 */
export function createArXiv(options: {
  readonly baseUrl: string
  readonly rssBaseUrl: string
  readonly http: Http
}): ArXiv {
  const query = async (parameters: Readonly<Record<string, string>>, signal?: AbortSignal) => {
    const url = new URL("/api/query", options.baseUrl)
    url.search = new URLSearchParams(parameters).toString()
    return readFeed(
      await options.http.get({ url: url.href, accept: "application/atom+xml", maxAgeMs: keptFor, signal }),
    )
  }
  const papers = async (ids: readonly string[], signal?: AbortSignal) => {
    const known = [...new Set(ids.flatMap((id) => canonicalId(id) ?? []))]
    const parts: Parsed<Paper>[] = []
    for (const some of chunks(known, idsAtOnce)) {
      parts.push(await query({ id_list: some.join(","), max_results: `${some.length}` }, signal))
    }
    return withUnknown(known, joined(parts))
  }
  return {
    ...arXiv,
    papers,
    paper: async (id, signal) => (await papers([id], signal)).values[0],
    async search(text, limit, signal) {
      const question = searchQuery(text)
      if (question === "") return nothing
      const most = String(Math.min(mostFound, Math.max(1, Math.trunc(limit))))
      return query({ search_query: question, start: "0", max_results: most, sortBy: "relevance" }, signal)
    },
    async announced(categories, signal) {
      const names = categories.filter(isArxivCategory)
      if (names.length === 0) return { ...nothing, day: undefined }
      const url = new URL(`/rss/${names.join("+")}`, options.rssBaseUrl).href
      const answer = await options.http.get({ url, accept: "application/rss+xml", maxAgeMs: feedMs, signal })
      return announcedIn(successful(arXiv, answer))
    },
  }
}

/**
 * The words of a person as arXiv's query: all of them have to occur, and what stands in quotes in that order. Signs
 * that mean something to arXiv are left out. "" when no word is left.
 */
export function searchQuery(text: string): string {
  const parts = [...text.matchAll(/"([^"]+)"|\S+/g)].map(([word, phrase]) => wordsOf(phrase ?? word))
  return parts
    .filter((words) => words !== "")
    .slice(0, mostWords)
    .map((words) => (words.includes(" ") ? `all:"${words}"` : `all:${words}`))
    .join(" AND ")
}

const arXiv = { name: "arxiv", title: "arXiv" } as const
const nothing: Parsed<Paper> = { values: [], leftOut: [] }
// arXiv's results change once a day, and it asks for answers to be kept that long. An empty one may be a hiccup, or
// come before its index knows a paper that is out already.
const fullFeedMs = 20 * 3_600_000
const emptyFeedMs = 600_000
const keptFor = (body: string) => (body.includes("<entry") ? fullFeedMs : emptyFeedMs)
// The day's feed appears at midnight in New York, now and then some minutes late.
const feedMs = 900_000
const mostFound = 100
const idsAtOnce = 100
const mostWords = 20

function wordsOf(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}.]+/gu, " ")
    .trim()
}

// A malformed identifier comes with status 400 and a feed that says so.
function readFeed(answer: HttpAnswer): Parsed<Paper> {
  const isTold = answer.status === 400 && answer.body.includes("<feed")
  const { values, leftOut } = readAnswer(arXiv, isTold ? answer : successful(arXiv, answer), (body) =>
    parseArxivAtom(body, answer.url),
  )
  return { values, leftOut }
}

// Replacements are old papers; only what is new in these categories is the day's news.
function announcedIn(answer: HttpAnswer): Announcements {
  const { day, values, leftOut } = readAnswer(arXiv, answer, (body) =>
    parseArxivAnnouncements(body, answer.url),
  )
  const isNews = ({ type }: { readonly type: string }) => type === "new" || type === "cross"
  return { day, values: values.filter(isNews).map(({ paper }) => paper), leftOut }
}

function withUnknown(ids: readonly string[], { values, leftOut }: Parsed<Paper>): Parsed<Paper> {
  const found = new Set(values.map((paper) => paper.id))
  const unknown = ids.filter((id) => !found.has(id))
  return {
    values,
    leftOut: [
      ...leftOut,
      ...unknown.map((id) => ({ where: `${arXiv.title} ${id}`, why: words.library.sources.noSuchPaper })),
    ],
  }
}

function joined(parts: readonly Parsed<Paper>[]): Parsed<Paper> {
  return { values: parts.flatMap((part) => part.values), leftOut: parts.flatMap((part) => part.leftOut) }
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
