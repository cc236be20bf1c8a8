/** What a browser tells of its reader: the time zone, once, and the language that it asks for. */
import type { Context, Hono } from "hono"
import { words } from "../../src/words/words.ts"
import { actorIn, type RouteServices, readForm, refused } from "./request.ts"

const longestZone = 64

export function addBrowserRoutes(app: Hono, services: RouteServices): void {
  /** Of who left nothing personal yet, nothing is kept: the browser tells it again. */
  app.post("/member/zone", async (c) => {
    const account = actorIn(c, services)
    const timeZone = (await readForm(c)).text("zone", longestZone)
    if (!isZone(timeZone)) throw refused(words.web.refusals.form)
    const isKnown = (await services.persons.find(account)) !== undefined
    if (isKnown) await services.persons.update(account, { timeZone, locale: localeOf(c) ?? null })
    return c.json({ on: isKnown })
  })
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

/** The first language of `Accept-Language`. */
function localeOf(c: Context): string | undefined {
  const [first = ""] = (c.req.header("accept-language") ?? "").split(/[,;]/)
  try {
    return Intl.getCanonicalLocales(first.trim())[0]
  } catch {
    return undefined
  }
}
