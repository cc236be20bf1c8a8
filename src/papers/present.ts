type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined | null> }

/** The fields that say something: without those that are undefined, null or "". */
export function present<T extends object>(fields: T): Present<T> {
  const filled = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  )
  // Object.fromEntries forgets which keys there were.
  return Object.fromEntries(filled) as Present<T>
}
