/** The pages of lists: today, a day, a week, a month, what is trending. */
import type { Context, Hono } from "hono"
import { listDayAt, periodOfKey } from "../../../src/papers/index.ts"
import { words } from "../../../src/words/words.ts"
import { webCommunity } from "../options.ts"
import type { RouteServices } from "../request.ts"
import { discussedNow } from "./discussed.ts"
import { headingOf, listToHtml } from "./list-html.ts"
import { listQuery, readListOptions } from "./list-options.ts"
import { createListPages, type ListAddress, type ShownList } from "./list-page.ts"
import type { AnswerPage } from "./reader.ts"

const { shell, empty } = words.web.reading

export function addListRoutes(app: Hono, services: RouteServices, answerPage: AnswerPage): void {
  const readList = createListPages(services)

  async function answer(c: Context, path: string, address: ListAddress): Promise<Response> {
    const options = readListOptions((name) => c.req.query(name))
    return answerPage(c, `${path}${listQuery(options)}`, async () => {
      const list = await readList(address)
      const papers = list.state === "papers" ? list.papers.map(({ id }) => id) : []
      const [stats, discussed] = await Promise.all([
        services.stats.of(webCommunity, undefined, papers),
        discussedNow(services),
      ])
      const newest = listDayAt(services.clock.now())
      const main = listToHtml({ list, options, stats, discussed, newest, path }, services.pictures)
      return { title: shell.title(headingOf(list)), current: "today", main, papers }
    })
  }

  app.get("/", (c) => answer(c, "/", { kind: "today" }))
  app.get("/trending", (c) => answer(c, "/trending", { kind: "trending" }))
  for (const kind of ["day", "week", "month"] as const) {
    app.get(`/${kind}`, (c) => {
      const given = c.req.query("date")
      return c.redirect(given ? `/${kind}/${encodeURIComponent(given)}` : "/")
    })
    app.get(`/${kind}/:key`, (c) => {
      const key = c.req.param("key")
      const period = periodOfKey(key)
      if (period?.kind === kind) return answer(c, `/${kind}/${key}`, { kind: "period", period })
      return answerPage(c, `no ${kind} ${key}`, async () => noSuchList(kind, key), 404)
    })
  }

  function noSuchList(kind: "day" | "week" | "month", key: string) {
    const ways = [{ label: empty.latest, href: "/" }]
    const list: ShownList = {
      state: "empty",
      kind,
      title: empty.noAddress,
      why: empty.noAddressWhy(key),
      ways,
    }
    const newest = listDayAt(services.clock.now())
    const view = {
      list,
      options: readListOptions(() => undefined),
      stats: new Map(),
      discussed: [],
      newest,
      path: "/",
    }
    return { title: shell.title(empty.noAddress), main: listToHtml(view, services.pictures), papers: [] }
  }
}
