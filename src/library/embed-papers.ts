import type { Paper } from "../papers/index.ts"
import { EmbedderUnavailableError } from "../vocabulary/errors.ts"
import type { Embedder } from "../vocabulary/sources.ts"
import type { Log } from "../vocabulary/system.ts"

/** So few at once, because a question waits until those that are under way are done. */
const papersAtOnce = 4
/** Embedding models read some 512 tokens of some four letters, and pass over the rest. */
const lettersRead = 2_000

/**
 * A vector for each paper that the model can read, by its title and what it is about; the log tells of the others.
 * Rejects with `EmbedderUnavailableError` when the model has stopped.
 */
export async function embedPapers(
  embedder: Embedder,
  papers: readonly Paper[],
  log: Log,
): Promise<ReadonlyMap<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>()
  for (let at = 0; at < papers.length; at += papersAtOnce) {
    const some = papers.slice(at, at + papersAtOnce)
    for (const [id, vector] of await embedSome(embedder, some, log)) vectors.set(id, vector)
  }
  return vectors
}

/** What of a text a model gets to read. */
export function readable(text: string): string {
  return text.slice(0, lettersRead)
}

// One text that a model cannot read rejects all that were sent with it, so these are then sent one by one.
async function embedSome(
  embedder: Embedder,
  papers: readonly Paper[],
  log: Log,
): Promise<readonly (readonly [string, Float32Array])[]> {
  try {
    const vectors = await embedder.embed(papers.map(textOf))
    return papers.flatMap(({ id }, at) => {
      const vector = vectors[at]
      return vector === undefined ? [] : [[id, vector] as const]
    })
  } catch (error) {
    if (error instanceof EmbedderUnavailableError) throw error
    if (papers.length > 1)
      return (await Promise.all(papers.map((paper) => embedSome(embedder, [paper], log)))).flat()
    log.warn({ err: error, paper: papers[0]?.id }, "the embedding model cannot read a paper")
    return []
  }
}

function textOf({ title, abstract, summary }: Paper): string {
  return readable([title, abstract || summary].filter(Boolean).join(". "))
}
