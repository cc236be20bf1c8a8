/** What an admin may set for a channel: the options of `channel`. */
import { words } from "../src/words/words.ts"

const sayings = words.commands.channel
const about = sayings.options

export const channelOptions = {
  do: {
    kind: "choice",
    positional: true,
    description: about.do,
    choices: [
      { value: "show", label: sayings.do.show },
      { value: "try", label: sayings.do.try },
      { value: "save", label: sayings.do.save },
      { value: "off", label: sayings.do.off },
    ],
  },
  time: { kind: "text", maxLength: 20, description: about.time },
  days: { kind: "text", maxLength: 80, description: about.days },
  zone: { kind: "text", maxLength: 60, description: about.zone },
  cron: { kind: "text", maxLength: 100, description: about.cron },
  list: {
    kind: "choice",
    description: about.list,
    choices: [
      { value: "day", label: sayings.lists.day },
      { value: "week", label: sayings.lists.week },
      { value: "month", label: sayings.lists.month },
      { value: "trending", label: sayings.lists.trending },
    ],
  },
  arxiv: { kind: "text", maxLength: 100, description: about.arxiv },
  filter: { kind: "text", maxLength: 300, description: about.filter },
  votes: { kind: "integer", min: 0, max: 10_000, description: about.votes },
  org: { kind: "text", maxLength: 100, suggest: "organization", description: about.org },
  author: { kind: "text", maxLength: 100, suggest: "author", description: about.author },
  code: { kind: "flag", description: about.code },
  budget: { kind: "integer", min: 1, max: 25, description: about.budget },
  form: {
    kind: "choice",
    description: about.form,
    choices: [
      { value: "digest", label: sayings.forms.digest },
      { value: "messages", label: sayings.forms.messages },
      { value: "forum", label: sayings.forms.forum },
    ],
  },
  empty: {
    kind: "choice",
    description: about.empty,
    choices: [
      { value: "silent", label: sayings.empty.silent },
      { value: "say", label: sayings.empty.say },
    ],
  },
  early: {
    kind: "choice",
    description: about.early,
    choices: [
      { value: "no", label: sayings.early.no },
      { value: "yes", label: sayings.early.yes },
    ],
  },
  late: { kind: "integer", min: 0, max: 720, description: about.late },
} as const
