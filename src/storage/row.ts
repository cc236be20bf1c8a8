/** A row as the vocabulary has it: what the database calls null is absent. */
export type Present<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K]
} & {
  [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>
}

/** Drops the columns that are null. The result is a plain object of its own. */
export function present<T extends object>(row: T): Present<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<T>
}
