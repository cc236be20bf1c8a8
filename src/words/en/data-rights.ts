import { counted } from "../counted.ts"
import { sentence } from "../runs.ts"

/** What people read about what is kept of them. */
export const dataRights = {
  data: {
    description: "Download everything Paperboy keeps about you",
    examples: ["data"],
    title: "What Paperboy keeps about you",
    nothing: "Paperboy keeps nothing about you.",
    text: "It is all in this file. Nobody else gets it.",
    file: "paperboy-data.json",
    alt: "Everything Paperboy keeps about you, as JSON",
  },
  forget: {
    description: "Delete everything Paperboy keeps about you",
    sure: "Delete it without asking first",
    examples: ["forget"],
    ask: "Delete everything about you?",
    nothing: "Paperboy keeps nothing about you, so there is nothing to delete.",
    /** What people should know before they press. */
    text: sentence(
      "Your votes leave the counts. Threads stay, without your name. This can't be undone; `data` downloads everything first.",
    ),
    delete: "Delete everything",
    download: "Download it first",
    done: "Everything about you is deleted.",
    doneText: "Old reactions of yours no longer count. If you use Paperboy again, it starts anew.",
  },
  forgetMember: {
    description: "Delete everything Paperboy keeps about a member who asked you to",
    account: "The server or workspace, and the member's id: discord:81384788765712384 1234567890",
    sure: "Delete it without showing what it is first",
    examples: [
      "forget-member discord:8138478876 1234567890",
      "forget-member slack:T024BE7LD U012AB3CD --sure",
    ] as const,
    ask: (community: string, member: string) => `Delete everything about ${member} in ${community}?`,
    text: (community: string, member: string) =>
      sentence(
        `It goes for all accounts of the same person. To delete it, run \`forget-member ${community} ${member} --sure\`.`,
      ),
    nothing: (community: string, member: string) => `Paperboy keeps nothing about ${member} in ${community}.`,
    ids: "Discord shows ids with Developer Mode on, Slack in a profile's menu. The page's members begin with web:.",
    done: "Everything about them is deleted.",
    doneText:
      "Backups that are made from now on don't have it, and an older one forgets it again when it is restored.",
    noAccount: (written: string) => `“${written}” isn't a community and a member.`,
    noAccountHint: (example: string) => `For example: \`${example}\``,
  },
  /** By table, what its rows are to the person whose they are; the plural where it is not the word with an s. */
  kept: {
    vote: (rows: number) => counted(rows, "vote"),
    voteWay: (rows: number) =>
      `how you gave them: ${counted(rows, "button or reaction", "buttons or reactions")}`,
    thread: (rows: number) => `${counted(rows, "thread")} you opened`,
    subscription: (rows: number) =>
      `${counted(rows, "daily post or digest", "daily posts and digests")} you set up`,
    edition: (rows: number) => `${counted(rows, "digest")} you were sent`,
    delivery: (rows: number) => `${counted(rows, "message")} of your digests`,
    finishing: (rows: number) => `${counted(rows, "step")} left to do to them`,
    post: (rows: number) => `${counted(rows, "paper")} shown in your direct messages`,
    audit: (rows: number) => `${counted(rows, "change")} you made to a channel's daily post`,
    voteChange: (rows: number) => `${counted(rows, "paper")} whose votes changed there`,
    member: (rows: number) => counted(rows, "account"),
    reading: (rows: number) => counted(rows, "saved paper"),
    readingCount: () => "how many there are",
    linkCode: (rows: number) => counted(rows, "code to link accounts", "codes to link accounts"),
    chatMessage: (rows: number) => `${counted(rows, "message")} on the page`,
    address: (rows: number) => `${counted(rows, "e-mail address", "e-mail addresses")}, sealed`,
    follow: (rows: number) => counted(rows, "follow"),
    feed: (rows: number) => counted(rows, "feed"),
    taste: (rows: number) => `${counted(rows, "paper")} you asked more or less of`,
    tasteReset: () => "when you started recommendations anew",
    followFind: (rows: number) => `${counted(rows, "paper")} they found`,
  } as Readonly<Record<string, (rows: number) => string>>,
}
