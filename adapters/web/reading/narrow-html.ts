/** Beside the results: what they can be narrowed to, with how many that leaves. */
import { html } from "hono/html"
import { words } from "../../../src/words/words.ts"
import type { Html } from "../text-html.ts"
import { type Facet, type SearchView, searchAddress } from "./search-page.ts"

const { search: say } = words.web

export function narrowToHtml(view: SearchView): Html {
  const { years, organizations, here } = view
  const community = [
    { label: say.discussed, add: "here:discussed", count: here.discussed },
    { label: say.voted, add: "here:voted", count: here.voted },
    { label: say.withCode, add: "has:code", count: here.code },
  ].flatMap(({ count, ...facet }) =>
    count === undefined || view.options.query.includes(facet.add) ? [] : [{ ...facet, count }],
  )
  const hits = view.found?.hits.length ?? 0
  return html`<aside class="rail" aria-label="${say.narrow}">
    ${hits > 0 && facetToHtml(say.community, community, view)}
    ${years.length > 1 && facetToHtml(say.years, years, view)}
    ${organizations.length > 0 && facetToHtml(say.organizations, organizations, view)}
    <section class="small-words soft"><p>${say.language}</p><code>${say.example}</code></section>
  </aside>`
}

function facetToHtml(title: string, facets: readonly Facet[], { options }: SearchView): Html | undefined {
  if (facets.length === 0) return undefined
  return html`<section class="panel"><h2>${title}</h2><ul class="facet">${facets.map(
    ({ label, add, count }) =>
      html`<li><a href="${searchAddress({ ...options, page: 1, query: `${options.query} ${add}` })}">${label}<span>${count}</span></a></li>`,
  )}</ul></section>`
}
