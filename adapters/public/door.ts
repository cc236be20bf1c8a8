/** What the outside reaches: routes with addresses that nobody guesses, and nothing of the page. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { getRequestListener } from "@hono/node-server"
import { Hono } from "hono"
import { HTTPException } from "hono/http-exception"
import { UserError } from "../../src/vocabulary/errors.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { listening } from "../listening.ts"

const say = words.publicDoor

/** Where the door's routes begin: a feed, the end of a subscription, what a button in a mail does. */
export const doorPaths = ["/f/", "/u/", "/a/"] as const

const headers = Object.entries({
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  // An address is its own password, so no other site is told it.
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Readers in a browser may read what has its address.
  "Cross-Origin-Resource-Policy": "cross-origin",
})

export type Door = {
  readonly fetch: Hono["fetch"]
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

/** The routes as an application of their own. What none of them knows is answered with 404, whatever was wrong with it. */
export function createDoor({ routes, log }: { readonly routes: readonly Hono[]; readonly log: Log }): Door {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    // A reader keeps the headers it already has, and most answers say that nothing is new.
    if (c.res.status !== 304) for (const [name, value] of headers) c.header(name, value)
  })
  app.get("/healthz", (c) => c.json({ up: true }, 200, { "Cache-Control": "no-store" }))
  for (const one of routes) app.route("/", one)
  app.notFound((c) => c.text(`${say.notFound}\n`, 404, { "Cache-Control": "no-store" }))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.text(`${error.message}\n`, error.status)
    // The path is left out of the log: it holds the token.
    log.error({ err: error }, say.failed)
    return c.text(`${say.failed}\n`, 500)
  })
  return { fetch: app.fetch, handle: getRequestListener(app.fetch, { overrideGlobalObjects: false }) }
}

/** Opens the door on a port of its own. Throws `UserError` where it cannot. */
export async function openDoor({ handle }: Door, where: { readonly host: string; readonly port: number }) {
  const server = createServer(handle)
  const port = await listening(server, where, ({ code = "unknown" }) => {
    const { cannotListen, cannotListenHint: hint } = say
    return new UserError("public-port", cannotListen(where.host, where.port, code), { hint })
  })
  return {
    port,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
