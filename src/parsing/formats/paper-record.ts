/** One paper a record, as data sets and our own exports write it: arXiv's fields, or those of `Paper`. */

import * as z from "zod"
import { titleKey } from "../../papers/name.ts"
import { type Paper, present } from "../../papers/paper.ts"
import { words } from "../../words/words.ts"
import { texToUnicode } from "../tex/tex-to-unicode.ts"
import { authorNames, authorsOfParts, authorsOfText } from "./authors.ts"
import {
  adornment,
  count,
  isoDate,
  isWithdrawn,
  line,
  lineOrNothing,
  paperId,
  refusalOf,
  repository,
  webAddress,
} from "./fields.ts"
import type { Refusal } from "./read-papers.ts"

/**
 * One record as a paper, or why it is none. A title is all it needs: without an identifier the paper gets the key of
 * its title. Authors may be a list or one text, categories a list or separated by blanks, as in arXiv's own dump.
 */
export function readRecord(record: unknown): Paper | Refusal {
  const result = recordSchema.safeParse(record)
  return result.success ? paperOf(result.data) : refusalOf(result.error)
}

type Fields = z.infer<typeof recordSchema>

const text = adornment(z.string())
const texts = adornment(z.array(z.string()))
const counted = count.nullish()

const recordSchema = z.object({
  id: paperId.nullish(),
  title: line,
  abstract: lineOrNothing,
  summary: lineOrNothing,
  summaryBy: text,
  authors: z.union([z.array(z.string()), z.string()], { error: words.files.noNames }).nullish(),
  /** arXiv's dump gives the names in parts too, which is the better reading. */
  authors_parsed: adornment(z.array(z.array(z.string())).nonempty()),
  authorCount: counted,
  categories: adornment(z.union([z.array(z.string()), z.string()])),
  primary: text,
  keywords: texts,
  organization: text,
  /** The first version, under the names that data sets give it. */
  publishedOn: text,
  published: text,
  created: text,
  versions: adornment(z.array(z.object({ created: z.string() }))),
  /** The day of announcement: a day or two after the first version. */
  listed: text,
  updatedOn: text,
  updated: text,
  update_date: text,
  submittedBy: text,
  upvotes: counted,
  /** A number of comments in our export, the authors' remark in arXiv's data. */
  comments: adornment(z.union([z.number().int().nonnegative(), z.string()])),
  remark: text,
  code: adornment(z.object({ url: z.string(), stars: adornment(count) })),
  projectPage: text,
  thumbnail: text,
  media: texts,
  doi: text,
  journal: text,
  "journal-ref": text,
  withdrawn: adornment(z.boolean()),
})

function paperOf(fields: Fields): Paper {
  const authors = authorsOf(fields)
  return {
    ...adornmentsOf(fields),
    id: fields.id ?? titleKey(fields.title),
    title: fields.title,
    // Where both are given, `summary` is the short one; alone, it is what other data sets call the abstract.
    abstract: fields.abstract || (fields.summaryBy ? "" : fields.summary),
    authors,
    authorCount: Math.max(fields.authorCount ?? 0, authors.length),
    keywords: linesOf(fields.keywords),
    categories: categoriesOf(fields),
    upvotes: fields.upvotes ?? 0,
    comments: typeof fields.comments === "number" ? fields.comments : 0,
    media: (fields.media ?? []).flatMap((address) => webAddress(address) ?? []),
    source: "file",
  }
}

function adornmentsOf(fields: Fields): Partial<Paper> {
  const remark = texToUnicode(fields.remark ?? (typeof fields.comments === "string" ? fields.comments : ""))
  const isSummarized = fields.summary !== "" && (fields.abstract !== "" || Boolean(fields.summaryBy))
  return present({
    summary: isSummarized ? fields.summary : "",
    summaryBy: isSummarized ? texToUnicode(fields.summaryBy ?? "") : "",
    organization: texToUnicode(fields.organization ?? ""),
    publishedOn: publishedOn(fields),
    updatedOn: isoDate(fields.updatedOn ?? fields.updated ?? fields.update_date),
    submittedBy: texToUnicode(fields.submittedBy ?? ""),
    code: codeOf(fields.code),
    projectPage: webAddress(fields.projectPage),
    thumbnail: webAddress(fields.thumbnail),
    doi: fields.doi?.trim(),
    journal: texToUnicode(fields.journal ?? fields["journal-ref"] ?? ""),
    remark,
    withdrawn: fields.withdrawn || isWithdrawn(fields.abstract, remark) || undefined,
  })
}

function publishedOn(fields: Fields): string | undefined {
  const [first] = fields.versions ?? []
  return [
    fields.publishedOn,
    fields.published,
    fields.created,
    first && isoOfDump(first.created),
    fields.listed,
  ]
    .map(isoDate)
    .find((date) => date !== undefined)
}

// arXiv's dump writes instants as mail does: "Mon, 2 Apr 2007 19:18:42 GMT".
function isoOfDump(text: string): string {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? "" : new Date(ms).toISOString()
}

function codeOf(code: Fields["code"]): Paper["code"] {
  const url = repository(code?.url)
  return url === undefined ? undefined : { url, ...present({ stars: code?.stars }) }
}

function authorsOf(fields: Fields): readonly string[] {
  if (fields.authors_parsed) return authorsOfParts(fields.authors_parsed)
  return typeof fields.authors === "string"
    ? authorsOfText(fields.authors)
    : authorNames(fields.authors ?? [])
}

function categoriesOf({ categories, primary }: Fields): readonly string[] {
  const all = typeof categories === "string" ? categories.split(/\s+/) : (categories ?? [])
  return [...new Set(linesOf([primary ?? "", ...all]))]
}

function linesOf(texts: readonly string[] | null | undefined): readonly string[] {
  return (texts ?? []).flatMap((text) => texToUnicode(text) || [])
}
