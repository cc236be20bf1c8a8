/** Texts as an optional model sees them. */
import { createBoundedMap } from "../concurrency/bounded-map.ts"
import type { Paper } from "../papers/index.ts"
import { EmbedderUnavailableError } from "../vocabulary/errors.ts"
import type { Embedder } from "../vocabulary/sources.ts"
import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"

/** Few at once, because a query waits until those in progress are done. */
const papersAtOnce = 4
/** Embedding models read some 512 tokens of about four letters, and ignore the rest. */
const lettersRead = 2_000
/** The next page asks the same query again. */
const queriesKept = 100

/**
 * A vector for each paper that the model can read, by its title and abstract; the log names the others. Rejects with
 * `EmbedderUnavailableError` when the model has stopped.
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

// One text that a model cannot read rejects everything sent with it, so these are then sent one by one.
async function embedSome(
  embedder: Embedder,
  papers: readonly Paper[],
  log: Log,
): Promise<readonly (readonly [string, Float32Array])[]> {
  try {
    const vectors = await embedder.embed(papers.map(textOf), "paper")
    return papers.flatMap(({ id }, at) => {
      const vector = vectors[at]
      return vector === undefined ? [] : [[id, vector] as const]
    })
  } catch (error) {
    if (error instanceof EmbedderUnavailableError) throw error
    if (papers.length > 1)
      return (await Promise.all(papers.map((paper) => embedSome(embedder, [paper], log)))).flat()
    log.warn({ err: error, paper: papers[0]?.id }, words.library.log.paperNotEmbedded)
    return []
  }
}

function textOf({ title, abstract, summary }: Paper): string {
  return readable([title, abstract || summary].filter(Boolean).join(". "))
}

function readable(text: string): string {
  return text.slice(0, lettersRead)
}

/** A query's vector, kept for the next time it is asked; undefined where it failed, of which `onFailure` is told. */
export function createQueryVectors(
  onFailure: (error: unknown) => void,
): (embedder: Embedder, query: string) => Promise<Float32Array | undefined> {
  const known = createBoundedMap<string, Promise<Float32Array | undefined>>(queriesKept)

  async function compute(embedder: Embedder, query: string): Promise<Float32Array | undefined> {
    try {
      return (await embedder.embed([query], "query"))[0]
    } catch (error) {
      known.delete(query)
      onFailure(error)
      return undefined
    }
  }

  return (embedder, text) => {
    const query = readable(text)
    const vector = known.get(query) ?? compute(embedder, query)
    known.set(query, vector)
    return vector
  }
}
