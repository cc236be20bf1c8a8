/** Where what we know of a paper came from. `starter` is the library that ships with the project. */
export type PaperSource = "huggingface" | "page" | "arxiv" | "rss" | "file" | "starter"

/** One paper, whatever it is called. All text is plain Unicode on one line: TeX and line breaks are gone. */
export type Paper = {
  /** Canonical: `2401.12345`, `math/0611800`, or for a paper without identifier the key of its title, `t:<16 hex>`. */
  readonly id: string
  readonly title: string
  /** Empty when no source gave one. */
  readonly abstract: string
  /** Two or three sentences: the site's AI summary, or for the starter library our own words. */
  readonly summary?: string
  /** Who wrote the summary, as shown: "AI summary", "summary by Paperboy". */
  readonly summaryBy?: string
  readonly authors: readonly string[]
  /** At least `authors.length`; more where a source only counts them. */
  readonly authorCount: number
  readonly organization?: string
  readonly keywords: readonly string[]
  /** arXiv categories, the primary one first. */
  readonly categories: readonly string[]
  /** ISO date of the first version. */
  readonly publishedOn?: string
  /** ISO date of the newest version. */
  readonly updatedOn?: string
  readonly submittedBy?: string
  /** Upvotes and comments on the site, as of `Paper`'s last save. */
  readonly upvotes: number
  readonly comments: number
  readonly code?: { readonly url: string; readonly stars?: number }
  readonly projectPage?: string
  readonly thumbnail?: string
  readonly media: readonly string[]
  readonly doi?: string
  readonly journal?: string
  /** The authors' own remark: "12 pages, ICML 2025". */
  readonly remark?: string
  readonly withdrawn?: boolean
  readonly source: PaperSource
}

/** What a person wrote for a paper: one of its names, or words of its title. */
export type PaperName =
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "words"; readonly text: string }

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined | null> }

/** The fields that say something: without those that are undefined, null or "". */
export function present<T extends object>(fields: T): Present<T> {
  const filled = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  )
  // Object.fromEntries forgets which keys there were.
  return Object.fromEntries(filled) as Present<T>
}
