import { longestNote } from "../vocabulary/readers.ts"

type Columns = Readonly<Record<string, unknown>>

/**
 * What comes of two rows about one saved paper: both notes, all tags, the state of the later change. One that was removed
 * adds nothing to one that is saved.
 */
export function mergeReadings(stays: Columns, moved: Columns) {
  if (isRemoved(stays) !== isRemoved(moved)) return shared(isRemoved(stays) ? moved : stays)
  const [earlier, later] =
    textOf(stays, "changedAt") <= textOf(moved, "changedAt") ? [stays, moved] : [moved, stays]
  const notes = [...new Set([earlier, later].map((row) => textOf(row, "note")))].filter((note) => note !== "")
  const tags = new Set([earlier, later].flatMap(tagsOf))
  return {
    ...shared(later),
    // A form shows it whole: no platform's field takes more than twice the longest note.
    note: notes.length === 0 ? null : notes.join("\n").slice(0, 2 * longestNote),
    tags: JSON.stringify([...tags]),
    addedAt: [earlier, later].map((row) => textOf(row, "addedAt")).toSorted()[0],
    byReaction: null,
  }
}

function shared({ state, note, tags, addedAt, changedAt, byReaction, removedAt }: Columns) {
  return { state, note, tags, addedAt, changedAt, byReaction, removedAt }
}

function isRemoved(row: Columns): boolean {
  return typeof row.removedAt === "string"
}

function textOf(row: Columns, column: string): string {
  const value = row[column]
  return typeof value === "string" ? value : ""
}

function tagsOf(row: Columns): readonly string[] {
  try {
    const tags: unknown = JSON.parse(textOf(row, "tags"))
    return Array.isArray(tags) ? tags.map(String) : []
  } catch {
    return []
  }
}
