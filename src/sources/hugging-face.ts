/** The papers of Hugging Face, through its public API. Needs no account; never reads pages. */

import { firstListDay, isWeekend, listClosesAt, listOpensAt, type PaperList } from "../papers/list.ts"
import { canonicalId, isNewStyleId } from "../papers/name.ts"
import type { Paper } from "../papers/paper.ts"
import { type Period, periodOfKey } from "../papers/period.ts"
import {
  parseHuggingFacePaper,
  parseHuggingFaceRows,
  parseLinkedRepos,
} from "../parsing/formats/hugging-face.ts"
import { PlatformError } from "../vocabulary/errors.ts"
import type { HuggingFace, LeftOut, LinkedRepos, ListAnswer, Parsed } from "../vocabulary/sources.ts"
import { words } from "../words/words.ts"
import { nextPage, readAnswer, successful } from "./answer.ts"
import type { Http, HttpAnswer } from "./http.ts"

/** The source. `baseUrl` is `https://huggingface.co` everywhere but in tests. */
export function createHuggingFace(options: { readonly baseUrl: string; readonly http: Http }): HuggingFace {
  const api = createApi(options)
  return {
    ...site,
    async list({ kind, key }, signal) {
      const period = periodOfKey(key)
      if (period?.kind !== kind) throw new Error(`"${key}" is not the key of a ${kind}`)
      const first = await api.ask(
        "/api/daily_papers",
        { [parameterOf[kind]]: key, limit: `${mostRows}` },
        signal,
      )
      if (first.status === 400) return notListed(period, first)
      const pages = await api.pagesFrom(first, signal)
      return listAnswer(period, pages)
    },
    async trending(signal) {
      const answer = await api.ask("/api/daily_papers", { sort: "trending", limit: `${mostRows}` }, signal)
      const { values, leftOut } = rowsOf([answer])
      const list = listOf("trending", values, false, answer.readAt)
      return { state: "listed", list, papers: values, leftOut }
    },
    async search(text, limit, signal) {
      const q = [...text.trim()].slice(0, longestQuestion).join("")
      if (q === "") return { values: [], leftOut: [] }
      const most = String(Math.min(mostFound, Math.max(1, Math.trunc(limit))))
      return rowsOf([await api.ask("/api/papers/search", { q, limit: most }, signal)])
    },
    paper: (id, signal) => api.paper(id, signal),
    linked: (id, signal) => api.linked(id, signal),
  }
}

// The limits of the API: https://huggingface.co/spaces/huggingface/openapi.
const mostRows = 100
const mostFound = 120
const longestQuestion = 250
// A month holds about 1,000 papers. A site that always has another page is not asked forever.
const mostPages = 50

/** A list younger than this is not asked for again, because two people ask for today's within a minute. */
const freshMs = 60_000

const parameterOf = { day: "date", week: "week", month: "month" } as const
const site = { name: "huggingface", title: "Hugging Face" } as const

function createApi({ baseUrl, http }: { readonly baseUrl: string; readonly http: Http }) {
  const get = (url: string, signal?: AbortSignal) =>
    http.get({ url, accept: "application/json", maxAgeMs: freshMs, signal })
  const ask = (path: string, parameters: Readonly<Record<string, string>>, signal?: AbortSignal) => {
    const url = new URL(path, baseUrl)
    url.search = new URLSearchParams(parameters).toString()
    return get(url.href, signal)
  }

  return {
    ask,
    async pagesFrom(first: HttpAnswer, signal?: AbortSignal): Promise<readonly HttpAnswer[]> {
      const pages = [successful(site, first)]
      for (let next = nextPage(first); next !== undefined; next = nextPage(pages.at(-1) ?? first)) {
        if (pages.length >= mostPages)
          throw new PlatformError(site.name, "endless", words.library.sources.endless(site.title))
        pages.push(successful(site, await get(next, signal)))
      }
      return pages
    },
    async paper(id: string, signal?: AbortSignal): Promise<Paper | undefined> {
      const answer = await askAbout(id, (known) => ask(`/api/papers/${known}`, {}, signal))
      return answer && readAnswer(site, answer, (body) => parseHuggingFacePaper(JSON.parse(body), answer.url))
    },
    async linked(id: string, signal?: AbortSignal): Promise<LinkedRepos> {
      const answer = await askAbout(id, (known) => ask(`/api/arxiv/${known}/repos`, {}, signal))
      if (answer === undefined) return { models: [], datasets: [], spaces: [] }
      return readAnswer(site, answer, (body) => parseLinkedRepos(JSON.parse(body)))
    },
  }
}

// The site knows new-style identifiers alone, without a version; 404 says that it does not have the paper.
async function askAbout(
  id: string,
  ask: (id: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer | undefined> {
  const known = canonicalId(id)
  if (known === undefined || !isNewStyleId(known)) return undefined
  const answer = await ask(known)
  return answer.status === 404 ? undefined : successful(site, answer)
}

function rowsOf(answers: readonly HttpAnswer[]): Parsed<Paper> {
  const pages = answers.map((answer) =>
    readAnswer(site, successful(site, answer), (body) => parseHuggingFaceRows(JSON.parse(body), answer.url)),
  )
  const values = pages.flatMap((page) => page.values)
  // While one turns pages, a new paper can push an old one onto the next page.
  const unique = [...new Map(values.map((paper) => [paper.id, paper])).values()]
  return { values: unique, leftOut: pages.flatMap((page) => page.leftOut) }
}

// The site refuses days that have not begun there, and ones before its first list, alike.
function notListed(period: Period, answer: HttpAnswer): ListAnswer {
  if (period.to < firstListDay) return listed(period, [], [], answer.readAt)
  if (period.kind === "day" && isWeekend(period.from)) return { state: "weekend" }
  const opensAt = listOpensAt(period.from)
  if (Temporal.Instant.compare(listClosesAt(period.from), answer.readAt) > 0) {
    return { state: "not-open", opensAt: opensAt.toString() }
  }
  throw new PlatformError(site.name, "http-400", words.library.sources.refusedList(site.title, period.key))
}

function listAnswer(period: Period, pages: readonly HttpAnswer[]): ListAnswer {
  const { values, leftOut } = rowsOf(pages)
  const isEmpty = values.length === 0 && leftOut.length === 0
  if (isEmpty && period.kind === "day" && isWeekend(period.from)) return { state: "weekend" }
  return listed(period, values, leftOut, pages[0]?.readAt ?? "")
}

function listed(
  period: Period,
  papers: readonly Paper[],
  leftOut: readonly LeftOut[],
  readAt: string,
): ListAnswer {
  const closed = Temporal.Instant.compare(listClosesAt(period.to), readAt) <= 0
  return { state: "listed", list: listOf(period.key, papers, closed, readAt), papers, leftOut }
}

function listOf(key: string, papers: readonly Paper[], closed: boolean, readAt: string): PaperList {
  const entries = papers.map(({ id, upvotes, comments }) => ({ paper: id, upvotes, comments }))
  return { key, entries, closed, readAt, source: "huggingface" }
}
