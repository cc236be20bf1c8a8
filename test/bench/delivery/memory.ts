/** Whether a process' memory grows with the messages that it sends. */

/** What a bot kept at a moment, and how many messages all bots had sent by then. */
export type Weight = { readonly sent: number; readonly residentMb: number; readonly heapMb: number }

export type Growth = {
  /** Medians in megabytes. */
  readonly second: number
  readonly last: number
  /** Slope of the line of least squares from the second tenth on. */
  readonly kbAMessage: number
}

export type MemoryFigures = { readonly resident: Growth; readonly heap: Growth }

/**
 * The first tenth is starting up and planning. `share` is the part of the messages that the weighed bot has sent.
 */
export function memoryOf(weights: readonly Weight[], messages: number, share: number): MemoryFigures {
  const growth = (of: (weight: Weight) => number): Growth => {
    const within = (from: number, to: number) =>
      weights.filter(({ sent }) => sent >= from * messages && sent <= to * messages)
    const settled = within(0.1, 1)
    return {
      second: median(within(0.1, 0.2).map(of)),
      last: median(within(0.9, 1).map(of)),
      kbAMessage: slope(settled.map((weight) => [weight.sent * share, of(weight) * 1024])),
    }
  }
  return { resident: growth(({ residentMb }) => residentMb), heap: growth(({ heapMb }) => heapMb) }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [x, y] = [mean((point) => point[0]), mean((point) => point[1])]
  return mean((point) => (point[0] - x) * (point[1] - y)) / mean((point) => (point[0] - x) ** 2)
}
