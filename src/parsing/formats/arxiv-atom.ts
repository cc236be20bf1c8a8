/** What arXiv's API answers: an Atom feed of papers, or of one entry that tells an error. */

import { canonicalId } from "../../papers/name.ts"
import type { Paper } from "../../papers/paper.ts"
import { present } from "../../papers/present.ts"
import { PlatformError, UserError } from "../../vocabulary/errors.ts"
import type { Parsed } from "../../vocabulary/sources.ts"
import { texToUnicode } from "../tex/tex-to-unicode.ts"
import { documentError } from "./document-error.ts"
import { blankPaper, clipped, isoDate } from "./fields.ts"
import { type Refusal, readEach } from "./read-papers.ts"
import { isWithdrawn } from "./withdrawn.ts"
import { attributeOf, nodesOf, parseXml, textOf, textsOf, type XmlNode } from "./xml.ts"

/** The papers of a page, and how many the whole search found. */
export type ArxivPage = Parsed<Paper> & { readonly total: number }

/**
 * Reads an answer of `/api/query`, of 2019 as of today. Errors come with status 200 as a feed too: one about the
 * identifiers that were asked for throws `UserError`, any other `PlatformError`. What is no feed throws `UserError`.
 */
export function parseArxivAtom(xml: string, where: string): ArxivPage {
  const document = parseXml(xml, where)
  if (!("feed" in document)) throw documentError(where, "is XML, but no Atom feed")
  const [feed] = nodesOf(document, "feed")
  const entries = nodesOf(feed, "entry")
  const [first] = entries
  if (first && isError(first)) throw arxivError(textOf(first, "id"), textOf(first, "summary"))
  const parsed = readEach(entries, (index) => `${where}, entry ${index + 1}`, readEntry)
  return { ...parsed, total: Number(textOf(feed, "totalResults")) || entries.length }
}

function isError(entry: XmlNode): boolean {
  return /^https?:\/\/(?:export\.)?arxiv\.org\/api\/errors\b/.test(textOf(entry, "id").trim())
}

function arxivError(id: string, summary: string): UserError | PlatformError {
  const said = clipped(summary) || "an error without a word"
  if (/\bid\b|incorrect_id|malformed_id/.test(`${id} ${summary}`)) {
    return new UserError("bad-identifier", `arXiv does not know such an identifier: ${said}.`, {
      hint: "An identifier looks like 2401.12345 or math/0611800.",
    })
  }
  return new PlatformError("arxiv", "refused", `arXiv refused the question: ${said}.`)
}

function readEntry(entry: XmlNode): Paper | Refusal {
  const id = canonicalId(textOf(entry, "id").replace(/^https?:\/\/[\w.]*arxiv\.org\/abs\//, ""))
  if (id === undefined) return { refused: `id: "${clipped(textOf(entry, "id"))}" is no arXiv identifier` }
  const title = texToUnicode(textOf(entry, "title"))
  return title === "" ? { refused: `title: is empty (${id})` } : paperOf(entry, id, title)
}

function paperOf(entry: XmlNode, id: string, title: string): Paper {
  const authors = nodesOf(entry, "author").flatMap((author) => texToUnicode(textOf(author, "name")) || [])
  const abstract = texToUnicode(textOf(entry, "summary"))
  const remark = texToUnicode(textOf(entry, "comment"))
  return {
    ...blankPaper,
    ...present({
      publishedOn: isoDate(textOf(entry, "published")),
      updatedOn: isoDate(textOf(entry, "updated")),
      doi: textsOf(entry, "doi")[0]?.trim(),
      journal: texToUnicode(textOf(entry, "journal_ref")),
      remark,
      withdrawn: isWithdrawn(abstract, remark) || undefined,
    }),
    id,
    title,
    abstract,
    authors,
    authorCount: authors.length,
    categories: categoriesOf(entry),
    source: "arxiv",
  }
}

function categoriesOf(entry: XmlNode): readonly string[] {
  const primary = nodesOf(entry, "primary_category").map((node) => attributeOf(node, "term"))
  const all = nodesOf(entry, "category").map((node) => attributeOf(node, "term"))
  return [...new Set([...primary, ...all])].filter(isCategory)
}

// Entries also carry classes of the ACM and MSC schemes as categories: "68T05", "I.2.7; I.2.10".
function isCategory(term: string): boolean {
  return /^[a-z-]+(?:\.[A-Za-z-]+)?$/.test(term)
}
