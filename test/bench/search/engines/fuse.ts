import Fuse from "fuse.js"
import { type BuildEngine, fieldsOf } from "./engine.ts"

const keys = [
  { name: "title", weight: 3 },
  { name: "authors", weight: 1 },
  { name: "text", weight: 1 },
]

export const buildToken: BuildEngine = (papers) => {
  const index = new Fuse(papers.map(fieldsOf), {
    keys,
    useTokenSearch: true,
    ignoreLocation: true,
    threshold: 0.3,
  })
  return { search: (text, limit) => index.search(text, { limit }).map(({ item }) => item.id) }
}

export const buildExtended: BuildEngine = (papers) => {
  const index = new Fuse(papers.map(fieldsOf), {
    keys,
    useExtendedSearch: true,
    ignoreLocation: true,
    threshold: 0.3,
  })
  return { search: (text, limit) => index.search(text, { limit }).map(({ item }) => item.id) }
}
