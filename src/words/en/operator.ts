import { counted } from "../counted.ts"

/** The page of who runs the bot, and the report that goes into an issue. */
export const operator = {
  title: "How Paperboy is doing",
  lead: "For operators: it opens on the bot's own machine, or for admins who signed in. Nothing here changes anything.",
  allWell: "Everything works.",
  troubles: (count: number) => `${counted(count, "thing")} to look at.`,
  state: { ok: "Works", warning: "Look at this", error: "Failing" },
  parts: {
    runs: "What runs",
    failures: "What failed lately",
    sources: "Sources",
    kept: "Access and backups",
    stored: "What is stored",
  },
  none: {
    runs: "Nothing runs yet.",
    failures: "No post failed in the last 7 days.",
    sources: "No source was asked since the start.",
    kept: "Nothing was found.",
    stored: "Nothing is stored yet.",
  },
  runs: {
    version: "Paperboy",
    on: (version: string, node: string) => `${version}, on Node ${node}`,
    running: "Running since",
    engine: "Database",
    sqlite: "SQLite, in a file of this machine",
    postgres: "PostgreSQL",
    parts: {
      discord: "Discord",
      slack: "Slack",
      web: "Page",
      mail: "Mail",
      store: "Store",
      schedule: "Schedule",
      deliveries: "Whose turn it is",
    },
    since: (detail: string, since: string) => `${detail} (since ${since} UTC)`,
  },
  failures: {
    place: (platform: string, place: string) => `${platform}, ${place}`,
    member: (platform: string) => `${platform}, a member's own digest`,
    what: (ago: string, why: string) => `${ago}: ${why}`,
    retried: "It is tried again.",
    lost: (why: string) => `Nothing is posted there: ${why}`,
    more: (count: number) => `${counted(count, "more post")} failed`,
    moreAt: "Older ones",
  },
  sources: {
    answered: (ago: string) => `answered last ${ago}`,
    failed: (ago: string, why: string) => `the last request failed ${ago}: ${why}`,
    status: (status: number) => `status ${status}`,
    notAsked: "not asked since the start",
    list: "Newest list",
    listRead: (day: string, ago: string) => `${day}, read ${ago}`,
  },
  stored: {
    size: "Size",
    bytes: (bytes: number) =>
      bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`,
    papers: "Papers",
    posts: (platform: string) => `Daily posts: ${platform}`,
    subscriptions: (active: number, stopped: number, communities: number) =>
      `${active} on, ${stopped} off, in ${counted(communities, "community", "communities")}`,
    retention: "Kept for",
    kept: ({ left, changes, answers }: Readonly<Record<"left" | "changes" | "answers", number>>) =>
      `a community's data for ${counted(left, "day")} after it removed the bot, admins' changes for ${counted(changes, "day")}, answers of sources for ${counted(answers, "day")}`,
  },
  report: {
    title: "Report for an issue",
    lead: "Without passwords, tokens, names or ids. Read it before you send it.",
    copy: "Copy the report",
    copied: "Report copied",
    download: "Download",
    head: (at: string) => `Paperboy, ${at}`,
    id: "[id]",
    address: "[address]",
    secret: "[secret]",
  },
}
