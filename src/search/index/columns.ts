import type { Paper, PaperSource } from "../../papers/paper.ts"

/** What filters and orders need, one number per paper of a segment. */
export type Columns = {
  /** Days since 1970-01-01, or `unknownDay`. */
  readonly days: Int32Array
  readonly upvotes: Uint32Array
  /** What it has (`hasBits`) and, from `sourceShift` up, its source's place in `sources`. */
  readonly facts: Uint8Array
  /** The number of the organization's name; 0 for none. */
  readonly organizations: Uint32Array
  /** A fingerprint of all indexed text, to see whether an updated paper has other words. */
  readonly fingerprints: Float64Array
}

export const unknownDay = -(2 ** 31)
export const hasBits = { code: 1, summary: 2, project: 4, abstract: 8 } as const
export const sourceShift = 4
export const sources: readonly PaperSource[] = ["huggingface", "page", "arxiv", "rss", "file", "starter"]

export function emptyColumns(size: number): Columns {
  return {
    days: new Int32Array(size),
    upvotes: new Uint32Array(size),
    facts: new Uint8Array(size),
    organizations: new Uint32Array(size),
    fingerprints: new Float64Array(size),
  }
}

/** Sets what can change while the paper's words stay the same. */
export function setFacts({ days, upvotes, facts }: Columns, at: number, paper: Paper): void {
  days[at] = paper.publishedOn === undefined ? unknownDay : dayOf(paper.publishedOn)
  upvotes[at] = Math.max(0, paper.upvotes)
  const has =
    (paper.code === undefined ? 0 : hasBits.code) |
    (paper.summary === undefined ? 0 : hasBits.summary) |
    (paper.projectPage === undefined ? 0 : hasBits.project) |
    (paper.abstract === "" ? 0 : hasBits.abstract)
  facts[at] = has | (sources.indexOf(paper.source) << sourceShift)
}

export function copyColumns(from: Columns, at: number, to: Columns, place: number): void {
  to.days[place] = from.days[at] as number
  to.upvotes[place] = from.upvotes[at] as number
  to.facts[place] = from.facts[at] as number
  to.organizations[place] = from.organizations[at] as number
  to.fingerprints[place] = from.fingerprints[at] as number
}

/** Days since 1970-01-01 of an ISO date, or `unknownDay`. */
export function dayOf(isoDate: string): number {
  const ms = Date.parse(`${isoDate.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(ms) ? unknownDay : ms / 86_400_000
}

/** 52 bits over every text that is indexed (FNV-1a, two lanes). */
export function fingerprintOf(paper: Paper): number {
  let low = 0x811c9dc5
  let high = 0xc9dc5118
  for (const text of indexedTexts(paper)) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      low = Math.imul(low ^ unit, 0x01000193)
      high = Math.imul(high ^ unit, 0x85ebca6b)
    }
    low = Math.imul(low ^ 0xffff, 0x01000193)
    high = Math.imul(high ^ 0xffff, 0x85ebca6b)
  }
  return (high >>> 12) * 2 ** 32 + (low >>> 0)
}

function indexedTexts(paper: Paper): string[] {
  const { title, organization = "", keywords, summary = "", abstract, authors, categories } = paper
  return [title, organization, ...keywords, "", summary, abstract, ...authors, "", ...categories]
}
