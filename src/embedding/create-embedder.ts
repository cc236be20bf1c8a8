import { Worker } from "node:worker_threads"
import { EmbedderUnavailableError } from "../vocabulary/errors.ts"
import type { Embedder } from "../vocabulary/sources.ts"
import type { Answer, Question, Start } from "./protocol.ts"

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
 * Loads a model in a thread of its own, so that neither loading it nor running it keeps anybody waiting. Nothing of it
 * is imported before this is called. Rejects with `EmbedderUnavailableError` where the package is not installed or the
 * model cannot be loaded; the message says what to do.
 */
export async function createEmbedder({
  model,
  runner = transformers,
  offline = false,
  signal,
}: EmbedderOptions): Promise<RunningEmbedder> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: { model, runner, offline } satisfies Start,
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
    fail(new EmbedderUnavailableError(`The embedding model ${model} stopped: ${String(cause)}`, { cause })),
  )
  worker.on("exit", () => {
    signal?.removeEventListener("abort", end)
    fail(new EmbedderUnavailableError(`The embedding model ${model} has been stopped.`))
  })
  await ready.promise.catch(async (reason: unknown) => {
    await worker.terminate()
    throw reason
  })
  // An idle model is no reason for a process to stay.
  worker.unref()
  return {
    model,
    embed(texts) {
      if (ended !== undefined) return Promise.reject(ended)
      const answer = Promise.withResolvers<readonly Float32Array[]>()
      const id = asked++
      waiting.set(id, answer)
      worker.postMessage({ id, texts } satisfies Question)
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
  return what === "package"
    ? `EMBEDDING_MODEL is set to ${model}, which needs the package ${runner}: run "npm install ${runner}", or take EMBEDDING_MODEL out. (${message})`
    : `The embedding model ${model} cannot be loaded: ${message} Check its name or path, or take EMBEDDING_MODEL out.`
}
