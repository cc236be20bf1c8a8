/** Slack's ids and the core's. A thread is named by its channel and the first message's time stamp. */

export const platform = "slack"

/** The emoji that is a vote, as Slack names it: `+1`, or a workspace's own. */
export type EmojiName = string

const numberNames = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten"]

/** The emoji of a number from 1 to 10. */
export function numberEmoji(number: number): EmojiName | undefined {
  return numberNames[number - 1]
}

/** The number that an emoji shows, from 1 to 10. */
export function numberOf(name: EmojiName): number | undefined {
  const at = numberNames.indexOf(name)
  return at < 0 ? undefined : at + 1
}

const prefix = `${platform}:`

export function communityOf(team: string): string {
  return `${prefix}${team}`
}

export function teamOf(community: string): string {
  return community.slice(prefix.length)
}

/** Whether a channel is a member's direct messages with the app: its id says so. */
export function isDirect(channel: string): boolean {
  return channel.startsWith("D")
}

/** Whether an id is a channel's, and neither a member's nor a conversation's between members. */
export function isChannel(place: string): boolean {
  return /^[CG]/.test(place)
}

/** Time stamps are unique within a channel only. */
export function threadId(channel: string, rootTs: string): string {
  return `${channel}/${rootTs}`
}

/** The time stamp of a thread's first message. */
export function rootOf(thread: string): string {
  return thread.slice(thread.indexOf("/") + 1)
}

/**
 * The link that Slack itself makes for a message, or for a channel, without asking it: `workspace` is
 * `https://acme.slack.com/`.
 */
export function permalink(workspace: string, channel: string, ts?: string, rootTs?: string): string {
  const link = new URL(`archives/${channel}${ts ? `/p${ts.replace(".", "")}` : ""}`, workspace)
  if (rootTs) {
    link.searchParams.set("thread_ts", rootTs)
    link.searchParams.set("cid", channel)
  }
  return link.href
}
