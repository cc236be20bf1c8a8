import { closestWord } from "../parsing/closest-word.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Suggestion } from "../vocabulary/library.ts"
import { words } from "../words/words.ts"

/** IANA's areas: a name in one of them is kept as it is written, every other (`US/Pacific`, `GB`) is an old link. */
const areas = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split(" ")

/** `CST` is near to Casey in letters only. */
const longestAbbreviation = 4

/**
 * The IANA zone that somebody wrote: any name or link in any spelling (`us/pacific` is `America/Los_Angeles`), or a city
 * alone (`berlin`, `new york`). Throws `UserError` for anything else, offsets too: they do not know when summer ends.
 */
export function readTimeZone(written: string): string {
  const name = written.trim().replaceAll(/\s+/g, "_")
  const zone = named(name) ?? inOneArea(name) ?? byCity(name)
  if (zone !== undefined) return zone
  const near = name.length > longestAbbreviation ? zoneNear(name) : undefined
  throw new UserError("bad-zone", words.channels.zone.unknown(written), {
    field: "zone",
    hint: near ? words.channels.zone.didYouMean(near) : words.channels.zone.hint,
    suggestion: near && `channel zone:${near}`,
  })
}

/** A name or link as IANA spells it, an old link as the zone that it leads to; undefined where there is none. */
function named(name: string): string | undefined {
  if (!/^[a-z]/i.test(name)) return undefined
  try {
    const { timeZoneId } = new Temporal.ZonedDateTime(0n, name)
    return areas.includes(areaOf(timeZoneId)) ? timeZoneId : canonical(timeZoneId)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function canonical(zone: string): string {
  return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone
}

/** A city that is directly in one area and no other. */
function inOneArea(city: string): string | undefined {
  const [zone, another] = areas.flatMap((area) => named(`${area}/${city}`) ?? [])
  return another === undefined ? zone : undefined
}

/** A city that lies deeper: `America/Argentina/Salta`. */
function byCity(city: string): string | undefined {
  const wanted = folded(city)
  const [zone, another] = zones().filter((one) => folded(cityOf(one)) === wanted)
  return another === undefined ? zone : undefined
}

function zoneNear(name: string): string | undefined {
  const cities = new Map(zones().map((zone) => [folded(cityOf(zone)), zone]))
  const city = folded(cityOf(name))
  return cities.get(city) ?? cities.get(closestWord(city, [...cities.keys()]) ?? "")
}

/** Zones whose city or name begins with what is typed: `Europe/Berlin` for `ber`. */
export function zonesLike(typed: string, most: number): readonly Suggestion[] {
  const start = folded(typed.trim())
  const found = zones().filter((zone) => [cityOf(zone), zone].some((name) => folded(name).startsWith(start)))
  return found.slice(0, most).map((value) => ({ value, label: value.replaceAll("_", " ") }))
}

function zones(): readonly string[] {
  return Intl.supportedValuesOf("timeZone")
}

function areaOf(zone: string): string {
  return zone.slice(0, Math.max(0, zone.indexOf("/")))
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1)
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]+/g, " ")
}
