/** What a place for backups can do, and how backups are called. */

/** Each throws an error that says what to do where the place refuses or cannot be reached. */
export type BackupPlace = {
  /** As people read it; for a bucket as `restore` takes it. */
  readonly name: string
  /** The names of the backups there, oldest first. Other files are left out. */
  list(): Promise<readonly string[]>
  /** Keeps a backup that `make` writes into the file that it is given. */
  keep(name: string, make: (file: string) => Promise<unknown>): Promise<void>
  remove(name: string): Promise<void>
}

/** The name of a backup that is made now; names sort by age. */
export function backupName(at: Temporal.Instant): string {
  return `paperboy-${at.toString({ smallestUnit: "second" }).replaceAll(":", "-")}.sqlite`
}

/** When a backup was made, by its name; undefined for anything else. */
export function backupTime(name: string): Temporal.Instant | undefined {
  const found = /^paperboy-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\dZ)\.sqlite$/.exec(name)
  return found ? Temporal.Instant.from(`${found[1]}${found[2]}:${found[3]}:${found[4]}`) : undefined
}

/** Of all names those of backups, oldest first. */
export function backupNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => backupTime(name) !== undefined).toSorted()
}
