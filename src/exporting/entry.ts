/** What is exported of a paper: the paper, what the community made of it, and what the asker wrote about it. */
import { abstractLink, isNewStyleId, isTitleKey, type Paper } from "../papers/index.ts"
import type { SavedPaper } from "../vocabulary/readers.ts"
import { words } from "../words/words.ts"

export type Entry = {
  readonly paper: Paper
  /** In the asker's community. */
  readonly votes?: number
  /** Addresses of its threads there. */
  readonly discussions?: readonly string[]
  /** The asker's own. */
  readonly saved?: Pick<SavedPaper, "state" | "tags" | "note" | "addedAt">
}

/** Writes entries as a file's text. Pure; the same entries give the same text. */
export type Writer = (entries: readonly Entry[], about: About) => string

/** What the file is about: `Saved papers`. */
export type About = { readonly title: string }

/** The year in the identifier where no source gave a date. */
export function yearOf({ publishedOn, id }: Pick<Paper, "publishedOn" | "id">): string | undefined {
  if (publishedOn) return publishedOn.slice(0, 4)
  if (isNewStyleId(id)) return `20${id.slice(0, 2)}`
  const [, old] = /\/(\d\d)\d{5}$/.exec(id) ?? []
  return old && `${Number(old) > 90 ? "19" : "20"}${old}`
}

/** Its arXiv identifier, if it has one. */
export function arXivIdOf({ id }: Pick<Paper, "id">): string | undefined {
  return isTitleKey(id) ? undefined : id
}

/** The one that arXiv registers for every paper; a publisher's is of another version, and stands in the note. */
export function doiOf(paper: Pick<Paper, "id" | "doi">): string | undefined {
  const id = arXivIdOf(paper)
  return id === undefined ? paper.doi : `10.48550/arXiv.${id}`
}

export function urlOf(paper: Pick<Paper, "id" | "projectPage">): string | undefined {
  return abstractLink(paper) ?? paper.projectPage
}

/** Whether there are more authors than those who are named. */
export function hasMoreAuthors({ authors, authorCount }: Paper): boolean {
  return authors.length > 0 && authorCount > authors.length
}

/** What the community made of it and where else it was published, in words; `link` writes an address. */
export function remarksOf(
  { paper, votes = 0, discussions = [] }: Entry,
  link = (url: string) => url,
): readonly string[] {
  const say = words.exporting.remarks
  const published = paper.doi === doiOf(paper) ? undefined : paper.doi
  return [
    ...(votes > 0 ? [say.votes(votes)] : []),
    ...discussions.map((url) => say.discussion(link(url))),
    ...(published ? [say.published(published)] : []),
  ]
}
