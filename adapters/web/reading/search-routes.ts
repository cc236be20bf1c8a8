/** The results of a search, and what the search box offers. */
import type { Hono } from "hono"
import { parsePaperName } from "../../../src/papers/index.ts"
import { asksForSaved } from "../../../src/search/index.ts"
import { words } from "../../../src/words/words.ts"
import { webCommunity } from "../options.ts"
import { knownMember, type RouteServices, requireMember } from "../request.ts"
import { written } from "../text-html.ts"
import { paperPath } from "./addresses.ts"
import { offersToHtml } from "./offers.ts"
import type { AnswerPage } from "./reader.ts"
import { searchToHtml } from "./search-html.ts"
import { readSearch, readSearchOptions, searchAddress } from "./search-page.ts"

const { search: say, reading } = words.web
/** Longer is no beginning of a query. */
const longestTyped = 200

export function addSearchRoutes(app: Hono, services: RouteServices, answerPage: AnswerPage): void {
  app.get("/search", async (c) => {
    const options = readSearchOptions((name) => c.req.query(name))
    const { query } = options
    // A link or a number is no query: it means its paper.
    const name = parsePaperName(query)
    if (name.kind === "id") return c.redirect(paperPath(name.id))
    // Pages are kept for everybody: one that shows what a reader saved is kept for that reader.
    const reader = asksForSaved(query) ? knownMember(c, services)?.id : undefined
    const key = [reader, searchAddress(options)].filter(Boolean).join(" ")
    return answerPage(c, key, async () => {
      const view = await readSearch(services, options, reader)
      const papers = view.found?.hits.map(({ paper }) => paper.id) ?? []
      const stats = await services.stats.of(webCommunity, undefined, papers)
      const [problem] = view.problems
      const title = query === "" ? reading.shell.title(say.heading) : say.title(query)
      return {
        ...{ title, query, current: "search", papers, main: searchToHtml(view, stats, services.pictures) },
        ...(problem && { problem: say.problem(problem.message, problem.suggestion) }),
      }
    })
  })
  app.get("/offers", async (c) => {
    requireMember(c, services)
    return c.html(written(await offersToHtml(services, (c.req.query("q") ?? "").slice(0, longestTyped))))
  })
}
