/** What people read when a channel's daily post is set up: see `src/words/README.md`. */
import { counted } from "../counted.ts"

export const channels = {
  errors: {
    didYouMean: (meant: string) => `Did you mean \`${meant}\`?`,
    badCategory: (written: string) => `\`${written}\` isn't an arXiv category.`,
    categoryHint: "Write categories as `cs.LG`, `stat.ML` or `math`, with commas between them.",
    noCategory: "Which arXiv categories?",
    noCategoryHint: "Name them as `arxiv:cs.LG` or `arxiv:cs.LG,stat.ML`.",
    twoContents: "A search goes with `list:search` alone.",
    twoContentsHint: "Leave the search empty, or choose “New papers for a search”.",
    noSearch: "Which search?",
    noSearchHint: 'Write it as in a search, for example `search:"diffusion has:code"`.',
    twoLists: "You can't combine arXiv categories with another list.",
    twoListsHint: "Leave out `list`, or filter another list by category: `filter:cat:cs.LG`.",
    filterHint:
      "You can filter by words and `author:` `org:` `cat:` `upvotes:>10` `has:code` `after:` `before:`.",
    twoSchedules: "A cron expression already sets the time and the days.",
    twoSchedulesHint: "Use either `cron`, or `time` and `days`.",
    badTime: (written: string) => `"${written}" isn't a time of day.`,
    timeHint: "Write it as `09:00`, `17:30` or `9am`.",
    badDays: (written: string) => `I can't read days from "${written}".`,
    noDays: "No day is chosen.",
    noDaysHint: "Choose at least one, or turn the daily post off.",
    daysHint: "Use `daily`, `weekdays`, or days such as `mon,wed` and `mon-thu`.",
    badMention: (written: string) => `I can't notify "${written}".`,
    mentionHint: "Choose a role or a user group, or `nobody`.",
    badTag: (written: string) => `"${written}" doesn't say which papers get the tag.`,
    tagHint: "Write the tag, then what it stands for: `Vision=cat:cs.CV; Agents=agent`.",
    neverDue: (schedule: string) => `\`${schedule}\` never comes up.`,
    neverDueHint:
      "No such day comes in the next forty years. For weekdays at nine: `time:09:00 days:weekdays`.",
    noChannel: "You can't set up daily posts here because this isn't a channel.",
    noChannelHint: "Set them up in the channel where you want them.",
  },
  notConnected: "The platform isn't connected.",
  cannotAsk: (host: string, why: string) => `${host} can't be reached right now: ${why}`,
  health: {
    givenUp: "Paperboy gave up. Fix the cause; `deliver` then posts the newest list now.",
    /** The admin who set the posts up was to be told of a failure. */
    untold: {
      later: {
        what: "The admin who set this up hasn't been told about this failure yet.",
        next: "Paperboy tries again.",
      },
      never: {
        what: "Paperboy couldn't message the admin who set this up about this failure.",
        next: "Let them know, and ask them to allow direct messages from Paperboy.",
      },
    },
    lost: "Paperboy checks every hour whether it can post here again.",
    retry: (attempts: number, at: string) => `Tried ${counted(attempts, "time")}; next attempt ${at}.`,
  },
  /** What a new version reads differently. */
  changes: {
    notTold: "an admin could not be told that a saved setting has changed its meaning",
    later: "some admins could not be told yet that a saved setting has changed its meaning",
    filter: {
      title: "Your channel's filter is stricter now",
      all: (filter: string) =>
        `The filter \`${filter}\` used to take papers with any of its words. Now it takes only papers that match all of them.`,
      refused: (filter: string, why: string, meant: string | undefined) =>
        `Paperboy can no longer read the filter \`${filter}\`: ${why} ` +
        (meant === undefined
          ? "Until you change it, nothing is posted."
          : `It is read as \`${meant}\` for now.`),
      next: "To change it, run `channel filter:…` in that channel. `OR` between words takes either.",
    },
    schedule: {
      title: "Your schedule runs more often now",
      text: (schedule: string) =>
        `The schedule \`${schedule}\` that you set up names days of the month and days of the week. Paperboy used to post only on days that were both. Now it posts on days that are either, as cron does everywhere.`,
      next: "To change it, run `channel` in that channel.",
      open: "Open the channel",
    },
  },
  pause: {
    withdrawn: "Not sent because daily posts were paused.",
    notADate: (written: string) => `"${written}" isn't a date.`,
    notLater: (written: string) => `${written} isn't in the future.`,
    hint: "Write a date to come, such as `2027-01-04` or `tomorrow`.",
  },
  zone: {
    unknown: (written: string) => `There's no time zone "${written}".`,
    didYouMean: (zone: string) => `Did you mean \`${zone}\`?`,
    hint: "Name it by continent and city: `Europe/Berlin`, `America/New_York`, `Asia/Tokyo`, or `UTC`.",
  },
}
