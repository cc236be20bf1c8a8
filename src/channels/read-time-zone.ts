import { closestWord } from "../parsing/closest-word.ts"
import { UserError } from "../vocabulary/errors.ts"

/**
 * The IANA zone that somebody wrote: by its name in any spelling, or by its city alone (`berlin`, `new york`).
 * Abbreviations are refused: CST is three zones, and EST knows no summer.
 */
export function readTimeZone(written: string): string {
  const wanted = folded(written)
  const exact = zones().find((zone) => folded(zone) === wanted)
  if (exact !== undefined) return exact
  const [city, second] = zones().filter((zone) => folded(cityOf(zone)) === wanted)
  if (city !== undefined && second === undefined) return city
  throw unknownZone(written, wanted)
}

/** What a city's name is longer than; `CST` is near to Casey in letters only. */
const longestAbbreviation = 4

function unknownZone(written: string, wanted: string): UserError {
  const near = wanted.length > longestAbbreviation ? zoneNear(wanted) : undefined
  return new UserError("bad-zone", `There is no time zone "${written}".`, {
    hint: near
      ? `Did you mean \`${near}\`?`
      : "Name it by continent and city: `Europe/Berlin`, `America/New_York`, `Asia/Tokyo`, or `UTC`.",
    ...(near ? { suggestion: `channel zone:${near}` } : {}),
  })
}

function zoneNear(wanted: string): string | undefined {
  const cities = new Map(zones().map((zone) => [folded(cityOf(zone)), zone]))
  const city = folded(cityOf(wanted))
  return cities.get(city) ?? cities.get(closestWord(city, [...cities.keys()]) ?? "")
}

let known: readonly string[] | undefined

function zones(): readonly string[] {
  known ??= [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])]
  return known
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1)
}

function folded(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ")
}
