import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import type { Paper } from "../../../src/papers/paper.ts"

/** Papers as the index takes them, from the archives of real ones. Each function takes the archive's path. */
export function huggingFacePapers(path: string): Paper[] {
  const papers = new Map<string, Paper>()
  for (const { rows } of jsonLines<{ rows: Row[] }>(path))
    for (const { paper } of rows) if (!papers.has(paper.id)) papers.set(paper.id, huggingFacePaper(paper))
  return [...papers.values()]
}

export function arxivPapers(path: string): Paper[] {
  return jsonLines<ArxivRecord>(path).map((record) => ({
    ...nothingKnown,
    id: record.id,
    title: oneLine(record.title),
    abstract: oneLine(record.abstract ?? ""),
    authors: record.authors ?? [],
    authorCount: record.authors?.length ?? 0,
    categories: record.categories ?? [],
    ...(record.created === undefined ? {} : { publishedOn: record.created }),
    source: "arxiv",
  }))
}

export function judgedPapers(path: string): Paper[] {
  return jsonLines<{ _id: string; title: string; text: string; authors?: string }>(path).map((record) => {
    const authors = (record.authors ?? "").split(/\s*;\s*/).filter((author) => author !== "")
    return {
      ...nothingKnown,
      id: record._id,
      title: oneLine(record.title),
      abstract: oneLine(record.text),
      authors,
      authorCount: authors.length,
      source: "file",
    }
  })
}

/** The papers that ship with the project. */
export function starterPapers(path: string): Paper[] {
  return jsonLines<Partial<Paper> & { id: string; title: string }>(path).map((given) => ({
    ...nothingKnown,
    abstract: "",
    source: "starter",
    ...given,
    authorCount: given.authors?.length ?? 0,
  }))
}

export function jsonLines<T>(path: string): T[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString()
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as T]))
}

type Row = {
  readonly paper: {
    readonly id: string
    readonly title: string
    readonly summary?: string
    readonly authors: readonly { readonly name: string; readonly hidden?: boolean }[]
    readonly publishedAt?: string
    readonly upvotes?: number
    readonly ai_summary?: string
    readonly ai_keywords?: readonly string[]
    readonly githubRepo?: string
    readonly organization?: { readonly fullname?: string; readonly name: string }
  }
}
type ArxivRecord = {
  readonly id: string
  readonly title: string
  readonly abstract?: string
  readonly authors?: readonly string[]
  readonly categories?: readonly string[]
  readonly created?: string
}

const nothingKnown = {
  authors: [],
  authorCount: 0,
  keywords: [],
  categories: [],
  upvotes: 0,
  comments: 0,
  media: [],
} as const

function huggingFacePaper(row: Row["paper"]): Paper {
  const authors = row.authors.filter(({ hidden }) => hidden !== true).map(({ name }) => name)
  const organization = row.organization?.fullname ?? row.organization?.name
  return {
    ...nothingKnown,
    id: row.id,
    title: oneLine(row.title),
    abstract: oneLine(row.summary ?? ""),
    authors,
    authorCount: row.authors.length,
    keywords: row.ai_keywords ?? [],
    upvotes: row.upvotes ?? 0,
    ...(row.ai_summary === undefined ? {} : { summary: row.ai_summary }),
    ...(row.publishedAt === undefined ? {} : { publishedOn: row.publishedAt.slice(0, 10) }),
    ...(row.githubRepo === undefined ? {} : { code: { url: row.githubRepo } }),
    ...(organization === undefined ? {} : { organization }),
    source: "huggingface",
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim()
