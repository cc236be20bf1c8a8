/**
 * What buttons may call. Cards lie below commands and cannot see their option tables, so the two meet here:
 * `defineCommand` holds a command to its row, and `invoke` holds a button to it.
 */
import type { Call } from "./card.ts"
import type { FeedKind } from "./feeds.ts"
import type { ReadingState } from "./readers.ts"

type Paging = { readonly limit?: number; readonly page?: number }
type AboutPaper = { readonly paper: string }

/** The formats in which papers leave the chat. */
export type ReferenceFormat = "bibtex" | "ris" | "csl" | "csv" | "markdown"

type SetUpField =
  | "time"
  | "days"
  | "cron"
  | "zone"
  | "list"
  | "arxiv"
  | "search"
  | "name"
  | "filter"
  | "budget"
  | "form"
  | "empty"
  | "early"
  | "late"
  | "mention"
  | "publish"
  | "tags"

export type Calls = {
  readonly search: Paging & {
    readonly query?: string
    readonly author?: string
    readonly org?: string
    readonly after?: string
    readonly before?: string
    readonly upvotes?: number
    readonly "with-code"?: boolean
    readonly sort?: "relevance" | "newest" | "oldest" | "upvotes"
    readonly exact?: boolean
  }
  readonly today: Paging & { readonly date?: string }
  readonly top: Paging & { readonly period?: string; readonly by?: "both" | "here" | "site" }
  readonly trending: Paging
  readonly show: AboutPaper
  readonly details: AboutPaper & { readonly view?: "summary" | "abstract" | "similar" }
  readonly similar: AboutPaper & Paging
  readonly upvote: AboutPaper & { readonly undo?: boolean; readonly toggle?: boolean }
  readonly discuss: AboutPaper
  readonly save: AboutPaper & { readonly undo?: boolean }
  readonly "save-list": { readonly papers?: string; readonly tag?: string }
  readonly saved: Paging & {
    readonly words?: string
    readonly state?: ReadingState | "all"
    readonly tag?: string
  }
  readonly note: AboutPaper & {
    readonly text?: string | undefined
    readonly tags?: string | undefined
    readonly replace?: boolean
  }
  readonly read: AboutPaper & { readonly state?: ReadingState }
  readonly follow: { readonly what?: string; readonly try?: boolean; readonly page?: number }
  readonly unfollow: { readonly what?: string; readonly paper?: string }
  readonly link: { readonly code?: string; readonly sure?: boolean; readonly undo?: boolean }
  readonly cite: AboutPaper & { readonly format?: ReferenceFormat }
  readonly export: {
    readonly what?: "saved" | "votes" | "today" | "list" | "search" | "thread" | "here"
    readonly format?: ReferenceFormat
    readonly query?: string
    readonly date?: string
  }
  readonly why: AboutPaper
  /** With `for`, the list is shown again after `more` or `less`. */
  readonly recommend: Paging & {
    readonly for?: "me" | "here"
    readonly days?: number
    readonly why?: string
    readonly more?: string
    readonly less?: string
    readonly undo?: boolean
    readonly reset?: boolean
    readonly sure?: boolean
  }
  readonly random: Record<never, never>
  readonly find: { readonly text?: string }
  readonly help: { readonly command?: string }
  readonly channel: {
    readonly do?: "show" | "try" | "save" | "off"
    readonly time?: string
    readonly days?: string
    readonly list?: string
    readonly form?: string
    readonly budget?: number
  }
  readonly digest: {
    readonly do?: "show" | "on" | "off" | "change" | "try"
    readonly time?: string | undefined
    readonly days?: string | undefined
    readonly budget?: number | undefined
    readonly zone?: string | undefined
  }
  readonly mail: {
    readonly address?: string | undefined
    readonly do?: "show" | "on" | "off" | "change"
    readonly time?: string | undefined
    readonly days?: string | undefined
    readonly budget?: number | undefined
    readonly zone?: string | undefined
    readonly what?: string | undefined
  }
  readonly setup: {
    readonly do?:
      | "preview"
      | "test"
      | "save"
      | "off"
      | "fill"
      | "move"
      | "pause"
      | "resume"
      | "remove"
      | "post"
    /** The form that is opened, or with `do` was filled in. `each`: all of it, with each day to choose. */
    readonly sheet?: "more" | "days" | "time" | "arxiv" | "search" | "tags" | "pause" | "all" | "each"
    readonly place?: string
    /** Its id, `first` for a place's first, `new` for one more. Absent: the place's first, as it is. */
    readonly post?: string
    readonly until?: string
    /** Which of the newest lists a preview is of, from 0. */
    readonly day?: string
  } & Readonly<Partial<Record<SetUpField, string>>>
  readonly resume: Record<never, never>
  readonly skip: { readonly undo?: boolean }
  readonly remove: { readonly sure?: boolean; readonly post?: string }
  readonly feed: {
    readonly of?: FeedKind
    readonly query?: string | undefined
    readonly do?: "renew" | "end" | "opml"
    readonly feed?: string
  }
  readonly data: Record<never, never>
  readonly audit: Paging
  readonly forget: { readonly sure?: boolean }
  readonly deliver: { readonly again?: boolean }
}

/** A call of a command, for a button: flags that are off and options without a value are left out. */
export function invoke<N extends keyof Calls>(command: N, values: Calls[N]): Call {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== false)
  return { kind: "invoke", command, arguments: Object.fromEntries(given) }
}
