import type { Embedder } from "../vocabulary/sources.ts"
import { readable } from "./embed-papers.ts"

/** The next page asks the same question again, and so does who got an answer too early for its meaning. */
const remembered = 100

/** A question's vector, kept for when it is asked again; undefined where it cannot be had, of which `onFailure` is told. */
export function createQuestionVectors(
  onFailure: (error: unknown) => void,
): (embedder: Embedder, question: string) => Promise<Float32Array | undefined> {
  const known = new Map<string, Promise<Float32Array | undefined>>()

  async function compute(embedder: Embedder, question: string): Promise<Float32Array | undefined> {
    try {
      const [vector] = await embedder.embed([question])
      return vector
    } catch (error) {
      known.delete(question)
      onFailure(error)
      return undefined
    }
  }

  return (embedder, text) => {
    const question = readable(text)
    const earlier = known.get(question)
    if (earlier !== undefined) return earlier
    const asked = compute(embedder, question)
    known.set(question, asked)
    const [oldest] = known.keys()
    if (known.size > remembered && oldest !== undefined) known.delete(oldest)
    return asked
  }
}
