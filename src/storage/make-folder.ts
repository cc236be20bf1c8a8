import { mkdirSync, statSync } from "node:fs"
import { dirname, resolve } from "node:path"

/**
 * Makes a folder and those above it that are missing, one after the other: `mkdir` with `recursive` never returns where
 * a folder above takes no entries at all (`/proc`), since it is told again and again that something is missing. Throws
 * the error of the first one that cannot be made.
 */
export function makeFolder(path: string, mode?: number): void {
  const folder = resolve(path)
  if (isFolder(folder)) return
  makeFolder(dirname(folder), mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Another process may have been faster.
    if (!isFolder(folder)) throw error
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
