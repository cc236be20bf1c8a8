import lunr from "lunr"
import { type BuildEngine, type Engine, fieldsOf } from "./engine.ts"

export const build: BuildEngine = (papers) => {
  const index = lunr(function () {
    this.ref("id")
    this.field("title", { boost: 3 })
    this.field("authors")
    this.field("text")
    for (const paper of papers) this.add(fieldsOf(paper))
  })
  return engineOf(index)
}

function engineOf(index: lunr.Index): Engine {
  return {
    // Its query language gives these a meaning that they do not have in a title.
    search: (text, limit) =>
      index
        .search(text.replace(/[:~^+*-]/g, " "))
        .slice(0, limit)
        .map(({ ref }) => ref),
    save: () => new TextEncoder().encode(JSON.stringify(index)),
    load: (saved) => engineOf(lunr.Index.load(JSON.parse(new TextDecoder().decode(saved)))),
  }
}
