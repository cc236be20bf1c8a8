/** CSL-JSON, which Zotero, pandoc and citeproc read. */
import { arXivIdOf, doiOf, type Entry, remarksOf, urlOf, yearOf } from "./entry.ts"
import { citationKeys } from "./keys.ts"
import { splitName } from "./names.ts"

export function toCslJson(entries: readonly Entry[]): string {
  const keys = citationKeys(entries.map(({ paper }) => paper))
  return `${JSON.stringify(
    entries.map((entry) => item(entry, keys.get(entry.paper.id) ?? "")),
    null,
    2,
  )}\n`
}

// JSON leaves out what is undefined.
function item(entry: Entry, id: string) {
  const { paper, saved } = entry
  const arXivId = arXivIdOf(paper)
  const notes = [...remarksOf(entry), ...(saved?.note ? [saved.note] : [])]
  return {
    id,
    type: "article",
    genre: "preprint",
    publisher: arXivId && "arXiv",
    number: arXivId && `arXiv:${arXivId}`,
    title: paper.title,
    author: paper.authors.length > 0 ? paper.authors.map(splitName) : undefined,
    issued: issued(entry),
    DOI: doiOf(paper),
    URL: urlOf(paper),
    abstract: paper.abstract || undefined,
    keyword: [...paper.keywords, ...(saved?.tags ?? [])].join(", ") || undefined,
    note: notes.join("\n") || undefined,
  }
}

function issued({ paper }: Entry) {
  const date = paper.publishedOn ?? yearOf(paper)
  return date && { "date-parts": [date.split("-").map(Number)] }
}
