/** Files that cards carry, for the browsers of those who may have them: kept in memory, for a while. */
import { randomBytes } from "node:crypto"
import { fileLine } from "../../src/rendering/files.ts"
import { fit } from "../../src/rendering/fit.ts"
import { noLimits } from "../../src/rendering/limits.ts"
import type { Block, Card, CardFile } from "../../src/vocabulary/card.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"

/** Long enough to read the answer first. */
const keptMs = 30 * 60_000
/** Of all files together; the oldest go first. */
const mostBytes = 64 * 1024 * 1024

type Kept = { readonly file: CardFile; readonly onlyFor: string | undefined; readonly until: number }

export type Downloads = ReturnType<typeof createDownloads>

/** Keeps files until they are fetched. */
export function createDownloads(clock: Pick<Clock, "now">, most = mostBytes) {
  const files = new Map<string, Kept>()
  const now = () => clock.now().epochMilliseconds

  function makeRoom(bytes: number): void {
    let total = bytes
    for (const { file } of files.values()) total += file.bytes.length
    for (const [token, { file, until }] of files) {
      if (total <= most && until > now()) return
      total -= file.bytes.length
      files.delete(token)
    }
  }

  return {
    /** The path of a file, which is answered to that member alone, or without one to everybody on the page. */
    keep(file: CardFile, onlyFor: string | undefined): string {
      makeRoom(file.bytes.length)
      const token = randomBytes(16).toString("base64url")
      files.set(token, { file, onlyFor, until: now() + keptMs })
      return `/files/${token}/${encodeURIComponent(file.name)}`
    },
    /** Undefined when it is another member's, and when its time is over. */
    find(token: string, member: string): CardFile | undefined {
      const kept = files.get(token)
      const isTheirs = kept?.onlyFor === undefined || kept.onlyFor === member
      return kept && isTheirs && kept.until > now() ? kept.file : undefined
    },
  }
}

/** A card to store: files become links to them, since messages are kept and files are not. */
export function withDownloads(
  card: Card,
  onlyFor: string | undefined,
  { downloads, origin }: { readonly downloads: Downloads; readonly origin: () => string },
): Card {
  if (!card.blocks.some(({ kind }) => kind === "file")) return card
  const linked = (block: Block): Block => {
    if (block.kind !== "file") return block
    const href = `${origin()}${downloads.keep(block.file, onlyFor)}`
    return {
      kind: "actions",
      actions: [{ kind: "link", label: words.web.message.download(fileLine(block.file)), href }],
    }
  }
  return { ...card, blocks: fit(card, noLimits).blocks.map(linked) }
}
