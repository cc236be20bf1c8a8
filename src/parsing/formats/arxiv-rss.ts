/** arXiv's announcements of a day, as RSS (`rss.arxiv.org/rss/cs.AI`) and as Atom (`rss.arxiv.org/atom/cs.AI`). */
import { canonicalId } from "../../papers/name.ts"
import type { Paper } from "../../papers/paper.ts"
import { present } from "../../papers/present.ts"
import type { Parsed } from "../../vocabulary/sources.ts"
import { texToUnicode } from "../tex/tex-to-unicode.ts"
import { documentError } from "./document-error.ts"
import { blankPaper, clipped, isoDate } from "./fields.ts"
import { isRefusal, type Refusal, readEach } from "./read-papers.ts"
import { isWithdrawn } from "./withdrawn.ts"
import { attributeOf, nodesOf, parseXml, textOf, textsOf, type XmlNode } from "./xml.ts"

/** New, listed from another archive as well, or a new version of an older paper (of this archive or another). */
export type AnnounceType = "new" | "cross" | "replace" | "replace-cross"

export type Announced = { readonly paper: Paper; readonly type: AnnounceType }

/**
 * Reads a day's feed. On days without announcements it is empty. An entry that says no type counts as new.
 * Throws `UserError` when the text is no such feed.
 */
export function parseArxivAnnouncements(xml: string, where: string): Parsed<Announced> {
  const document = parseXml(xml, where)
  const items = nodesOf(nodesOf(nodesOf(document, "rss")[0], "channel")[0], "item")
  const entries = nodesOf(nodesOf(document, "feed")[0], "entry")
  if (!("rss" in document) && !("feed" in document))
    throw documentError(where, "is XML, but neither RSS nor Atom")
  return readEach([...items, ...entries], (index) => `${where}, item ${index + 1}`, readItem)
}

/** Whether the text is a day's feed rather than an answer of the API. */
export function isAnnouncementFeed(xml: string): boolean {
  return /<rss\b/.test(xml.slice(0, 2_000)) || /announce_type>|oai:arXiv\.org:/.test(xml.slice(0, 20_000))
}

function readItem(item: XmlNode): Announced | Refusal {
  const type = textOf(item, "announce_type").trim() || "new"
  if (!isAnnounceType(type)) return { refused: `announce_type: "${clipped(type)}" is unknown` }
  const paper = readPaper(item, type)
  return isRefusal(paper) ? paper : { paper, type }
}

function readPaper(item: XmlNode, type: AnnounceType): Paper | Refusal {
  const name = textOf(item, "guid") || textOf(item, "id") || textOf(item, "link")
  const id = canonicalId(name.replace(/^https?:\/\/[\w.]*arxiv\.org\/abs\//, ""))
  if (id === undefined) return { refused: `guid: "${clipped(name)}" is no arXiv identifier` }
  const title = texToUnicode(textOf(item, "title"))
  return title === "" ? { refused: `title: is empty (${id})` } : paperOf(item, id, title, type)
}

function paperOf(item: XmlNode, id: string, title: string, type: AnnounceType): Paper {
  const abstract = abstractOf(textOf(item, "description") || textOf(item, "summary"))
  const authors = authorsOf(textsOf(item, "creator"))
  const announcedOn = dateOf(textOf(item, "pubDate") || textOf(item, "published"))
  return {
    ...blankPaper,
    // Only a new paper's announcement says when the paper appeared, and only a replacement's when it changed.
    ...(type === "new" && present({ publishedOn: announcedOn })),
    ...(type.startsWith("replace") && present({ updatedOn: announcedOn })),
    ...present({
      doi: textOf(item, "DOI").trim(),
      journal: texToUnicode(textOf(item, "journal_reference")),
      withdrawn: isWithdrawn(abstract, "") || undefined,
    }),
    id,
    title,
    abstract,
    authors,
    authorCount: authors.length,
    categories: categoriesOf(item),
    source: "rss",
  }
}

function isAnnounceType(type: string): type is AnnounceType {
  return type === "new" || type === "cross" || type === "replace" || type === "replace-cross"
}

// "arXiv:2411.00001v1 Announce Type: new \nAbstract: …"
function abstractOf(text: string): string {
  return texToUnicode(text.replace(/^\s*arXiv:\S+\s+Announce Type:\s*[\w-]+\s*(?:Abstract:)?/i, ""))
}

// One element that lists all, separated by commas; affiliations stand in parentheses.
function authorsOf(creators: readonly string[]): readonly string[] {
  const names = creators.flatMap((creator) =>
    creator.replace(/\([^()]*\)/g, "").split(/,\s+(?!(?:Jr|Sr)\b)|\s+and\s+/),
  )
  return names.flatMap((name) => texToUnicode(name.replace(/,\s*$/, "")) || [])
}

function categoriesOf(item: XmlNode): readonly string[] {
  const terms = nodesOf(item, "category").map((node) => attributeOf(node, "term"))
  return [...new Set([...textsOf(item, "category"), ...terms].map((term) => term.trim()))].filter(Boolean)
}

// RSS writes "Mon, 24 Mar 2025 00:00:00 -0400", Atom an ISO instant. The day is meant as it is written.
function dateOf(text: string): string | undefined {
  const iso = isoDate(text)
  const rfc = text.match(/(\d{1,2}) (\w{3}) (\d{4})/)
  const month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(rfc?.[2] ?? "?") / 3 + 1
  if (iso !== undefined || !rfc || month < 1) return iso
  return isoDate(`${rfc[3]}-${String(month).padStart(2, "0")}-${rfc[1]?.padStart(2, "0")}`)
}
