import { glob, stat } from "node:fs/promises"
import { join, parse, resolve } from "node:path"
import { UserError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"

export type FoundFile = { readonly path: string; readonly bytes: number }

/** What a folder is searched for; a file that is named itself may be called anything. */
const readableNames = "**/*.{json,jsonl,ndjson,txt,xml,atom,rss}{,.gz}"

/**
 * The files that paths stand for, each once: a file itself, all readable files below a folder, or what a pattern
 * (`*`, `**`, `?`, `{a,b}`) matches, in the order of their names. `from` is the folder that relative paths count from.
 * Throws `UserError` for a path that stands for nothing.
 */
export async function findFiles(paths: readonly string[], from: string): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>()
  for (const path of paths) {
    const files = await filesOf(resolve(from, path), from, path)
    if (files.length === 0) throw noSuchFile(path)
    for (const file of files) found.set(file.path, file)
  }
  return [...found.values()]
}

async function filesOf(full: string, from: string, path: string): Promise<readonly FoundFile[]> {
  const entry = await kindOf(full)
  if (entry?.kind === "file") return [{ path: full, bytes: entry.bytes }]
  // Node's glob finds nothing for an absolute pattern: it counts from the root of the disk instead.
  const { root } = parse(path)
  const base = entry?.kind === "folder" ? full : root || from
  const pattern = entry?.kind === "folder" ? readableNames : path.slice(root.length)
  const matches = glob(pattern, { cwd: base })
  const names = (await Array.fromAsync(matches)).toSorted()
  const files = await Promise.all(
    names.map(async (name) => ({ path: resolve(base, name), entry: await kindOf(join(base, name)) })),
  )
  return files.flatMap(({ path, entry }) => (entry?.kind === "file" ? [{ path, bytes: entry.bytes }] : []))
}

async function kindOf(
  path: string,
): Promise<{ readonly kind: "file" | "folder"; readonly bytes: number } | undefined> {
  try {
    const entry = await stat(path)
    return { kind: entry.isDirectory() ? "folder" : "file", bytes: entry.size }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    if (code === "ENOENT" || code === "ENOTDIR") return undefined
    throw new UserError("unreadable-file", words.terminal.import.unreadable(path, String(code)))
  }
}

function noSuchFile(path: string): UserError {
  const { nothingThere, nothingThereHint } = words.terminal.import
  return new UserError("no-such-file", nothingThere(path), { hint: nothingThereHint })
}
