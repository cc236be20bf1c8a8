/** What supervisors and load balancers ask: whether the bot lives, and whether it is ready. */
import type { Context, Hono } from "hono"
import { createShared } from "../../src/concurrency/by-key.ts"
import type { Health } from "../../src/vocabulary/system.ts"
import { isOurHost } from "./guard.ts"
import type { RouteServices } from "./request.ts"

/**
 * `/healthz`: a new start could bring back what is down; the chat platforms are none of that. `/readyz`: all is up, the
 * platforms too. Both answer under any host name, since hosts ask by names of their own; what is down is told only to
 * those who may open the page, under a name that is ours.
 */
export function addHealthRoutes(app: Hono, services: RouteServices): void {
  const { adapters, access, bot, publicOrigin } = services
  const shared = createShared<Record<string, Health>>()
  // However many ask at once, one check runs.
  const ask = () => shared("health", () => bot.health())
  const isPlatform = (name: string) => name !== "web" && adapters.has(name)

  function answer(c: Context, parts: Record<string, Health>, up: boolean): Response {
    const isTold = isOurHost(c, publicOrigin) && access.guestOf(c).kind !== "stranger"
    c.header("Cache-Control", "no-store")
    return c.json(isTold ? { up, parts } : { up }, up ? 200 : 503)
  }

  app.get("/healthz", async (c) => {
    const parts = await ask()
    return answer(
      c,
      parts,
      Object.entries(parts).every(([name, { up }]) => up || isPlatform(name)),
    )
  })
  app.get("/readyz", async (c) => {
    const parts = await ask()
    return answer(
      c,
      parts,
      Object.values(parts).every(({ up }) => up),
    )
  })
}
