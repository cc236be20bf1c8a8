/** How models want to be asked: it belongs to each model, and a wrong way costs most of what it knows. */

/** How a text's vector comes out of those of its words, by the runner's names. */
export type Pooling = "mean" | "cls" | "last_token"

export type Recipe = {
  readonly pooling: Pooling
  /** What stands before a query. */
  readonly query: string
  /** What stands before a paper's text. */
  readonly paper: string
}

/** How a model is asked, by the last part of its name or path; a model that nobody knows by the mean, as most are. */
export function recipeOf(model: string): Recipe {
  const name = model.split(/[\\/]/).filter(Boolean).at(-1) ?? model
  return recipes.find(([names]) => names.test(name))?.[1] ?? plain
}

/** A model's name with how it is asked: vectors are comparable only where both are the same. */
export function nameOf(model: string, { pooling, paper }: Recipe): string {
  const differs = [pooling === plain.pooling ? "" : pooling, paper.trim()].filter(Boolean)
  return differs.length === 0 ? model : `${model} (${differs.join(", ")})`
}

const plain: Recipe = { pooling: "mean", query: "", paper: "" }
const passages = "Represent this sentence for searching relevant passages: "
const instructed =
  "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "

/** The first that fits, as the models' own pages say. */
const recipes: readonly (readonly [names: RegExp, Recipe])[] = [
  [/^bge-m3/i, { ...plain, pooling: "cls" }],
  [/^bge-.*zh/i, { ...plain, pooling: "cls", query: "为这个句子生成表示以用于检索相关文章：" }],
  [/^bge-/i, { ...plain, pooling: "cls", query: passages }],
  [/e5-.*-instruct/i, { ...plain, query: instructed }],
  [/(^|-)e5-/i, { ...plain, query: "query: ", paper: "passage: " }],
  [/^gte-(multilingual|.*-v1\.5)/i, { ...plain, pooling: "cls" }],
  [/^snowflake-arctic-embed-.*v2/i, { ...plain, pooling: "cls", query: "query: " }],
  [/^snowflake-arctic-embed/i, { ...plain, pooling: "cls", query: passages }],
  [/^mxbai-embed-xsmall/i, { ...plain, query: passages }],
  [/^mxbai-embed/i, { ...plain, pooling: "cls", query: passages }],
  [/^nomic-embed-text/i, { ...plain, query: "search_query: ", paper: "search_document: " }],
  [
    /^qwen3-embedding/i,
    { ...plain, pooling: "last_token", query: instructed.replace("\nQuery: ", "\nQuery:") },
  ],
  [/^multi-qa-.*-dot|^msmarco-.*tas-b|specter/i, { ...plain, pooling: "cls" }],
]
