/** The overview as a page: each thing with its state, and the report to copy. */
import { html } from "hono/html"
import type { Check, OverviewPart } from "../../../src/vocabulary/operator.ts"
import { words } from "../../../src/words/words.ts"
import { type Html, iconToHtml } from "../text-html.ts"

const { operator: say } = words

export function operatorToHtml(parts: readonly OverviewPart[], report: string): Html {
  const troubles = parts.flatMap(({ checks }) => checks).filter(({ state }) => state !== "ok").length
  return html`<main id="main" class="wrap operator" tabindex="-1"><div class="listed">
<div class="day-head"><h1 class="h1">${say.title}</h1></div>
<p class="operator-sum ${troubles === 0 ? "ok" : "warning"}">${troubles > 0 && iconToHtml("warning")}${troubles === 0 ? say.allWell : say.troubles(troubles)}</p>
<p class="small-words soft">${say.lead}</p>
${parts.map(partToHtml)}
<section class="panel"><h2 id="report-title">${say.report.title}</h2><p class="small-words soft">${say.report.lead}</p>
<p class="operator-acts"><button type="button" class="btn" data-copy="report" data-copied="${say.report.copied}">${say.report.copy}</button><a class="btn" href="/operator.txt" download="paperboy-report.txt">${say.report.download}</a></p>
<pre id="report" tabindex="0" role="region" aria-labelledby="report-title">${report}</pre></section>
</div></main>`
}

function partToHtml({ title, checks, none }: OverviewPart): Html {
  const content =
    checks.length === 0
      ? html`<p class="small-words soft">${none}</p>`
      : html`<dl class="checks">${checks.map(checkToHtml)}</dl>`
  return html`<section class="panel"><h2>${title}</h2>${content}</section>`
}

/** The state is said in words too, where it is not well. */
function checkToHtml({ subject, state, found, advice }: Check): Html {
  const said = state === "ok" ? "" : html`<span class="check-state">${say.state[state]}</span> `
  return html`<div class="check ${state}"><dt>${subject}</dt><dd>${said}<span dir="auto">${found}</span>${advice && html`<span class="check-advice">${advice}</span>`}</dd></div>`
}
