/** What an admin may wish for a channel: the options of `channel`. */
export const channelOptions = {
  do: {
    kind: "choice",
    positional: true,
    description: "What to do; without it the wish is rehearsed, and nothing is saved",
    choices: [
      { value: "show", label: "Show the settings" },
      { value: "try", label: "Rehearse a change" },
      { value: "save", label: "Save it" },
      { value: "off", label: "Switch the posts off" },
    ],
  },
  time: { kind: "text", maxLength: 20, description: "Time of day: 09:00" },
  days: { kind: "text", maxLength: 80, description: "daily, weekdays, or mon,wed" },
  zone: { kind: "text", maxLength: 60, description: "Time zone: Europe/Berlin" },
  cron: { kind: "text", maxLength: 100, description: "Five cron fields, for anything else: 0 9 * * 1-5" },
  list: {
    kind: "choice",
    description: "Which list",
    choices: [
      { value: "day", label: "Hugging Face's daily papers" },
      { value: "week", label: "Papers of the week" },
      { value: "month", label: "Papers of the month" },
      { value: "trending", label: "What is trending" },
    ],
  },
  arxiv: { kind: "text", maxLength: 100, description: "arXiv's announcements instead: cs.LG,stat.ML" },
  filter: {
    kind: "text",
    maxLength: 300,
    description: "Only papers that match, as in a search; none takes all",
  },
  votes: { kind: "integer", min: 0, max: 10_000, description: "Only papers with so many upvotes" },
  org: { kind: "text", maxLength: 100, suggest: "organization", description: "Only of this organisation" },
  author: { kind: "text", maxLength: 100, suggest: "author", description: "Only of this author" },
  code: { kind: "flag", description: "Only papers with code" },
  budget: {
    kind: "integer",
    min: 1,
    max: 25,
    description: "How many in full; the rest has a line each in a thread",
  },
  form: {
    kind: "choice",
    description: "In which form",
    choices: [
      { value: "digest", label: "One message for all" },
      { value: "messages", label: "A message for each paper" },
      { value: "forum", label: "A forum post for each paper" },
    ],
  },
  empty: {
    kind: "choice",
    description: "On a day without papers",
    choices: [
      { value: "silent", label: "Say nothing" },
      { value: "say", label: "Say so" },
    ],
  },
  early: {
    kind: "choice",
    description: "Post the list while it is still open, and complete the post later",
    choices: [
      { value: "no", label: "No, once it has settled" },
      { value: "yes", label: "Yes, as early as that" },
    ],
  },
  late: {
    kind: "integer",
    min: 0,
    max: 720,
    description: "After an absence: hours up to which a post still comes in full (36)",
  },
} as const
