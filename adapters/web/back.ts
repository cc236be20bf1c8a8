/** Where a form leads that was sent without the script: to the page that it stands on. */
import type { Context } from "hono"

/** Whether the browser itself asks, rather than the page's script. */
export function isNavigation(c: Context): boolean {
  return (
    c.req.header("sec-fetch-mode") === "navigate" || c.req.header("accept")?.includes("text/html") === true
  )
}

/** The script gets an empty outcome; a form without it leads to a page again, by default the one that it is on. */
export function answerBack(c: Context, path?: string): Response {
  return isNavigation(c) ? backTo(c, path) : c.json({})
}

/** Leads to the page that the request comes from, or to another one. */
export function backTo(c: Context, path?: string): Response {
  return c.redirect(path ?? pathBefore(c), 303)
}

/** The path of the page that the request comes from, without its origin: a redirect never leaves the page. */
function pathBefore(c: Context): string {
  const given = c.req.header("referer") ?? ""
  const url = URL.canParse(given) ? new URL(given) : undefined
  return url === undefined || url.host !== c.req.header("host") ? "/" : `${url.pathname}${url.search}`
}
