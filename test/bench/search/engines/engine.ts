import type { Paper } from "../../../../src/papers/paper.ts"

/** A search engine as the benchmark sees it. All get the same papers and give ids, the best first. */
export type Engine = {
  search(text: string, limit: number): readonly string[] | Promise<readonly string[]>
  /** Papers whose title begins so, or author names; where there is nothing of the kind, `search` is asked. */
  suggest?(kind: "paper" | "author", text: string, limit: number): readonly string[]
  /** The saved index as bytes, and an engine from it. */
  save?(): Uint8Array
  load?(saved: Uint8Array): Engine
}

export type BuildEngine = (papers: readonly Paper[]) => Engine | Promise<Engine>

/** What the peers index of a paper: three fields of plain text. */
export function fieldsOf(paper: Paper) {
  return {
    id: paper.id,
    title: paper.title,
    authors: paper.authors.join(" "),
    text: [paper.keywords.join(" "), paper.summary ?? "", paper.abstract].join(" "),
  }
}
