import { clean, displayWidth, graphemesOf } from "../../src/rendering/characters.ts"
import type { Clock } from "../../src/vocabulary/system.ts"

/** Says how far something is. Nothing is shown before the first report and nothing stays after `end`. */
export type Progress = {
  report(done: number, total: number, what: string): void
  end(): void
}

export type ProgressOptions = {
  readonly stream: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown }
  readonly clock: Pick<Clock, "now">
}

/** Redrawing faster than this only burns time; a log wants far fewer lines than an eye. */
const redrawMs = 100
const lineMs = 5_000
const barColumns = 24
const eraseLine = "\r\u001b[2K"

/** A bar that redraws itself on a terminal; on anything else a line every five seconds. */
export function createProgress({ stream, clock }: ProgressOptions): Progress {
  const isTerminal = stream.isTTY === true
  const pauseMs = isTerminal ? redrawMs : lineMs
  let shownAt = isTerminal ? Number.NEGATIVE_INFINITY : clock.now().epochMilliseconds
  let isDrawn = false
  return {
    report(done, total, what) {
      const now = clock.now().epochMilliseconds
      if (now - shownAt < pauseMs) return
      shownAt = now
      const share = total > 0 ? Math.min(1, done / total) : 0
      const text = isTerminal
        ? barLine(share, what, stream.columns ?? 80)
        : `${percent(share)} ${clean(what)}\n`
      stream.write(text)
      isDrawn = isTerminal
    },
    end() {
      if (isDrawn) stream.write(eraseLine)
      isDrawn = false
    },
  }
}

function barLine(share: number, what: string, columns: number): string {
  const filled = Math.round(share * barColumns)
  const bar = "█".repeat(filled) + "░".repeat(barColumns - filled)
  // One column stays free: a full last column makes some terminals start a new line.
  return `${eraseLine}${bar} ${percent(share)} ${cut(clean(what), columns - barColumns - 7)}`
}

function percent(share: number): string {
  return `${Math.floor(share * 100)}%`.padStart(4)
}

function cut(text: string, columns: number): string {
  let kept = ""
  for (const grapheme of graphemesOf(text)) {
    if (displayWidth(kept + grapheme) > columns) break
    kept += grapheme
  }
  return kept
}
