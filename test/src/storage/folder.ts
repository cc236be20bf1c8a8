import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"

/** A new folder on a real disk, where every confirmed write has reached it. */
export function createFolder(): { readonly path: string; remove(): Promise<void> } {
  const path = mkdtempSync(join(tmpdir(), "paperboy-"))
  return { path, remove: async () => rmSync(path, { recursive: true, force: true }) }
}

/** Path of a database in a folder that is removed when the test ends. */
export function databasePath(): string {
  const folder = createFolder()
  onTestFinished(folder.remove)
  return join(folder.path, "paperboy.db")
}
