/** Members are spread over so many minutes: nine o'clock is one moment for all who chose it. */
const minutes = 15
const lastOfDay = 24 * 60 - 1

/** A time of day a few minutes later, always the same ones for a member, and on the same day. */
export function spread(schedule: string, member: string): string {
  return shifted(schedule, delayOf(member))
}

/** The time that the member chose. */
export function unspread(schedule: string, member: string): string {
  return shifted(schedule, -delayOf(member))
}

function shifted(schedule: string, by: number): string {
  const [minute, hour, ...days] = schedule.split(" ")
  const at = Math.min(lastOfDay, Math.max(0, Number(hour) * 60 + Number(minute) + by))
  return [at % 60, Math.floor(at / 60), ...days].join(" ")
}

/** FNV-1a. */
function delayOf(member: string): number {
  let hash = 0x811c9dc5
  for (const letter of member) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash % minutes
}
