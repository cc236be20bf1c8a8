/**
 * How instants lie in columns: as Temporal spells them, without the closing Z. Texts compare as the instants do then,
 * where "…:00Z" and "…:00.5Z" would not; nothing is lost, and a person can read the file.
 */
const canonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d*[1-9])?Z$/

/** An ISO instant as a column holds it. Throws `RangeError` for anything else. */
export function instantToColumn(instant: string): string {
  const spelled = canonical.test(instant) ? instant : Temporal.Instant.from(instant).toString()
  return spelled.slice(0, -1)
}

/** A column's instant as the vocabulary writes it. */
export function columnToInstant(column: string): string {
  return `${column}Z`
}

/**
 * The first or last instant of a span as a column holds it. A date or a year is one too, the beginning of it: every
 * instant within begins with the same letters and is longer.
 */
export function boundToColumn(bound: string): string {
  return bound.includes("T") ? instantToColumn(bound) : bound
}
