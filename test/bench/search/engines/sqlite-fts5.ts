import { DatabaseSync } from "node:sqlite"
import { stopWords } from "../../../../src/search/index/words.ts"
import { type BuildEngine, fieldsOf } from "./engine.ts"

export const build: BuildEngine = (papers) => {
  const database = new DatabaseSync(":memory:")
  database.exec(
    "CREATE VIRTUAL TABLE papers USING fts5(id UNINDEXED, title, authors, text, tokenize = 'porter unicode61')",
  )
  database.exec("BEGIN")
  const insert = database.prepare("INSERT INTO papers VALUES (?, ?, ?, ?)")
  for (const { id, title, authors, text } of papers.map(fieldsOf)) insert.run(id, title, authors, text)
  database.exec("COMMIT")
  const find = database.prepare(
    "SELECT id FROM papers WHERE papers MATCH ? ORDER BY bm25(papers, 0, 2, 1, 1) LIMIT ?",
  )
  return {
    search: (text, limit) => {
      const query = matchOf(text)
      return query === "" ? [] : find.all(query, limit).map(({ id }) => String(id))
    },
  }
}

/** Any of the words, the last one also as a beginning. */
function matchOf(text: string): string {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = all.filter((word) => !stopWords.has(word))
  const words = telling.length > 0 ? telling : all
  return words
    .map((word, at) => (at === words.length - 1 ? `"${word}" OR "${word}"*` : `"${word}"`))
    .join(" OR ")
}
