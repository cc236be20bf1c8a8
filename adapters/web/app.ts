/** The page as an HTTP application: guards, files, health, and the routes. */
import { Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import { compress } from "hono/compress"
import { HTTPException } from "hono/http-exception"
import { words } from "../../src/words/words.ts"
import { addDeviceRoutes, addSignInRoutes } from "./access-routes.ts"
import { addAssets } from "./assets.ts"
import { addBrowserRoutes } from "./browser-routes.ts"
import { addDownloads } from "./download-routes.ts"
import { createEventStreams } from "./events.ts"
import { checkHost, checkOrigin, headers } from "./guard.ts"
import { addHealthRoutes } from "./health-routes.ts"
import { importPath } from "./mine/mine-address.ts"
import { addOperatorRoutes } from "./operator/operator-routes.ts"
import { addReadRoutes } from "./read-routes.ts"
import type { RouteServices } from "./request.ts"
import { addSetUpRoutes } from "./setup/setup-routes.ts"
import { addWriteRoutes } from "./write-routes.ts"

/** Several times as large as any form of the page. */
const largestBody = 64 * 1024

/** A list of references, with what surrounds it in a form. */
const largestList = 5 * 1024 * 1024

/** The application; `fetch` answers requests. */
export function createApp(services: RouteServices): Hono {
  const app = new Hono()
  app.use(headers(services.pictures.areElsewhere))
  addHealthRoutes(app, services)
  app.use(checkHost(services.publicOrigin), checkOrigin(services.publicOrigin))
  app.use(compress())
  const [limited, ofLists] = [limitBody(largestBody), limitBody(largestList)]
  app.use((c, next) => (c.req.path === importPath ? ofLists : limited)(c, next))
  addAssets(app)
  app.use(async (c, next) => {
    await next()
    c.header("Cache-Control", "no-store")
  })
  addSignInRoutes(app, services)
  app.use(services.access.gate)
  addDeviceRoutes(app, services)
  services.pictures.addRoute(app)
  addDownloads(app, services)
  addReadRoutes(app, services)
  addWriteRoutes(app, services)
  addSetUpRoutes(app, services)
  addOperatorRoutes(app, services)
  addBrowserRoutes(app, services)
  app.get("/events", createEventStreams(services))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.text(`${error.message}\n`, error.status)
    services.log.error({ err: error, path: c.req.path }, words.web.log.requestFailed)
    return c.text(`${words.web.refusals.internal}\n`, 500)
  })
  return app
}

function limitBody(maxSize: number) {
  return bodyLimit({ maxSize, onError: (c) => c.text(`${words.web.refusals.bodyTooLong}\n`, 413) })
}
