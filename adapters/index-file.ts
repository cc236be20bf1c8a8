import { readFile, rename, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import type { IndexFile } from "../src/library/index-follower.ts"
import { makeFolder } from "../src/storage/make-folder.ts"

/** The saved search index in a file that is replaced as a whole, so that no reader sees half of it. */
export function createIndexFile(path: string): IndexFile {
  return {
    async read() {
      try {
        return await readFile(path)
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
        throw error
      }
    },
    async write(bytes) {
      // Processes that share a store may save at the same moment, each its own draft.
      const draft = `${path}.${process.pid}`
      makeFolder(dirname(path))
      await writeFile(draft, bytes, { mode: 0o600 })
      await rename(draft, path)
    },
  }
}
