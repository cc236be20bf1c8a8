/** The pages of papers, under whatever name an address has for one. */

import type { Context, Hono } from "hono"
import { html } from "hono/html"
import { readingPage } from "../../../src/cards/paper-words.ts"
import type { Paper } from "../../../src/papers/index.ts"
import { words } from "../../../src/words/words.ts"
import { botMember } from "../options.ts"
import { actorOf, type RouteServices } from "../request.ts"
import type { Html } from "../text-html.ts"
import { paperPath, searchPath } from "./addresses.ts"
import { type Discussion, discussionToHtml } from "./discussion-html.ts"
import { paperToHtml } from "./paper-html.ts"
import { type PaperPage, readPaperPage } from "./paper-page.ts"
import type { AnswerPage, ReadingPage } from "./reader.ts"

const { shell, paper: say, empty } = words.web.reading

export function addPaperRoutes(app: Hono, services: RouteServices, answerPage: AnswerPage): void {
  const answer = (c: Context, name: string) => {
    const path = new URL(c.req.url).pathname
    return answerPage(c, `paper ${name}`, async () => {
      const found = await readPaperPage(services, name)
      if (!("page" in found)) return unknownPage(found)
      const address = paperPath(found.page.paper.id)
      return address === path ? paperPage(c, found.page) : movedPage(address)
    })
  }
  app.get("/papers/t/:hash{[0-9a-fA-F]{16}}", (c) => answer(c, `t:${c.req.param("hash")}`))
  app.get("/papers/*", (c) => {
    const { pathname, search } = new URL(c.req.url)
    return answer(c, decoded(`${pathname.slice("/papers/".length)}${search}`))
  })
  app.get("/papers", (c) => c.redirect("/"))

  async function paperPage(c: Context, page: PaperPage): Promise<ReadingPage> {
    const { paper, thread } = page
    const discussion = await discussionOf(c, page)
    const main = html`<div class="two">${paperToHtml({ ...page, channels: services.channels }, services.pictures)}${discussionToHtml(paper.id, discussion)}</div>`
    const place = thread?.place ?? services.channels[0]?.id ?? ""
    const head = openGraph(page, services.origin())
    return { title: shell.title(paper.title), current: "today", place, head, main, papers: [paper.id] }
  }

  /** As everybody sees it: a thread has no private messages. */
  async function discussionOf(c: Context, { thread }: PaperPage): Promise<Discussion> {
    if (thread === undefined) return undefined
    const nobody = { id: botMember, name: "" }
    const actor = actorOf(c, nobody, { channel: thread.place, thread: thread.thread }, services)
    return { thread, slice: await services.view.slice(actor) }
  }
}

function movedPage(movedTo: string): ReadingPage {
  return { title: "", main: html``, papers: [], movedTo }
}

function unknownPage({ unknown, why }: { readonly unknown: string; readonly why?: string }): ReadingPage {
  const shown = unknown.slice(0, 200)
  const main = html`<main id="main" class="wrap" tabindex="-1"><div class="listed"><h1 class="h1">${say.lost}</h1><div class="empty-list"><p>${why ? say.lostOffline(shown, why) : say.lostWhy(shown)}</p><p class="ways"><a class="btn" href="${searchPath(shown)}">${say.searchFor(shown)}</a><a class="btn" href="/">${empty.latest}</a></p></div></div></main>`
  return { title: shell.title(say.lost), main, papers: [], status: 404 }
}

/** What a chat shows of a link to the page. */
function openGraph({ paper, sentence }: PaperPage, origin: string): Html {
  const text = sentence ?? say.titleOnly
  const image = paper.thumbnail?.startsWith("https://") ? paper.thumbnail : undefined
  return html`<meta name="description" content="${text}">
  <meta property="og:type" content="article">
  <meta property="og:site_name" content="Paperboy">
  <meta property="og:title" content="${paper.title}">
  <meta property="og:description" content="${text}">
  <meta property="og:url" content="${origin}${paperPath(paper.id)}">
  ${image && html`<meta property="og:image" content="${image}"><meta name="twitter:card" content="summary_large_image">`}
  ${citationTags(paper)}`
}

/** What Zotero and Google Scholar read. */
function citationTags(paper: Paper): Html {
  const page = readingPage(paper)
  return html`<meta name="citation_title" content="${paper.title}">${paper.authors.map((name) => html`<meta name="citation_author" content="${name}">`)}${paper.publishedOn && html`<meta name="citation_publication_date" content="${paper.publishedOn.replaceAll("-", "/")}">`}${page && html`<link rel="canonical" href="${page}">`}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
