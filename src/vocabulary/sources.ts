/** Where papers come from. */
import type { PaperList } from "../papers/list.ts"
import type { Paper } from "../papers/paper.ts"

/** What was left out of a source's answer, and why: names file or URL, record and field. */
export type LeftOut = { readonly where: string; readonly why: string }

export type Parsed<T> = { readonly values: readonly T[]; readonly leftOut: readonly LeftOut[] }

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

/** Where papers come from. Each throws `NetworkError` when unreachable, `PlatformError` when refused. */
export type HuggingFace = {
  list(
    period: { readonly kind: "day" | "week" | "month"; readonly key: string },
    signal?: AbortSignal,
  ): Promise<ListAnswer>
  trending(signal?: AbortSignal): Promise<{
    readonly list: PaperList
    readonly papers: readonly Paper[]
    readonly leftOut: readonly LeftOut[]
  }>
  search(text: string, limit: number, signal?: AbortSignal): Promise<Parsed<Paper>>
  /** Undefined: not indexed there. */
  paper(id: string, signal?: AbortSignal): Promise<Paper | undefined>
  linked(id: string, signal?: AbortSignal): Promise<LinkedRepos>
}

export type ArXiv = {
  search(text: string, limit: number, signal?: AbortSignal): Promise<Parsed<Paper>>
  papers(ids: readonly string[], signal?: AbortSignal): Promise<Parsed<Paper>>
  /** The day's announcements of some categories, from the RSS service. */
  announced(categories: readonly string[], signal?: AbortSignal): Promise<Parsed<Paper>>
}

/** An optional model that turns text into unit vectors. */
export type Embedder = {
  readonly model: string
  /** A vector a text. Rejects with `EmbedderUnavailableError` once no model runs, else for these texts alone. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
}
