/** The addresses of a reader's own page: which of their papers it shows. */
import { readingStates } from "../../../src/vocabulary/readers.ts"

/** What the tabs choose between. */
export const shelves = [...readingStates, "notes", "upvoted"] as const
export type Shelf = (typeof shelves)[number]

export type MineOptions = {
  readonly shelf: Shelf
  /** Looks through everything that is saved, whatever the tab. */
  readonly query: string
  readonly tag: string
  readonly page: number
}

const longestQuery = 500
/** Ten thousand papers, and more than anybody turns. */
const mostPages = 1000

export function readMineOptions(param: (name: string) => string | undefined): MineOptions {
  const page = Number(param("page"))
  return {
    shelf: shelves.find((one) => one === param("show")) ?? "later",
    query: (param("q") ?? "").trim().slice(0, longestQuery),
    tag: (param("tag") ?? "").trim().slice(0, longestQuery),
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, mostPages) : 1,
  }
}

export function minePath({ shelf = "later", query = "", tag = "", page = 1 }: Partial<MineOptions>): string {
  const params = new URLSearchParams({
    ...(shelf !== "later" && { show: shelf }),
    ...(query !== "" && { q: query }),
    ...(tag !== "" && { tag }),
    ...(page > 1 && { page: String(page) }),
  })
  return params.size === 0 ? "/mine" : `/mine?${params}`
}

/** Takes a file, so it takes more than other forms. */
export const importPath = "/mine/import"

/** What a follow would bring, and the question which of several is meant. */
export function followPath(what: string): string {
  return `/mine/follow?${new URLSearchParams({ what })}`
}
