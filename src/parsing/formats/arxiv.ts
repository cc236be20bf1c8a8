/** arXiv's answers: pages of its API (Atom), and the announcements of a day (`rss.arxiv.org`, RSS or Atom). */
import { canonicalId, isArxivCategory } from "../../papers/name.ts"
import { type Paper, present } from "../../papers/paper.ts"
import { PlatformError, UserError } from "../../vocabulary/errors.ts"
import type { Parsed } from "../../vocabulary/sources.ts"
import { words } from "../../words/words.ts"
import { texToUnicode } from "../tex/tex-to-unicode.ts"
import { authorNames, authorsOfText } from "./authors.ts"
import { blankPaper, clipped, isoDate, isWithdrawn } from "./fields.ts"
import { documentError, isRefusal, type Refusal, readEach } from "./read-papers.ts"
import { attributeOf, nodesOf, parseXml, textOf, textsOf, type XmlNode } from "./xml.ts"

/** The papers of a page, and how many the whole search found. */
export type ArxivPage = Parsed<Paper> & { readonly total: number }

/**
 * Reads an answer of `/api/query`, of 2019 as of today. Errors are feeds too, with status 200: one about the identifiers
 * throws `UserError`, any other `PlatformError`. What is not a feed throws `UserError`.
 */
export function parseArxivAtom(xml: string, where: string): ArxivPage {
  const document = parseXml(xml, where)
  if (!("feed" in document)) throw documentError(where, words.files.noAtom)
  const [feed] = nodesOf(document, "feed")
  const entries = nodesOf(feed, "entry")
  const [first] = entries
  if (first && isError(first)) throw arxivError(textOf(first, "id"), textOf(first, "summary"))
  const parsed = readEach(entries, (index) => `${where}, entry ${index + 1}`, readEntry)
  return { ...parsed, total: Number(textOf(feed, "totalResults")) || entries.length }
}

/** New, listed from another archive as well, or a new version of an older paper (of this archive or another). */
export type AnnounceType = "new" | "cross" | "replace" | "replace-cross"

export type Announced = { readonly paper: Paper; readonly type: AnnounceType }

/**
 * Reads a day's feed, which is empty on days without announcements; `day` is the one that the feed itself names. An entry
 * without a type counts as new. Throws `UserError` when the text is not such a feed.
 */
export function parseArxivAnnouncements(
  xml: string,
  where: string,
): Parsed<Announced> & { readonly day: string | undefined } {
  const document = parseXml(xml, where)
  const channel = nodesOf(nodesOf(document, "rss")[0], "channel")[0]
  const feed = nodesOf(document, "feed")[0]
  const items = [...nodesOf(channel, "item"), ...nodesOf(feed, "entry")]
  if (!("rss" in document) && !("feed" in document)) throw documentError(where, words.files.noFeed)
  const day = channel ? dateOf(textOf(channel, "pubDate")) : dayInNewYork(textOf(feed, "updated"))
  return { day, ...readEach(items, (index) => `${where}, item ${index + 1}`, readAnnouncement) }
}

/** Whether the text is a day's feed rather than an answer of the API. */
export function isAnnouncementFeed(xml: string): boolean {
  return /<rss\b/.test(xml.slice(0, 2_000)) || /announce_type>|oai:arXiv\.org:/.test(xml.slice(0, 20_000))
}

function isError(entry: XmlNode): boolean {
  return /^https?:\/\/(?:export\.)?arxiv\.org\/api\/errors\b/.test(textOf(entry, "id").trim())
}

function arxivError(id: string, summary: string): UserError | PlatformError {
  const said = clipped(summary) || words.files.arXivSilent
  if (/\bid\b|incorrect_id|malformed_id/.test(`${id} ${summary}`)) {
    const hint = words.files.arXivBadIdentifierHint
    return new UserError("bad-identifier", words.files.arXivBadIdentifier(said), { hint })
  }
  return new PlatformError("arxiv", "refused", words.files.arXivRefused(said))
}

function readEntry(entry: XmlNode): Paper | Refusal {
  const named = nameOf(entry, "id", textOf(entry, "id"))
  if (isRefusal(named)) return named
  const remark = texToUnicode(textOf(entry, "comment"))
  const abstract = texToUnicode(textOf(entry, "summary"))
  const authors = authorNames(nodesOf(entry, "author").map((author) => textOf(author, "name")))
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
    ...named,
    abstract,
    authors,
    authorCount: authors.length,
    categories: categoriesOf(entry),
    source: "arxiv",
  }
}

function readAnnouncement(item: XmlNode): Announced | Refusal {
  const type = textOf(item, "announce_type").trim() || "new"
  if (!isAnnounceType(type)) return { refused: words.files.unknownAnnouncement(clipped(type)) }
  const named = nameOf(item, "guid", textOf(item, "guid") || textOf(item, "id") || textOf(item, "link"))
  return isRefusal(named) ? named : { paper: announcedPaper(item, named, type), type }
}

type Named = Pick<Paper, "id" | "title">

function announcedPaper(item: XmlNode, named: Named, type: AnnounceType): Paper {
  const abstract = announcedAbstract(textOf(item, "description") || textOf(item, "summary"))
  const authors = textsOf(item, "creator").flatMap(authorsOfText)
  const announcedOn = dateOf(textOf(item, "pubDate") || textOf(item, "published"))
  return {
    ...blankPaper,
    ...present({
      // Only a new paper's announcement says when the paper appeared, and only a replacement's when it changed.
      publishedOn: type === "new" ? announcedOn : undefined,
      updatedOn: type.startsWith("replace") ? announcedOn : undefined,
      doi: textOf(item, "DOI").trim(),
      journal: texToUnicode(textOf(item, "journal_reference")),
      withdrawn: isWithdrawn(abstract, "") || undefined,
    }),
    ...named,
    abstract,
    authors,
    authorCount: authors.length,
    categories: announcedCategories(item),
    source: "rss",
  }
}

function nameOf(entry: XmlNode, field: string, name: string): Named | Refusal {
  const id = canonicalId(name.replace(/^https?:\/\/[\w.]*arxiv\.org\/abs\//, ""))
  if (id === undefined)
    return { refused: words.files.wrongField(field, words.files.noIdentifier(clipped(name))) }
  const title = texToUnicode(textOf(entry, "title"))
  return title === "" ? { refused: words.files.emptyTitle(id) } : { id, title }
}

// Entries also carry classes of the ACM and MSC schemes as categories: "68T05", "I.2.7; I.2.10".
function categoriesOf(entry: XmlNode): readonly string[] {
  const terms = [...nodesOf(entry, "primary_category"), ...nodesOf(entry, "category")]
  return [...new Set(terms.map((node) => attributeOf(node, "term")))].filter(isArxivCategory)
}

function announcedCategories(item: XmlNode): readonly string[] {
  const terms = nodesOf(item, "category").map((node) => attributeOf(node, "term"))
  return [...new Set([...textsOf(item, "category"), ...terms].map((term) => term.trim()))].filter(Boolean)
}

function isAnnounceType(type: string): type is AnnounceType {
  return type === "new" || type === "cross" || type === "replace" || type === "replace-cross"
}

// "arXiv:2411.00001v1 Announce Type: new \nAbstract: …"
function announcedAbstract(text: string): string {
  return texToUnicode(text.replace(/^\s*arXiv:\S+\s+Announce Type:\s*[\w-]+\s*(?:Abstract:)?/i, ""))
}

// Atom says when the feed was made, in UTC; arXiv's day begins at midnight in New York.
function dayInNewYork(instant: string): string | undefined {
  const ms = Date.parse(instant)
  if (Number.isNaN(ms)) return undefined
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO("America/New_York")
    .toPlainDate()
    .toString()
}

// RSS writes "Mon, 24 Mar 2025 00:00:00 -0400", Atom an ISO instant. The day counts as it is written.
function dateOf(text: string): string | undefined {
  const iso = isoDate(text)
  const rfc = text.match(/(\d{1,2}) (\w{3}) (\d{4})/)
  const month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(rfc?.[2] ?? "?") / 3 + 1
  if (iso !== undefined || !rfc || month < 1) return iso
  return isoDate(`${rfc[3]}-${String(month).padStart(2, "0")}-${rfc[1]?.padStart(2, "0")}`)
}
