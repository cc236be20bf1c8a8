/** `/operator`: how the bot does, for who runs it. To everybody else there is no such page. */
import type { Context, Hono } from "hono"
import { createShared } from "../../../src/concurrency/by-key.ts"
import type { OverviewPart } from "../../../src/vocabulary/operator.ts"
import { words } from "../../../src/words/words.ts"
import { reloadToHtml } from "../page-html.ts"
import { mayOperate, memberFor, type RouteServices, readerOf } from "../request.ts"
import { framed, pageFor } from "../shell-html.ts"
import { written } from "../text-html.ts"
import { operatorToHtml } from "./operator-html.ts"
import { overviewOf } from "./overview.ts"
import { reportOf } from "./report.ts"

export function addOperatorRoutes(app: Hono, services: RouteServices): void {
  const { installation, clock } = services
  if (installation === undefined) return
  const shared = createShared<readonly OverviewPart[]>()
  // However many windows ask at once, it is read once.
  const read = () => shared("overview", () => overviewOf(services, installation))
  const isFor = (c: Context) => mayOperate(c, services)

  app.get("/operator", async (c) => (isFor(c) ? answer(c, services, await read()) : c.notFound()))
  app.get("/operator.txt", async (c) =>
    isFor(c) ? c.text(reportOf(await read(), clock.now())) : c.notFound(),
  )
}

async function answer(
  c: Context,
  services: RouteServices,
  parts: readonly OverviewPart[],
): Promise<Response> {
  const member = memberFor(c, services)
  if (member === undefined) return c.html(written(reloadToHtml()))
  const { channels, library, clock, feed } = services
  const reader = await readerOf(c, services, { member, cursor: feed.cursor() })
  const main = operatorToHtml(parts, reportOf(parts, clock.now()))
  const title = words.web.reading.shell.title(words.operator.title)
  const frame = { title, place: channels[0]?.id ?? "", channels, papers: await library.count(), main }
  return c.html(pageFor(framed(frame), reader))
}
