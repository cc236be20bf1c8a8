/**
 * A span of days that a list covers. `key` is its one spelling: `2025-10-27`, `2025-W44`, `2025-10`.
 * `from` and `to` are ISO dates, both inclusive.
 */
export type Period = {
  readonly kind: "day" | "week" | "month"
  readonly key: string
  readonly from: string
  readonly to: string
}

/** One paper's place on a list, with what the site showed when the list was read. */
export type Listed = { readonly paper: string; readonly upvotes: number; readonly comments: number }

/** A day's, week's or month's papers, or what is trending, in the order the source gave. */
export type PaperList = {
  /** A period's key, or `trending`. */
  readonly key: string
  readonly entries: readonly Listed[]
  /** False while the source may still add papers. */
  readonly closed: boolean
  /** ISO instant. */
  readonly readAt: string
  readonly source: "huggingface" | "arxiv" | "page" | "file" | "starter"
}
