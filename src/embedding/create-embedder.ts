import { Worker } from "node:worker_threads"
import { EmbedderUnavailableError } from "../vocabulary/errors.ts"
import type { Embedder } from "../vocabulary/sources.ts"
import { words } from "../words/words.ts"
import type { Answer, Question, Start } from "./protocol.ts"
import { nameOf, recipeOf } from "./recipes.ts"

export type RunningEmbedder = Embedder & {
  /** Ends the worker; what was asked and not answered is rejected. */
  close(): Promise<void>
}

export type EmbedderOptions = {
  /** A model's name on the Hub, or the path of its folder. */
  readonly model: string
  /** What runs the model: a package with transformers.js' `pipeline`. */
  readonly runner?: string
  /** Only a model that is on this machine already. */
  readonly offline?: boolean
  /** Ends the worker when aborted, be it while the model is still loading. */
  readonly signal?: AbortSignal
}

/**
 * Loads a model in a thread of its own, so neither loading nor running it blocks an answer. Nothing of it is imported
 * before. Rejects with `EmbedderUnavailableError` where the package is not installed or the model cannot be loaded; the
 * message says what to do.
 */
export async function createEmbedder({
  model,
  runner = transformers,
  offline = false,
  signal,
}: EmbedderOptions): Promise<RunningEmbedder> {
  const recipe = recipeOf(model)
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: { model, runner, offline, recipe } satisfies Start,
  })
  const end = () => void worker.terminate()
  signal?.addEventListener("abort", end)
  const waiting = new Map<number, PromiseWithResolvers<readonly Float32Array[]>>()
  const ready = Promise.withResolvers<void>()
  let asked = 0
  let ended: Error | undefined
  const fail = (reason: Error) => {
    ended ??= reason
    ready.reject(reason)
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }
  worker.on("message", (answer: Answer) => {
    if (answer.kind === "ready") ready.resolve()
    else if (answer.kind === "unavailable")
      fail(new EmbedderUnavailableError(adviceFor(answer, model, runner)))
    else settle(waiting, answer)
  })
  worker.on("error", (cause) =>
    fail(new EmbedderUnavailableError(words.library.embedding.crashed(model, String(cause)), { cause })),
  )
  worker.on("exit", () => {
    signal?.removeEventListener("abort", end)
    fail(new EmbedderUnavailableError(words.library.embedding.stopped(model)))
  })
  await ready.promise.catch(async (reason: unknown) => {
    await worker.terminate()
    throw reason
  })
  // An idle model must not keep the process alive.
  worker.unref()
  return {
    model: nameOf(model, recipe),
    embed(texts, as) {
      if (ended !== undefined) return Promise.reject(ended)
      const answer = Promise.withResolvers<readonly Float32Array[]>()
      const id = asked++
      waiting.set(id, answer)
      worker.postMessage({ id, texts, as } satisfies Question)
      return answer.promise
    },
    async close() {
      await worker.terminate()
    },
  }
}

const transformers = "@huggingface/transformers"

function settle(
  waiting: Map<number, PromiseWithResolvers<readonly Float32Array[]>>,
  answer: Exclude<Answer, { kind: "ready" | "unavailable" }>,
): void {
  const asker = waiting.get(answer.id)
  waiting.delete(answer.id)
  if (answer.kind === "embedded") asker?.resolve(answer.vectors)
  else asker?.reject(new Error(`The embedding model failed: ${answer.message}`))
}

function adviceFor(
  { what, message }: Answer & { kind: "unavailable" },
  model: string,
  runner: string,
): string {
  const { noPackage, notLoaded } = words.library.embedding
  return what === "package" ? noPackage(model, runner, message) : notLoaded(model, message)
}
