/** What the search box offers while one types: what Enter does first, then papers, people, and the language. */
import { html } from "hono/html"
import { parsePaperName } from "../../../src/papers/index.ts"
import { parseQuery } from "../../../src/search/index.ts"
import type { Suggestion } from "../../../src/vocabulary/library.ts"
import { words } from "../../../src/words/words.ts"
import type { ReadServices } from "../options.ts"
import { type Html, type Icon, iconToHtml } from "../text-html.ts"
import { filterPath, paperPath, searchPath } from "./addresses.ts"

const { offers: say } = words.web.search

type Offer = { readonly icon: Icon; readonly href: string; readonly words: Html; readonly note?: string }

const mostPapers = 4
const mostNames = 2

/** The options of the box's list, in groups; empty where there is nothing to offer. */
export async function offersToHtml(services: ReadServices, typed: string): Promise<Html> {
  const text = typed.trim()
  if (text === "") return html``
  const [searches, papers, people, organizations] = await Promise.all([
    searchesFor(services, text),
    services.library.suggest("paper", text, mostPapers),
    services.library.suggest("author", text, mostNames),
    services.library.suggest("organization", text, mostNames),
  ])
  const names = [
    ...organizations.map((one) => nameOffer("org", one, text)),
    ...people.map((one) => nameOffer("user", one, text)),
  ]
  const options = [
    ...searches,
    ...papers.map((one) => paperOffer(one, text)),
    ...names,
    {
      icon: "plus",
      href: "/search",
      words: html`<code>${say.writeWhat}</code>`,
      note: say.writeToo,
    } as const,
  ]
  const headings = new Map([
    [searches.length, papers.length > 0 ? say.papers : undefined],
    [searches.length + papers.length, names.length > 0 ? say.people : undefined],
  ])
  headings.set(options.length - 1, say.write)
  return html`${options.map((offer, n) => html`${headings.get(n) && html`<h3 role="presentation">${headings.get(n)}</h3>`}${offerToHtml(offer, n)}`)}`
}

/** An identifier opens its paper; a refused filter offers nothing. */
async function searchesFor({ library }: ReadServices, text: string): Promise<readonly Offer[]> {
  const name = parsePaperName(text)
  if (name.kind === "id")
    return [{ icon: "paper", href: paperPath(name.id), words: html`${text}`, note: say.open }]
  if (parseQuery(text).problems.length > 0) return []
  const [all, code] = await Promise.all([
    library.search({ text, offset: 0, limit: 1 }),
    library.search({ text, offset: 0, limit: 1, filters: { has: ["code"] } }),
  ])
  const note = (total: number, isAtLeast = false) => ({ note: say.count(total, isAtLeast) })
  const first: Offer = {
    icon: "search",
    href: searchPath(text),
    words: html`<b>${text}</b>`,
    ...note(all.total, all.atLeast),
  }
  if (code.total === 0 || code.total === all.total) return [first]
  const href = searchPath(`${text} has:code`)
  return [
    first,
    { icon: "filter", href, words: html`<b>${text}</b>${say.withCode}`, ...note(code.total, code.atLeast) },
  ]
}

function paperOffer({ value, label, detail }: Suggestion, typed: string): Offer {
  const name = parsePaperName(value)
  const href = name.kind === "id" ? paperPath(name.id) : searchPath(value)
  return { icon: "paper", href, words: begun(label, typed), ...(detail && { note: detail }) }
}

function nameOffer(icon: "org" | "user", { value, label, detail }: Suggestion, typed: string): Offer {
  const href = filterPath(icon === "org" ? "org" : "author", value)
  return { icon, href, words: begun(label, typed), ...(detail && { note: detail }) }
}

/** A label with what was typed in bold, where it is in it as typed. */
function begun(label: string, typed: string): Html {
  const at = label.toLowerCase().indexOf(typed.toLowerCase())
  if (at < 0) return html`${label}`
  const end = at + typed.length
  return html`${label.slice(0, at)}<b>${label.slice(at, end)}</b>${label.slice(end)}`
}

function offerToHtml({ icon, href, words, note }: Offer, n: number): Html {
  return html`<a role="option" id="offer-${n}" aria-selected="false" tabindex="-1" href="${href}">${iconToHtml(icon)}<span class="words">${words}</span>${note && html`<small>${note}</small>`}</a>`
}
