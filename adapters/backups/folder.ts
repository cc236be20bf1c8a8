import { existsSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { StoreError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { type BackupPlace, backupNames } from "./place.ts"

const draft = /^paperboy-[\dTZ-]+\.sqlite\.part/

/** Backups in a folder of this machine, which is made with the first of them. */
export function createFolder(folder: string): BackupPlace {
  const { cannotList, hint } = words.backups.folder
  /** Halves that a process left which was killed at it. */
  function removeDrafts(): void {
    const left = existsSync(folder) ? readdirSync(folder).filter((name) => draft.test(name)) : []
    for (const name of left) rmSync(join(folder, name), { force: true })
  }

  return {
    name: folder,
    async list() {
      try {
        return backupNames(readdirSync(folder))
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return []
        throw new StoreError("unreachable", cannotList(folder, messageOf(error)), hint, { cause: error })
      }
    },
    async keep(name, make) {
      removeDrafts()
      await make(join(folder, name))
    },
    async remove(name) {
      rmSync(join(folder, name), { force: true })
    },
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
