/** The thread that runs a model: loads it once, then embeds whatever it is sent, in turn. */
import { parentPort, workerData } from "node:worker_threads"
import { words } from "../words/words.ts"
import type { Answer, Question, Start } from "./protocol.ts"
import type { Pooling } from "./recipes.ts"

/** The part of transformers.js that is used. */
type Extractor = (
  texts: readonly string[],
  options: { readonly pooling: Pooling; readonly normalize: true },
) => Promise<{ readonly data: Float32Array; readonly dims: readonly number[] }>
type Runner = {
  readonly pipeline: (task: "feature-extraction", model: string) => Promise<Extractor>
  readonly env?: { allowRemoteModels: boolean }
}

const { model, runner, offline, recipe }: Start = workerData
const tell = (answer: Answer) => parentPort?.postMessage(answer)
const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))

const library = await imported()
const extractor = library && (await loaded(library))
if (extractor !== undefined) {
  tell({ kind: "ready" })
  let last: Promise<void> = Promise.resolve()
  parentPort?.on("message", (question: Question) => {
    last = last.then(() => answer(extractor, question))
  })
}

async function imported(): Promise<Runner | undefined> {
  try {
    const library: unknown = await import(runner)
    if (isRunner(library)) return library
    tell({ kind: "unavailable", what: "package", message: words.library.embedding.noPipeline(runner) })
  } catch (cause) {
    tell({ kind: "unavailable", what: "package", message: messageOf(cause) })
  }
  return undefined
}

async function loaded({ pipeline, env }: Runner): Promise<Extractor | undefined> {
  try {
    if (offline && env !== undefined) env.allowRemoteModels = false
    return await pipeline("feature-extraction", model)
  } catch (cause) {
    tell({ kind: "unavailable", what: "model", message: messageOf(cause) })
    return undefined
  }
}

async function answer(extract: Extractor, { id, texts, as }: Question): Promise<void> {
  try {
    const { data, dims } = await extract(
      texts.map((text) => recipe[as] + text),
      { pooling: recipe.pooling, normalize: true },
    )
    const length = dims.at(-1) ?? 0
    const vectors = texts.map((_, at) => Float32Array.from(data.subarray(at * length, (at + 1) * length)))
    tell({ kind: "embedded", id, vectors })
  } catch (cause) {
    tell({ kind: "failed", id, message: messageOf(cause) })
  }
}

function isRunner(library: unknown): library is Runner {
  return (
    typeof library === "object" &&
    library !== null &&
    "pipeline" in library &&
    typeof library.pipeline === "function"
  )
}
