/** What the papers API of Hugging Face answers. Missing fields are the rule there: see the README. */

import * as z from "zod"
import { type Paper, present } from "../../papers/paper.ts"
import type { LinkedRepo, LinkedRepos, Parsed } from "../../vocabulary/sources.ts"
import { words } from "../../words/words.ts"
import { texToUnicode } from "../tex/tex-to-unicode.ts"
import { authorNames } from "./authors.ts"
import {
  adornment,
  arxivId,
  blankPaper,
  clipped,
  count,
  isObject,
  isoDate,
  lineOrNothing,
  refusalOf,
  repository,
  siteLine,
  siteLineOrNothing,
  siteText,
  webAddress,
} from "./fields.ts"
import { documentError, type Refusal, readEach } from "./read-papers.ts"

/**
 * The rows of a day, week or month, or of a search: `[{ paper: { id, title, … }, numComments, … }]`. A row that cannot
 * be read is left out by itself. `where` names the file or address. Throws `UserError` when this is no list of rows.
 */
export function parseHuggingFaceRows(json: unknown, where: string): Parsed<Paper> {
  const rows = rowsOf(json, where)
  return readEach(rows, (index) => whereOf(where, index, rows[index]), readRow)
}

/** One paper: a row, or the flat object that the site answers for a single one. Throws `UserError`. */
export function parseHuggingFacePaper(json: unknown, where: string): Paper {
  const paper = readRow(isObject(json) && "paper" in json ? json : { paper: json })
  if ("refused" in paper) throw documentError(where, words.files.notAPaper(paper.refused))
  return paper
}

/** Models, datasets and spaces that link a paper. What cannot be read is left out; a missing kind is empty. */
export function parseLinkedRepos(json: unknown): LinkedRepos {
  const { models, datasets, spaces } = linkedSchema.parse(isObject(json) ? json : {})
  return {
    models: reposOf(models, ""),
    datasets: reposOf(datasets, "datasets/"),
    spaces: reposOf(spaces, "spaces/"),
  }
}

/** One row as a paper, or why it is none. */
export function readRow(row: unknown): Paper | Refusal {
  const result = rowSchema.safeParse(row)
  return result.success ? paperOf(result.data) : refusalOf(result.error)
}

const site = "https://huggingface.co"

const userSchema = z.object({ user: adornment(z.string()), name: adornment(z.string()) })
const organizationSchema = z.object({ fullname: adornment(z.string()), name: adornment(z.string()) })

const paperSchema = z.object({
  id: arxivId,
  title: siteLine,
  summary: siteLineOrNothing,
  authors: z.array(z.object({ name: lineOrNothing, hidden: z.boolean().nullish() })).nullish(),
  upvotes: count.nullish(),
  publishedAt: adornment(z.string()),
  submittedOnDailyBy: adornment(userSchema),
  organization: adornment(organizationSchema),
  ai_summary: adornment(z.string()),
  ai_keywords: adornment(z.array(z.string())),
  githubRepo: adornment(z.string()),
  githubStars: adornment(count),
  projectPage: adornment(z.string()),
  mediaUrls: adornment(z.array(z.string())),
})

const rowSchema = z.object({
  paper: paperSchema,
  numComments: adornment(count),
  thumbnail: adornment(z.string()),
  submittedBy: adornment(userSchema),
  organization: adornment(organizationSchema),
  mediaUrls: adornment(z.array(z.string())),
  /** The name of 2024: the site's preview picture, or the one medium. */
  mediaUrl: adornment(z.string()),
})

function paperOf(row: z.infer<typeof rowSchema>): Paper {
  const { paper } = row
  const authors = authorNames((paper.authors ?? []).flatMap(({ name, hidden }) => (hidden ? [] : name)))
  return {
    ...blankPaper,
    ...adornmentsOf(row),
    id: paper.id,
    title: paper.title,
    abstract: paper.summary,
    authors,
    authorCount: authors.length,
    keywords: unique((paper.ai_keywords ?? []).map(texToUnicode)),
    upvotes: paper.upvotes ?? 0,
    comments: row.numComments ?? 0,
    media: mediaOf(row),
    source: "huggingface",
  }
}

function adornmentsOf(row: z.infer<typeof rowSchema>): Partial<Paper> {
  const { paper } = row
  const summary = siteText(paper.ai_summary ?? "")
  const organization = paper.organization ?? row.organization
  const submitter = paper.submittedOnDailyBy ?? row.submittedBy
  return present({
    summary,
    summaryBy: summary && "AI summary",
    organization: texToUnicode(organization?.fullname || organization?.name || ""),
    publishedOn: isoDate(paper.publishedAt),
    submittedBy: texToUnicode(submitter?.user || submitter?.name || ""),
    code: codeOf(paper),
    projectPage: webAddress(paper.projectPage),
    thumbnail: webAddress(row.thumbnail ?? row.mediaUrl, site),
  })
}

function codeOf(paper: z.infer<typeof paperSchema>): Paper["code"] {
  const url = repository(paper.githubRepo)
  return url === undefined ? undefined : { url, ...present({ stars: paper.githubStars }) }
}

function mediaOf(row: z.infer<typeof rowSchema>): readonly string[] {
  const old = row.mediaUrl?.includes("/social-thumbnails/") ? [] : [row.mediaUrl]
  const addresses = [...(row.paper.mediaUrls ?? []), ...(row.mediaUrls ?? []), ...old]
  return unique(addresses.map((address) => webAddress(address, site)))
}

const repoSchema = z.object({ id: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)?$/), likes: adornment(z.number()) })
const reposSchema = adornment(z.array(adornment(repoSchema)))
const linkedSchema = z.object({ models: reposSchema, datasets: reposSchema, spaces: reposSchema })

function reposOf(repos: z.infer<typeof reposSchema>, path: string): readonly LinkedRepo[] {
  return (repos ?? []).flatMap((repo) =>
    repo ? [{ id: repo.id, url: `${site}/${path}${repo.id}`, ...present({ likes: repo.likes }) }] : [],
  )
}

function rowsOf(json: unknown, where: string): readonly unknown[] {
  if (Array.isArray(json)) return refusePythonText(json, where)
  const wrapped = isObject(json) && ["rows", "data", "papers"].map((key) => json[key]).find(Array.isArray)
  if (wrapped) return refusePythonText(wrapped, where)
  const said = isObject(json) && typeof json.error === "string" ? clipped(json.error) : ""
  throw documentError(where, words.files.noList(said))
}

// An archiver that wrote `str(row)` instead of JSON: guessing at Python would give half of the papers.
function refusePythonText(rows: readonly unknown[], where: string): readonly unknown[] {
  if (rows.length === 0 || !rows.every((row) => typeof row === "string")) return rows
  throw documentError(where, words.files.textRows(rows.length), words.files.textRowsHint)
}

function whereOf(where: string, index: number, row: unknown): string {
  const id = isObject(row) && isObject(row.paper) ? row.paper.id : undefined
  return `${where}, row ${index + 1}${typeof id === "string" ? ` (${clipped(id)})` : ""}`
}

function unique(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => text || []))]
}
