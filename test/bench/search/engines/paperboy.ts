import { createSearchIndex, loadSearchIndex, type SearchIndex } from "../../../../src/search/index.ts"
import type { BuildEngine, Engine } from "./engine.ts"

export const build: BuildEngine = (papers) => {
  const index = createSearchIndex()
  index.add(papers)
  return engineOf(index)
}

function engineOf(index: SearchIndex): Engine {
  return {
    search: (text, limit) => index.search({ text, offset: 0, limit }).hits.map(({ id }) => id),
    suggest: (kind, text, limit) => index.suggest(kind, text, limit).map(({ value }) => value),
    save: () => index.save(),
    load: (saved) => engineOf(loadSearchIndex(saved)),
  }
}
