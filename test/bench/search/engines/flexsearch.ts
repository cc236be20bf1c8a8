import { Document } from "flexsearch"
import { type BuildEngine, fieldsOf } from "./engine.ts"

export const build: BuildEngine = (papers) => {
  const index = new Document({
    document: {
      id: "id",
      index: [
        { field: "title", tokenize: "forward" },
        { field: "authors", tokenize: "forward" },
        { field: "text", tokenize: "strict" },
      ],
    },
  })
  for (const paper of papers) index.add(fieldsOf(paper))
  return {
    search: (text, limit) => {
      const fields = index.search(text, { limit, suggest: true })
      return [...new Set(fields.flatMap(({ result }) => result.map(String)))].slice(0, limit)
    },
  }
}
