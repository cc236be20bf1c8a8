import { create, insertMultiple, search } from "@orama/orama"
import { type BuildEngine, fieldsOf } from "./engine.ts"

export const build: BuildEngine = async (papers) => {
  const index = create({ schema: { id: "string", title: "string", authors: "string", text: "string" } })
  await insertMultiple(index, papers.map(fieldsOf), 1000)
  return {
    search: async (text, limit) => {
      const properties: ("title" | "authors" | "text")[] = ["title", "authors", "text"]
      const found = await search(index, { term: text, limit, tolerance: 1, properties, boost: { title: 3 } })
      return found.hits.map(({ document }) => document.id)
    },
  }
}
