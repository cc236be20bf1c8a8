/** Where papers come from. */
import type { PaperList } from "../papers/list.ts"
import type { Paper, PaperSource } from "../papers/paper.ts"

/** What was left out of a source's answer, and why: names file or URL, record and field. */
export type LeftOut = { readonly where: string; readonly why: string }

export type Parsed<T> = { readonly values: readonly T[]; readonly leftOut: readonly LeftOut[] }

/**
 * A place that knows papers and can be asked for them. Every call throws `NetworkError` when it cannot be reached and
 * `PlatformError` when it refuses.
 */
export type Source = {
  readonly name: Extract<PaperSource, "huggingface" | "arxiv">
  /** As people know it. */
  readonly title: string
  /** Undefined where the source does not have the paper, or knows no such identifier. */
  paper(id: string, signal?: AbortSignal): Promise<Paper | undefined>
  search(text: string, limit: number, signal?: AbortSignal): Promise<Parsed<Paper>>
}

/** What is known of a day's list after asking. `weekend` is an empty list that will stay so. */
export type ListAnswer =
  | {
      readonly state: "listed"
      readonly list: PaperList
      readonly papers: readonly Paper[]
      readonly leftOut: readonly LeftOut[]
    }
  | { readonly state: "not-open"; readonly opensAt: string }
  | { readonly state: "weekend" }

export type LinkedRepos = {
  readonly models: readonly LinkedRepo[]
  readonly datasets: readonly LinkedRepo[]
  readonly spaces: readonly LinkedRepo[]
}
export type LinkedRepo = { readonly id: string; readonly url: string; readonly likes?: number }

export type HuggingFace = Source & {
  list(
    period: { readonly kind: "day" | "week" | "month"; readonly key: string },
    signal?: AbortSignal,
  ): Promise<ListAnswer>
  trending(signal?: AbortSignal): Promise<Extract<ListAnswer, { state: "listed" }>>
  linked(id: string, signal?: AbortSignal): Promise<LinkedRepos>
}

/** What arXiv announced: `day` is the ISO date in New York that the feed itself names. */
export type Announcements = Parsed<Paper> & { readonly day: string | undefined }

export type ArXiv = Source & {
  papers(ids: readonly string[], signal?: AbortSignal): Promise<Parsed<Paper>>
  /** The newest announcements in some categories. */
  announced(categories: readonly string[], signal?: AbortSignal): Promise<Announcements>
}

/** An optional model that turns text into unit vectors. */
export type Embedder = {
  /** The model's name, and how it is asked where that is unusual: vectors of one name are comparable. */
  readonly model: string
  /** A vector a text. Rejects with `EmbedderUnavailableError` once no model runs, else for these texts alone. */
  embed(texts: readonly string[], as: EmbeddedAs): Promise<readonly Float32Array[]>
}

/** Models read what is sought and what is found differently. */
export type EmbeddedAs = "query" | "paper"
