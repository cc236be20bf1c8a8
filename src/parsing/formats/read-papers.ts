import type { Listed } from "../../papers/list.ts"
import type { Paper } from "../../papers/paper.ts"
import { UserError } from "../../vocabulary/errors.ts"
import type { LeftOut, Parsed } from "../../vocabulary/sources.ts"
import { words } from "../../words/words.ts"

/** What came out of a file or answer: papers, the day lists that it holds, and what was left out. */
export type ReadPapers = Parsed<Paper> & {
  readonly lists: readonly ReadList[]
  /** What the reader had to assume, as sentences. */
  readonly notes: readonly string[]
}

/** A day's list as a file held it. When it was read, and whether it is complete, the caller knows. */
export type ReadList = {
  /** ISO date. */
  readonly day: string
  readonly entries: readonly Listed[]
  readonly source: "huggingface" | "page"
}

/** What a person may say about a file beside its content. */
export type ReadOptions = {
  /** ISO date of the list that the file holds, where the file itself does not say it. */
  readonly date?: string
  /** ISO date of today: no year is inferred that lies ahead of it. */
  readonly today?: string
}

export const nothingRead: ReadPapers = { values: [], leftOut: [], lists: [], notes: [] }

/** A paper's place on a list, with the counts of that moment. */
export function listed(paper: Paper): Listed {
  return { paper: paper.id, upvotes: paper.upvotes, comments: paper.comments }
}

/** Several readings as one, in order. */
export function joinRead(parts: readonly ReadPapers[]): ReadPapers {
  return {
    values: parts.flatMap((part) => part.values),
    leftOut: parts.flatMap((part) => part.leftOut),
    lists: parts.flatMap((part) => part.lists),
    notes: [...new Set(parts.flatMap((part) => part.notes))],
  }
}

/** Reads records one by one: what a reader refuses is left out with its reason, and never takes another along. */
export function readEach<R, T>(
  records: readonly R[],
  whereOf: (index: number) => string,
  read: (record: R) => T | Refusal,
): Parsed<T> {
  const values: T[] = []
  const leftOut: LeftOut[] = []
  for (const [index, record] of records.entries()) {
    const result = read(record)
    if (isRefusal(result)) leftOut.push({ where: whereOf(index), why: result.refused })
    else values.push(result)
  }
  return { values, leftOut }
}

/** Why a record cannot be read: the field and what is wrong with it. */
export type Refusal = { readonly refused: string }

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === "object" && result !== null && "refused" in result
}

/** The error for a file or answer that cannot be read at all, as opposed to one record of it. */
export function documentError(where: string, why: string, hint?: string): UserError {
  return new UserError("unreadable", words.files.unreadable(where, why), { hint })
}
