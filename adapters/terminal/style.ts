import { createColors } from "picocolors"
import { clean } from "../../src/rendering/characters.ts"
import { safeHref } from "../../src/rendering/inline.ts"
import type { Run, Tone } from "../../src/vocabulary/card.ts"

/** What the reader's terminal can show. */
export type Style = {
  readonly colors: boolean
  /** Text that leads somewhere when clicked (OSC 8); where it cannot, addresses are written out. */
  readonly links: boolean
  /** Columns. */
  readonly width: number
}

export type Environment = Readonly<Record<string, string | undefined>>

const defaultWidth = 80
/** Longer lines are hard to read, however wide the window is. */
const widestLine = 100
const narrowestLine = 24

/**
 * Reads a terminal's abilities from its stream and environment. `NO_COLOR` (no-color.org) and `TERM=dumb` switch
 * colours off, `FORCE_COLOR` switches them on for a pipe; `FORCE_HYPERLINK` decides about links.
 */
export function styleOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Environment,
): Style {
  const terminal = stream.isTTY === true && env.TERM !== "dumb"
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0"
  const refused = (env.NO_COLOR ?? "") !== "" || env.FORCE_COLOR === "0"
  const columns = stream.columns ?? (Number(env.COLUMNS) || defaultWidth)
  return {
    colors: !refused && (terminal || forced),
    links: env.FORCE_HYPERLINK !== undefined ? env.FORCE_HYPERLINK !== "0" : terminal && knowsLinks(env),
    width: Math.max(narrowestLine, Math.min(widestLine, columns)),
  }
}

/** There is no way to ask a terminal. These are known to follow OSC 8; inside tmux and screen it depends on their settings. */
function knowsLinks(env: Environment): boolean {
  if (env.TMUX !== undefined || /^(screen|tmux)/.test(env.TERM ?? "")) return false
  const programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"]
  return (
    programs.includes(env.TERM_PROGRAM ?? "") ||
    Number(env.VTE_VERSION ?? 0) >= 5000 ||
    ["WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM"].some((name) => env[name] !== undefined) ||
    /^(xterm-kitty|alacritty|foot)/.test(env.TERM ?? "")
  )
}

/** A run as the terminal shows it. The text must be visible text already. */
export function paintRun(run: Run, style: Style): string {
  const colors = createColors(style.colors)
  let text = run.text
  if (run.mark) text = colors.yellow(text)
  if (run.bold || run.mark) text = colors.bold(text)
  if (run.italic) text = colors.italic(text)
  if (run.code) text = colors.cyan(text)
  const target = style.links ? safeHref(run.href) : undefined
  return target === undefined ? text : `\u001b]8;;${target}\u0007${text}\u001b]8;;\u0007`
}

/** The colours of a card's parts that are not runs. */
export function paint(style: Style) {
  const colors = createColors(style.colors)
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    plain: colors.bold,
    success: (text) => colors.bold(colors.green(text)),
    warning: (text) => colors.bold(colors.yellow(text)),
    error: (text) => colors.bold(colors.red(text)),
  }
  return { tones, faint: colors.dim }
}

/**
 * Makes runs safe to show. Where links cannot be clicked, an address is written out once, behind the last of the runs
 * that lead there.
 */
export function readableRuns(runs: readonly Run[], style: Style): readonly Run[] {
  return runs.flatMap((run, index): readonly Run[] => {
    const text = oneLine(run.text)
    const target = safeHref(run.href)
    if (target === undefined) return [withoutLink({ ...run, text })]
    if (style.links) return [{ ...run, text: text || target, href: target }]
    const goesOn = safeHref(runs[index + 1]?.href) === target
    return [withoutLink({ ...run, text }), ...(goesOn || text === target ? [] : [{ text: ` (${target})` }])]
  })
}

/** Text that can neither drive the terminal nor break the layout. */
export function oneLine(text: string): string {
  return clean(text).replace(/\n+/g, " ")
}

function withoutLink({ href: _, ...run }: Run): Run {
  return run
}
