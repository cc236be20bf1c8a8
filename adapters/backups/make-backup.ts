import { once } from "node:events"
import { Worker } from "node:worker_threads"
import { StoreError } from "../../src/vocabulary/errors.ts"

/** What the worker answers: nothing, or what went wrong. */
export type Made = { readonly problem?: Pick<StoreError, "code" | "message" | "hint"> }

/**
 * Copies a store (a file, or an address of PostgreSQL) into a new file and checks the copy, in a thread of its own: the check
 * of a big file takes seconds. Throws `StoreError`.
 */
export async function makeBackup(store: string, file: string): Promise<void> {
  const worker = new Worker(new URL("./backup-worker.ts", import.meta.url), { workerData: { store, file } })
  const [{ problem }] = (await once(worker, "message")) as [Made]
  if (problem) throw new StoreError(problem.code, problem.message, problem.hint)
}
