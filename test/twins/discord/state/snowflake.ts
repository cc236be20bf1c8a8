/** Ids as Discord makes them: milliseconds since 2015 in the upper 42 bits. */
const epochMs = 1_420_070_400_000n

export function snowflakeAt(ms: number, sequence = 0): string {
  return (((BigInt(Math.floor(ms)) - epochMs) << 22n) | BigInt(sequence)).toString()
}

/** The milliseconds in an id. */
export function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + epochMs)
}

/** Which shard hears of a guild: https://discord.com/developers/docs/events/gateway#sharding */
export function shardOf(guild: string, count: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(count))
}

/** Ids that grow, however often they are asked for within a millisecond. */
export function createIds(now: () => number): () => string {
  let last = 0n
  return () => {
    const wanted = BigInt(snowflakeAt(now()))
    last = wanted > last ? wanted : last + 1n
    return last.toString()
  }
}

export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
