/**
 * What some tests need and a machine may not have. A test that misses something is skipped, and the reason is
 * printed: `describe.skipIf(missing(shared("data/seed")))`.
 */
import { existsSync } from "node:fs"
import { resolve } from "node:path"

export type Need = {
  readonly path: string
  readonly reason?: string
  /** What a checking run (`CI=true`) has to provide: there a test is never skipped for want of it. */
  readonly required?: true
}

const told = new Set<string>()

/** A file or folder of the real data that may lie beside the project. */
export function shared(path: string): Need {
  const full = resolve(import.meta.dirname, "../../shared", path)
  return existsSync(full)
    ? { path: full }
    : { path: full, reason: `real data is not here: ../shared/${path}` }
}

/** The browser for tests of the page: `CHROMIUM`, or where Debian and others install it. */
export function browser(): Need {
  const places = [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ]
  const found = places.find((place) => place !== undefined && existsSync(place))
  if (found) return { path: found }
  return { path: "", required: true, reason: "no Chromium is installed; set CHROMIUM to its path" }
}

/** Firefox, for the main path of the page in its engine: `FIREFOX`, or where Debian and others install it. */
export function firefox(): Need {
  const places = [process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"]
  const found = places.find((place) => place !== undefined && existsSync(place))
  return found ? { path: found } : { path: "", reason: "no Firefox is installed; set FIREFOX to its path" }
}

/** True when the need is not met; prints why, once. Throws in a checking run that has to provide it. */
export function missing(need: Need, isChecking = process.env.CI === "true"): boolean {
  if (need.reason === undefined) return false
  if (need.required && isChecking) throw new Error(`This run may skip no test: ${need.reason}.`)
  if (!told.has(need.reason)) console.warn(`skipped: ${need.reason}`)
  told.add(need.reason)
  return true
}

/** Prometheus's own checker: Debian's package `prometheus` brings it. */
export function promtool(): Need {
  const found = [process.env.PROMTOOL, "/usr/bin/promtool", "/usr/local/bin/promtool"].find(
    (place) => place !== undefined && existsSync(place),
  )
  return found ? { path: found } : { path: "", reason: "no promtool is installed; set PROMTOOL to its path" }
}

/** Debian's reader of feeds, `python3-feedparser`, and the interpreter that knows it. */
export function feedparser(): Need {
  const path = "/usr/bin/python3"
  const isThere = existsSync(path) && existsSync("/usr/lib/python3/dist-packages/feedparser")
  return isThere ? { path } : { path, reason: "no python3-feedparser is installed" }
}
