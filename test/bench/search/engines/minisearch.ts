import MiniSearch, { type Options } from "minisearch"
import { stopWords } from "../../../../src/search/index/words.ts"
import { type BuildEngine, type Engine, fieldsOf } from "./engine.ts"

/** With typos forgiven, beginnings completed and stop words dropped: its best on these queries. */
const options: Options = {
  fields: ["title", "authors", "text"],
  processTerm: (term) => (stopWords.has(term.toLowerCase()) ? null : term.toLowerCase()),
  searchOptions: {
    boost: { title: 3, authors: 2 },
    fuzzy: 0.2,
    prefix: (_term, at, terms) => at === terms.length - 1,
  },
}

export const build: BuildEngine = (papers) => {
  const index = new MiniSearch(options)
  index.addAll(papers.map(fieldsOf))
  return engineOf(index)
}

function engineOf(index: MiniSearch): Engine {
  return {
    search: (text, limit) =>
      index
        .search(text)
        .slice(0, limit)
        .map(({ id }) => String(id)),
    save: () => new TextEncoder().encode(JSON.stringify(index)),
    load: (saved) => engineOf(MiniSearch.loadJSON(new TextDecoder().decode(saved), options)),
  }
}
