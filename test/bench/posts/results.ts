import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { type Day, forms, lostOf, messagesOf, platforms } from "./measure.ts"

export type Row = {
  readonly form: string
  readonly platform: string
  readonly messages: number
  /** Median, 95th percentile, most. */
  readonly characters: readonly number[]
  readonly components: readonly number[]
  /** Of a paper's own message; empty where a form has none. */
  readonly paperCharacters: readonly number[]
  readonly lost: number
  readonly overLimit: number
}

export type Results = { readonly days: number; readonly areReal: boolean; readonly rows: readonly Row[] }

const file = resolve(import.meta.dirname, "results.json")

export function readPostResults(): Results {
  return JSON.parse(readFileSync(file, "utf8")) as Results
}

/** Every form on every platform, over all the days. */
export function measureDays(days: readonly Day[]): readonly Row[] {
  return forms.flatMap((form) =>
    platforms.map((platform): Row => {
      const perDay = days.map((day) => ({ day, messages: messagesOf(day, form, platform) }))
      const all = perDay.flatMap(({ messages }) => messages)
      const ofPapers = all.filter(({ kind }) => kind === "paper")
      return {
        form,
        platform,
        messages: all.length,
        characters: spread(all.map(({ characters }) => characters)),
        components: spread(all.map(({ components }) => components)),
        paperCharacters: spread(ofPapers.map(({ characters }) => characters)),
        lost: perDay.reduce((sum, { day, messages }) => sum + lostOf(day, messages), 0),
        overLimit: all.filter(({ isOverLimit }) => isOverLimit).length,
      }
    }),
  )
}

function spread(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return sorted.length === 0 ? [] : [at(0.5), at(0.95), at(1)]
}
