/** What is wrong with a call: a line, an option, a value. “Quoted” words are options and values, backticks are lines to call. */
import type { Command, Option } from "../../vocabulary/command.ts"

import { counted } from "../counted.ts"

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(", ")

export const errors = {
  didYouMean: (meant: string) => `Did you mean \`${meant}\`?`,
  didYouMeanValue: (meant: string) => `Did you mean “${meant}”?`,

  messageGone: "the message whose thread it belongs in was deleted",

  command: {
    unknown: (name: string) => `There is no command “${name}”.`,
    searchHint: "To search for these words, put `search` before them. `help` lists all commands.",
    adminsOnly: (name: string) => `Only admins can use \`${name}\`.`,
    adminsOnlyHint: "Ask someone who can manage this channel.",
    personal: "I don't show that here because everybody would see it.",
    personalHint: (name: string) => `Use \`${name}\` instead. Only you see its answer.`,
    terminalOnly: (name: string) => `“${name}” works only in the terminal.`,
    terminalHint: (name: string) => `On the machine itself: \`npm run paper -- ${name}\``,
    chatOnly: (name: string) => `“${name}” works only in a channel.`,
    chatHint: "Use it on the web page, or in a chat that Paperboy is connected to.",
    forgottenButton: "This button is too old, and I no longer know what it was for.",
    forgottenButtonHint: "Please run the command again.",
  },

  fairUse: {
    member: "You've asked a lot within a minute.",
    community: "Many people here are asking at the same moment.",
    hint: (seconds: number) =>
      `Try again in ${counted(seconds, "second")}. Votes and saved papers count as always.`,
  },

  option: {
    unknown: (command: string, option: string) => `\`${command}\` has no option “${option}”.`,
    all: (names: readonly string[]) => `Its options: ${list(names)}.`,
    none: (command: string) => `\`${command}\` takes no options.`,
    unusedWords: (command: string, words: string) => `\`${command}\` doesn't take “${words}”.`,
    twice: (name: string) => `“${name}” is given twice.`,
    twiceHint: "Keep one of them.",
    needsValue: (name: string) => `“${name}” needs a value.`,
    describe: (name: string, { description }: Option) => `${name}: ${description}`,
    required: ({ name }: Command, { description }: Option) => `\`${name}\` needs this: ${description}`,
    example: (line: string) => `For example: \`${line}\``,
    give: (name: string) => `Write it as ${name}:…`,
  },

  value: {
    tooLong: (name: string, length: number, most: number) =>
      `“${name}” is too long: ${length} characters. The limit is ${most}.`,
    notANumber: (name: string, given: string) => `“${name}” must be a whole number, not “${given}”.`,
    range: (min: number, max: number) => `Use any number from ${min} to ${max}.`,
    outOfRange: (name: string, number: number, min: number, max: number) =>
      `“${name}” must be between ${min} and ${max}, not ${number}.`,
    unknownChoice: (name: string, given: string) => `“${name}” can't be “${given}”.`,
    oneOf: (values: readonly string[]) => `Use one of ${list(values)}.`,
  },

  log: {
    eventFailed: "Couldn't handle an event from a platform",
    commandFailed: "A command failed",
    serverFailed: "A server failed or refused",
    seeLog: "see the log",
    stored: (papers: number) => `${counted(papers, "paper")} stored`,
    buttonNotKept: "Couldn't store a long button, so it won't work",
  },

  date: {
    notADate: (text: string) => `I don't recognize the date “${text}”.`,
    dateHint: "Write it like 2024-06-03, 2024-06, 2024, yesterday or Jun 3.",
    notAPeriod: (text: string) => `I don't recognize “${text}” as a day, week or month.`,
    periodHint: 'Write it like today, yesterday, 2025-10-27, "Oct 27", 2025-W44, 2025-10 or "last week".',
    beforeFirst: (text: string) => `There is no list for ${text} because Daily Papers began on May 4, 2023.`,
    beforeFirstHint: "Use `search` to find older papers.",
    examples: {
      otherWeekdays: "the last one; other weekdays work too",
      wholeYear: "the whole year",
      wholeMonth: "the whole month",
    },
  },
}
