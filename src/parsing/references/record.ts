/** A record of a file of references: fields by their lower-case names. */
export type ReferenceRecord = {
  /** On which it begins, from 1. */
  readonly line: number
  readonly written: string
  readonly fields: ReadonlyMap<string, string>
}
