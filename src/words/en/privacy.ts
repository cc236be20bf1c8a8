import { counted } from "../counted.ts"

/** What members read about what is kept of them: `PRIVACY.md` is made of it and of the tables' declarations. */
export const privacy = {
  columns: ["What", "What for", "How long"],
  /** By table. Each that names people has a row. */
  held: {
    vote: { what: "Which papers you upvoted, and when", why: "counts and your own votes" },
    voteWay: { what: "Which button or reaction you used for that", why: "taking back the right one" },
    thread: { what: "That you opened a paper's thread", why: "knowing whose it is" },
    subscription: {
      what: "Daily posts that you set up, and your digest with its settings",
      why: "posting them, and telling you when one fails",
    },
    address: {
      what: "The mail address that you gave, sealed with a key",
      why: "sending there what you asked for",
    },
    edition: { what: "Which digests you were sent", why: "sending each once" },
    delivery: { what: "The messages of your digests", why: "sending each once" },
    finishing: { what: "Steps left to finish these messages", why: "finishing them" },
    member: {
      what: "Your id where you use the bot, your time zone and language, and which accounts you linked",
      why: "answering in your time, and one list of saved papers for all your accounts",
    },
    readingCount: { what: "How many papers you saved, by state and tags", why: "showing them page by page" },
    reading: { what: "Papers that you saved, with notes and tags", why: "showing them to you alone" },
    linkCode: { what: "A code to link two accounts", why: "proving that both are yours" },
    chatMessage: { what: "What you wrote on the web page, and the answers", why: "showing the conversation" },
    follow: { what: "Topics, authors and papers that you follow", why: "finding what you asked for" },
    followFind: { what: "Papers that were found for you", why: "bringing each once" },
    feed: {
      what: "Your feeds: what each brings, and a hash of its secret address",
      why: "answering your feed reader",
    },
    feedEntry: { what: "Which papers your feeds have shown, and when", why: "showing each once, as new" },
    taste: { what: "Papers you wanted more or less of", why: "recommendations" },
    tasteReset: { what: "When you last started over with recommendations", why: "recommendations" },
    audit: {
      what: "What you changed as an admin, with your name",
      why: "letting the admins of your community see who changed what",
    },
  } as Readonly<Record<string, { readonly what: string; readonly why: string }>>,
  until: {
    deleted: "until you delete it",
    nameless: "until you delete it; then it stays without your name",
    days: (days: number) => (days === 0 ? "until it is used or runs out" : `${days} days`),
    unused: (days: number) =>
      `until you delete it, or ${counted(days, "day")} after you removed or stopped it`,
  },
  periods: {
    left: (days: number) =>
      `Everything of a server or workspace is deleted ${days} days after it removed the bot, unless it comes back before.`,
    backups: (hours: number, keep: number) =>
      `A backup is made every ${hours} hours and the last ${keep} are kept, so what you delete is gone from them after ${Math.ceil((hours * keep) / 24)} days. When a backup is restored, what was deleted since is deleted again.`,
  },
} as const
