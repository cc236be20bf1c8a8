/** What a search says: hits, nothing, and what other sources found. */
import type { Action, Card, Text } from "../src/card.ts"
import { counted } from "../src/cards/counted.ts"
import { listCard, type Paging, pageActions, pageNote, pagesOf } from "../src/cards/list-card.ts"
import { messageCard } from "../src/cards/message-card.ts"
import { paperItem } from "../src/cards/paper-item.ts"
import { bold, joined, sentence, words } from "../src/cards/runs.ts"
import type { PackedArguments } from "../src/command.ts"
import type { Context } from "../src/context.ts"
import type { QueryProblem } from "../src/search/index.ts"
import type { SearchPage } from "../src/search-request.ts"

export type Searched = {
  readonly page: SearchPage
  /** The words alone, without filters: what other sources are asked. */
  readonly terms: string
  readonly problems: readonly QueryProblem[]
  readonly paging: { readonly pageNumber: number; readonly limit: number }
  /** The call's arguments, for buttons that call it again. */
  readonly asked: PackedArguments
}

export async function foundCard(searched: Searched, context: Context): Promise<Card> {
  const { page, problems, asked } = searched
  const paging = pagingOf(searched)
  return listCard({
    title: joined([bold(counted(page.total, "paper")), subject(asked)], " "),
    intro: correctionText(page),
    items: await itemsOf(page, context),
    start: (paging.page - 1) * paging.limit + 1,
    actions: [...pageActions(paging), ...exactActions(searched)],
    notes: [...problems.map(problemNote), pageNote(paging), words("From the store")],
  })
}

/** No hit: why, and what can be done. `asking`: other sources are being asked, and their answer will replace this. */
export function nothingCard(searched: Searched, asking: boolean, { prefix }: Context): Card {
  const { page, problems, asked } = searched
  if (page.total > 0) return beyondCard(searched)
  const next = asking
    ? words("Asking Hugging Face and arXiv now …")
    : sentence(`Fewer words or filters find more; \`${prefix} help search\` shows how.`)
  return messageCard({
    title: joined(["Nothing here", subject(asked)], " "),
    tone: asking ? "plain" : "warning",
    text: joined([...problems.map(problemNote), next], "\n"),
    actions: exactActions(searched),
  })
}

/** What Hugging Face and arXiv found, labelled; it takes the place of `nothingCard`. */
export async function askElsewhere({ terms, paging, asked }: Searched, context: Context): Promise<Card> {
  const page = await context.library.searchElsewhere(terms, paging.limit)
  if (page.hits.length === 0) {
    return messageCard({
      title: joined(["Nothing", subject(asked)], " "),
      tone: "warning",
      text: sentence("Not here, not on Hugging Face, not on arXiv. Check the spelling, or try fewer words."),
    })
  }
  return listCard({
    title: joined([bold(`Found on ${elsewhereNames[page.from]}`), subject(asked)], " "),
    items: await itemsOf(page, context),
    start: 1,
    notes: [words(`From ${elsewhereNames[page.from]}; now in the store too. Filters were not applied.`)],
  })
}

const elsewhereNames = { store: "the store", huggingface: "Hugging Face", arxiv: "arXiv" } as const

async function itemsOf({ hits }: SearchPage, { community, actor }: Context) {
  const standings = await community.standings(
    actor,
    hits.map(({ paper }) => paper.id),
  )
  return hits.map(({ paper, title, passage, why }) => {
    const standing = standings.get(paper.id)
    return paperItem(paper, {
      title,
      why,
      ...(passage ? { passage } : {}),
      ...(standing ? { standing } : {}),
    })
  })
}

function beyondCard(searched: Searched): Card {
  const paging = pagingOf(searched)
  const last = pagesOf(paging)
  return messageCard({
    title: `There is no page ${paging.page}: the last one is ${last}.`,
    tone: "warning",
    actions: [
      {
        kind: "invoke",
        label: `Page ${last}`,
        command: "search",
        arguments: { ...searched.asked, page: last },
        effect: "update",
      },
    ],
  })
}

function subject({ query }: PackedArguments): Text {
  return query === undefined ? [] : words(`for “${query}”`)
}

function correctionText({ correction }: SearchPage): Text {
  return correction
    ? joined(["Searched for", bold(correction.to), `in the place of “${correction.from}”.`], " ")
    : []
}

function exactActions({ page, asked }: Searched): readonly Action[] {
  if (!page.correction) return []
  const action: Action = {
    kind: "invoke",
    label: "Search exactly as written",
    command: "search",
    arguments: { ...asked, exact: true },
    effect: "update",
  }
  return [action]
}

function problemNote({ message, suggestion }: QueryProblem): Text {
  return words(suggestion ? `${message} Did you mean ${suggestion}?` : message)
}

function pagingOf({ page, paging, asked }: Searched): Paging {
  return {
    command: "search",
    arguments: asked,
    page: paging.pageNumber,
    limit: paging.limit,
    total: page.total,
  }
}
