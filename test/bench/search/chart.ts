import type { EngineResult } from "./measure-engine.ts"

const [width, height] = [760, 400]
const frame = { left: 70, right: 730, top: 50, bottom: 340 }

/** How good each engine is against how long it takes: right is faster (each line ten times), up is better. */
export function chartOf(results: readonly EngineResult[]): string {
  const dots = results.map((result) => {
    const short = result.kinds.filter(({ kind }) => kind.startsWith("three"))
    const mean = (value: (kind: (typeof short)[number]) => number) =>
      short.reduce((sum, kind) => sum + value(kind), 0) / short.length
    return {
      name: result.name,
      quality: mean(({ first }) => first),
      milliseconds: mean(({ cpuMedian }) => cpuMedian),
    }
  })
  const placed = dots.map(({ name, quality, milliseconds }) => ({
    name,
    x: xOf(milliseconds),
    y: yOf(quality),
  }))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>Search engines: share of short queries, half of them mistyped, whose paper is first, against CPU time a query</title>`,
    `<style>text{fill:#444}.grid{stroke:#8884}.dot{fill:#8a8a8a}.own{fill:#e8590c}.own-name{font-weight:600;fill:#e8590c}@media(prefers-color-scheme:dark){text{fill:#bbb}}</style>`,
    `<text x="${frame.left}" y="24" font-weight="600">The sought paper comes first: three words or keywords, as typed and mistyped</text>`,
    ...[0.01, 0.1, 1, 10, 100, 1000, 10_000].map(verticalLine),
    ...[0, 0.25, 0.5, 0.75, 1].map(horizontalLine),
    ...placed.map(({ name, x, y }, at) => dot(name, x, y, at === 0, isCrowded(placed, at))),
    `<text x="${(frame.left + frame.right) / 2}" y="${height - 14}" text-anchor="middle">CPU time a query: faster to the right</text>`,
    "</svg>",
    "",
  ].join("\n")
}

function verticalLine(milliseconds: number): string {
  const x = xOf(milliseconds)
  const label = milliseconds >= 1000 ? `${milliseconds / 1000} s` : `${milliseconds} ms`
  return `<path class="grid" d="M${x} ${frame.top}V${frame.bottom}"/><text x="${x}" y="${frame.bottom + 20}" text-anchor="middle">${label}</text>`
}

function horizontalLine(share: number): string {
  const y = yOf(share)
  return `<path class="grid" d="M${frame.left} ${y}H${frame.right}"/><text x="${frame.left - 10}" y="${y + 4}" text-anchor="end">${share * 100} %</text>`
}

/** Whether a name written beside its dot would run into that of an earlier one. */
function isCrowded(placed: readonly { readonly x: number; readonly y: number }[], at: number): boolean {
  const one = placed[at]
  return placed
    .slice(0, at)
    .some(({ x, y }) => one !== undefined && Math.abs(x - one.x) < 150 && Math.abs(y - one.y) < 16)
}

function dot(name: string, x: number, y: number, isOwn: boolean, isBelow: boolean): string {
  const isRight = x > (frame.left + frame.right) / 1.6
  const [at, anchor] = isRight ? [x - 11, "end"] : [x + 11, "start"]
  return `<circle class="${isOwn ? "own" : "dot"}" cx="${x}" cy="${y}" r="${isOwn ? 8 : 6}"/><text class="${isOwn ? "own-name" : ""}" x="${at}" y="${y + (isBelow ? 21 : 4)}" text-anchor="${anchor}">${name}</text>`
}

/** Logarithmic, from 10 s at the left to 10 µs at the right. */
function xOf(milliseconds: number): number {
  const share = (4 - Math.log10(milliseconds)) / 6
  return Math.round(frame.left + share * (frame.right - frame.left))
}

function yOf(share: number): number {
  return Math.round(frame.bottom - share * (frame.bottom - frame.top))
}
