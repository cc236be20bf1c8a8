/** What members read about their own digest: see `src/words/README.md`. */
import { counted } from "../counted.ts"

export const digests = {
  description: "Your own digest by direct message: what you follow, what suits you, and the day's best",
  options: {
    do: "Show it, turn it on or off, change it, or preview it",
    time: "When it comes, such as 08:00",
    days: "daily, weekdays, or days such as mon,thu",
    budget: "How many papers at most, 1 to 10",
    zone: "Your time zone, such as Europe/Berlin or Tokyo",
  },
  do: {
    show: "Show what holds",
    on: "Turn it on",
    off: "Turn it off",
    change: "Change it",
    try: "Preview it",
  },
  examples: ["digest", "digest on time:08:00 days:weekdays budget:5", "digest try", "digest off"],

  title: (day: string) => `Your digest · ${day}`,
  name: "Your digest",
  ofPlace: "Best for this community",
  found: "New papers for a search",
  foundFor: (name: string) => `New for “${name}”`,
  preview: "Your digest would look like this now",
  quiet: "Nothing new for you right now",
  quietText:
    "On such a day no digest comes. Follow an author or a topic, or vote for papers you like, and it fills.",
  notBrought: "It wasn't in your digest.",
  best: (list: string) => `Among the most upvoted of ${list}`,
  moreFollowed: (papers: number) => `${counted(papers, "more paper")} from what you follow: \`home\``,
  moreFollowedInChat: (papers: number) =>
    `${counted(papers, "more paper")} from what you follow. Type \`home\` in the chat to see what is new.`,

  none: "You have no digest yet",
  what: "Get a few papers by direct message: what you follow first, then what suits you, then the day's best. Only you see it.",
  on: "Your digest is on",
  onText:
    "It comes by direct message, a few minutes after the time you chose. Days without anything new stay quiet.",
  openedLater:
    "I start only a few conversations an hour, so your first digest may take a while. Days without anything new stay quiet.",
  off: "Your digest is off",
  offText: "Nothing more comes. Your settings are kept.",
  paused: "Your digest is paused",
  closed:
    "I couldn't send you a direct message. Allow messages from this app in your privacy settings, then turn the digest on again.",
  closedNews:
    "Your digest is paused because I couldn't send you a direct message. Run `digest` to turn it on again.",
  noDirects: "Digests can't be sent here",
  noDirectsHint: "Turn your digest on in Discord or Slack.",
  askZone: "Which time zone are you in?",
  askZoneText:
    "I need it once, so that your digest comes in your morning. Or type `digest on zone:Europe/Berlin`.",
  changeText: "Type what you want to change, for example `digest on time:07:30 days:mon,thu budget:3`.",
  upTo: (papers: number) => `Up to ${counted(papers, "paper")}`,
  counts: (sent: number, failed: number) =>
    [counted(sent, "digest"), ...(failed > 0 ? [`${failed} not sent`] : [])].join(", "),
  fields: { when: "When", papers: "Papers", nextOne: "Next", lately: "Last 30 days", lastOne: "Last one" },
  buttons: {
    on: "Turn on",
    onAgain: "Turn on again",
    undo: "Undo",
    stop: "Stop the digest",
    change: "Change…",
    preview: "Preview",
    zone: "Set time zone…",
    save: "Save",
  },
  form: { title: "Your digest", days: "Days", time: "Time", budget: "How many papers", zone: "Time zone" },
  reason: {
    picked: (papers: number) => counted(papers, "paper"),
    quiet: "nothing new for you",
    placeQuiet: "nothing new for this community",
    noneFound: (search: string) => `no new papers for \`${search}\``,
    tooLate: "too late for its day",
    notRunning: "this bot picks no papers",
  },
  opening: {
    enough: (perHour: number) => `${counted(perHour, "conversation")} were started within the hour`,
    busy: "another bot is starting a conversation",
    notConnected: "the platform is not connected",
    noDirects: "the platform has no direct messages",
  },
  log: {
    newsUnread: "what a member is to hear of their digest could not be read",
    notOpened: "direct messages could not be opened",
    waits: "a digest waits until its direct messages can be opened",
    closed: "a member takes no direct messages, so their digest is paused",
  },
}
