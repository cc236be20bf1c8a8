/** What commands say of themselves, and what they answer. Backticks hold lines that can be called. */
import type { Text } from "../../vocabulary/card.ts"
import { counted } from "../counted.ts"
import { code, joined, sentence } from "../runs.ts"

const onTheMachine = (line: string) => `On the machine itself: \`npm run paper -- ${line}\``

export const commands = {
  options: {
    paper: "A title, an arXiv number or a link",
    limit: (standard: number) => `Papers per page (default ${standard})`,
    page: "Which page",
  },

  search: {
    description: "Find papers by title, author, topic or question",
    options: {
      query: 'Words, "phrases", -excluded words, and filters such as author:lecun has:code',
      author: "Only papers by this author",
      org: "Only papers from this organization",
      after: "Published on or after this day",
      before: "Published before this day",
      upvotes: "Only papers with at least this many upvotes on Hugging Face",
      withCode: "Only papers with code",
      sort: "What to show first",
      exact: "Search for exactly these words, without spelling corrections",
    },
    sorts: { relevance: "best match", newest: "newest", oldest: "oldest", upvotes: "most upvotes" },
    examples: [
      "search diffusion",
      'search "attention is all you need"',
      "search sparse attention after:2024-06 limit:5 --with-code",
      "search author:lecun sort:newest",
    ],
    missing: "What are you looking for?",
    missingHint: "For example: `search sparse attention`",
    problem: (message: string, suggestion: string) => `${message} Did you mean ${suggestion}?`,
  },

  today: {
    description: "Show the papers of today, or of another day, week or month",
    options: { date: "Which list: yesterday, 2025-10-27, Oct 27, 2025-W44, last month" },
    examples: ["today", "today yesterday", "today Oct 27", "today 2025-W44 limit:10"],
    empty: (what: string) => `The list for ${what} is still empty.`,
    emptyHint: "Papers arrive during the day.",
    weekend: "No list comes out on weekends, so this is Friday's.",
    title: (what: string) => `Papers of ${what}`,
    open: "This list is still open, so more papers may follow.",
    incomplete: "Some papers may be missing because I haven't read the final list yet.",
  },

  top: {
    description: "Show the papers with the most upvotes of a day, week or month",
    options: {
      period: "When: this week, last month, 2025-W44, 2025-10, yesterday",
      by: "Whose upvotes count",
    },
    by: { both: "ours first, then Hugging Face's", here: "ours only", site: "Hugging Face's only" },
    examples: ["top", "top last month", "top 2025-W44 by:here", "top this month by:site limit:10"],
    title: (what: string) => `Top papers of ${what}`,
    byHere: "Sorted by votes here",
    bySite: "Sorted by upvotes on Hugging Face",
    byList: "In the list's own order because its upvotes aren't known",
    hereThenSite: "Sorted by votes here, then by upvotes on Hugging Face",
    hereThenList: "Sorted by votes here; the rest is in the list's own order",
    noneHere: (order: string) => `${order}. Nobody has voted here for these yet.`,
    siteMissing: (why: string) => `I couldn't load Hugging Face's list: ${why}`,
    nobody: (what: string) => `Nobody voted here in ${what}.`,
    noPapers: (what: string) => `There are no papers for ${what} yet.`,
    howToVote: "To vote, react to a paper's message or press Upvote.",
    onSite: "Top on Hugging Face",
  },

  trending: {
    description: "Show the papers that are trending on Hugging Face",
    examples: ["trending", "trending limit:10"],
    what: "trending papers",
    title: "Trending papers",
    nothing: "Nothing is trending on Hugging Face right now.",
  },

  show: {
    description: "Show a paper to everybody here, to vote for and discuss",
    examples: [
      "show 1706.03762",
      "show attention is all you need",
      "show https://huggingface.co/papers/1706.03762",
    ],
  },

  details: {
    description: "Show all about a paper, just to you: summary, abstract, links, similar papers",
    options: { view: "What to show of it" },
    views: { summary: "Summary and links", abstract: "Abstract and authors", similar: "Similar papers" },
    examples: ["details 1706.03762", "details attention is all you need view:abstract"],
    reposUnreachable: (host: string) =>
      `I couldn't load linked models and datasets because ${host} is unreachable.`,
    reposRefused: (platform: string) =>
      `I couldn't load linked models and datasets because ${platform} refused.`,
    discussed: (replies: number) =>
      replies > 0 ? `discussed, ${counted(replies, "reply", "replies")}` : "discussed",
    posted: "see the post",
  },

  similar: {
    description: "Find papers on the same topics as this one",
    examples: ["similar 1706.03762", "similar attention is all you need limit:10"],
    none: "I found nothing similar to",
    noneHint: "This gets better with more papers.",
    title: "Similar to",
    how: "Compared by the words they share",
  },

  find: {
    description: "Find the papers that a text or message links to",
    options: { text: "Text with links or arXiv numbers" },
    examples: ["find 1706.03762 and 2401.12345", "find https://arxiv.org/abs/1706.03762"],
    title: "Papers in this text",
    noneFound: (ids: string) => `I can't find ${ids}.`,
    noneFoundHint: "The paper may be too new, or its source may be unreachable right now.",
    missing: (ids: string) => `Not found: ${ids}`,
    unasked: (ids: string) =>
      `I couldn't look these up because their source is unreachable: ${ids}. Try again later.`,
    beyond: (more: number) => `and ${more} more`,
    noLinks: "I couldn't find an arXiv or Hugging Face link in that message.",
    noLinksHint: "I read links to arXiv, Hugging Face and other sites, and arXiv numbers.",
    searchHint: "To find papers by words, use `search`.",
  },

  discuss: {
    description: "Open the thread about a paper, or find the existing one",
    examples: ["discuss 1706.03762", "discuss attention is all you need"],
    opened: "Opened a thread about",
    exists: "There is already a thread about",
    everybody: "Everybody here can post in it.",
    replies: (replies: number) =>
      replies > 0 ? `It has ${counted(replies, "reply", "replies")}.` : "Be the first to post.",
    open: "Open the thread",
  },

  upvote: {
    description: "Upvote a paper here, or take your vote back",
    options: { undo: "Take your vote back", toggle: "Vote, or take back the vote you have" },
    examples: ["upvote 1706.03762", "upvote attention is all you need", "upvote 1706.03762 --undo"],
    voted: "Upvoted.",
    alreadyVoted: "Already upvoted.",
    tookBack: "Upvote taken back.",
    reactionCounts: "Your 👍 still counts. Remove it to take your vote back.",
    noVote: "You haven't upvoted it.",
    counts: {
      here: "",
      "with-digest": "It counts in the community your digest comes from.",
      alone: "Here it counts for your recommendations alone: nobody else is in this conversation.",
    },
  },

  random: {
    description: "Show a random paper",
    none: "There are no papers yet.",
    noneHint: sentence("Use `today` to load the first ones."),
    another: "Another one",
  },

  home: {
    description: "Show today's best, what you saved and follow, recommendations, and where Paperboy posts",
  },

  why: {
    description: "Show whether and why a paper was posted in this channel",
    examples: ["why 1706.03762", "why attention is all you need"],
  },

  health: {
    description: "Check this channel's posts: sent, confirmed, failed, and what happens next",
    nothing: "No daily post is set up in this channel.",
    nothingHint: sentence("An admin can set one up with `setup`."),
  },

  deliver: {
    description: "Post this channel's newest list now instead of waiting for its time",
    options: { again: "Post even if this list was already posted" },
  },

  pause: {
    description: "Pause this channel's daily post until a date",
    until: "The day on which posts come again: 2027-01-04, tomorrow",
    examples: ["pause tomorrow", "pause 2027-01-04"],
    paused: (until: string) => `Paused until ${until}`,
    text: "Nothing is posted before. Your settings are kept.",
    resume: "Resume",
  },
  resume: {
    description: "End the pause of this channel's daily post",
    resumed: "Daily posts are on again",
    next: (moment: string) => `Next post: ${moment}`,
    notPaused: "Daily posts aren't paused in this channel.",
  },
  skip: {
    description: "Skip the next post in this channel, or take that back",
    undo: "Take it back: the post comes after all",
    examples: ["skip", "skip --undo"],
    skipped: (list: string) => `Skipped: ${list}`,
    next: (list: string, moment: string) => `The next post is ${list}, ${moment}.`,
    nothing: "No post is to come in this channel.",
    undone: "The post comes after all.",
    notSkipped: "No post is skipped in this channel.",
    takeBack: "Don't skip it",
  },
  remove: {
    description: "Delete the newest post in this channel, for one that went wrong",
    sure: "Delete it without asking",
    post: "Which post, as the question before names it; without it, the newest",
    nothing: "Nothing was posted in this channel lately.",
    examples: ["remove", "remove --sure"],
    ask: "Delete the newest post in this channel?",
    askText: (post: string) =>
      `${post}. Its messages go, and the list isn't posted again. Threads and votes stay.`,
    delete: "Delete the post",
    removed: (list: string) => `Deleted: ${list}`,
    messages: (count: number) => `${counted(count, "message")} deleted.`,
    failed: (why: string) => `Some messages are still there: ${why}`,
  },
  noPost: "No daily post is set up in this channel.",
  noPostHint: "Set one up with `setup`.",

  channel: {
    description: "Set up, preview or turn off this channel's daily post",
    options: {
      do: "What to do. Without it, you get a preview and nothing is saved",
      time: "Time of day: 09:00",
      days: "daily, weekdays, or mon,wed",
      zone: "Time zone: Europe/Berlin",
      cron: "Five cron fields, for any other schedule: 0 9 * * 1-5",
      list: "What to post",
      arxiv: "arXiv announcements instead: cs.LG,stat.ML",
      search: "A search instead of a list: each post brings its new papers",
      name: "What to call the search in its posts",
      filter: "Only papers that match this search; none removes the filter",
      votes: "Only papers with at least this many upvotes",
      org: "Only papers from this organization",
      author: "Only papers by this author",
      code: "Only papers with code",
      budget: "How many papers to show; the rest go in a thread",
      form: "How to post them",
      empty: "What to do on days without papers",
      early: "Whether to post while the list is still open and complete the post later",
      late: "After downtime, post in full up to this many hours late (36)",
      mention: "Role or user group to notify when there are papers; nobody ends it",
      publish: "In an announcement channel, whether to publish each post",
      tags: "In a forum, tags by filter: Vision=cat:cs.CV; Agents=agent; none ends them",
    },
    do: {
      show: "Show the settings",
      try: "Preview a change",
      save: "Save it",
      off: "Turn off daily posts",
    },
    lists: {
      day: "Daily Papers",
      week: "Papers of the week",
      month: "Papers of the month",
      trending: "Trending papers",
      search: "New papers for a search",
      recommended: "Best for this community",
    },
    forms: {
      digest: "One message for all",
      messages: "One message per paper",
      forum: "One forum post per paper",
    },
    empty: { silent: "Post nothing", say: "Post a short note" },
    publish: { no: "No", yes: "Yes, publish each post" },
    early: { no: "No, wait until the list is final", yes: "Yes, post early" },
    examples: [
      "channel",
      "channel time:09:00 days:weekdays zone:Europe/Berlin",
      "channel list:week votes:50 budget:10",
      'channel filter:"diffusion -video" --code',
      "channel off",
    ],
    current: "This channel's daily post",
    off: "Daily posts are turned off in this channel",
    toChange: sentence("To change a setting, name it: `channel time:08:30 budget:3`."),
    adminsChange: "Only admins can change this.",
    nothing: "No daily post is set up in this channel.",
    nothingAdmin: sentence(
      "Set it up with menus, or in one line: `channel time:09:00 zone:Europe/Berlin`. You get a preview before anything is saved.",
    ),
    nothingMember: "An admin can set one up.",
    everyMorning: "Every day at 09:00",
    mondays: "Mondays: top of the week",
    preview: "Preview. Nothing is saved yet.",
    loading: "Loading the lists that aren't stored yet…",
    recommendedPreview:
      "Recommendations depend on the votes of the day, so past posts can't be shown. `setup` previews the next one.",
    /** A name in a filter that no paper has. `near` are names with their papers. */
    unknownName: (written: string, near: readonly string[]) => {
      const question = near.length === 0 ? "" : ` Did you mean ${near.join(", ")}?`
      return joined(["No paper here fits ", code(written), `.${question}`], "")
    },
    nearName: (name: string, papers: string) => (papers === "" ? name : `${name} (${papers})`),
    otherSpelling: (written: string, names: readonly string[], papers: number) =>
      joined([code(written), ` stands for ${names.join(", ")} (${counted(papers, "paper")}).`], ""),
    trendingPreview: "Past trending papers aren't known, so this preview uses what's trending now.",
    listsMissing: "Some lists couldn't be loaded, so these numbers are low.",
    savedCannotPost: "Saved, but I can't post here yet",
    saved: "Daily post saved",
    grant: "Grant these permissions in the channel's settings. Posting then resumes on its own.",
    nothingToStop: "No daily post is set up in this channel, so there is nothing to turn off.",
    stopped: "Daily post turned off.",
    settingsKept: "Your settings are kept, and earlier posts stay.",
    adminsOnly: "Only admins can change this channel's daily post.",
    adminsOnlyHint:
      "Ask someone who can manage this channel. In a direct message with me, you can set up your own.",
    buttons: {
      off: "Turn off",
      on: "Turn on",
      postNow: "Post the newest list now",
      save: "Save",
      messages: "One message per paper",
      digest: "One message for all",
      top3: "Only the top 3",
      top10: "The top 10",
      weekdays: "Monday to Friday",
    },
  },

  help: {
    description: "Show what you can ask, with examples",
    options: { command: "The command to explain: search, today, top…" },
    examples: ["help", "help search"],
    unknown: (name: string) => `There is no command “${name}”.`,
    didYouMean: (meant: string) => `Did you mean \`${meant}\`?`,
    all: "`help` lists all commands.",
  },

  import: {
    description: "Import papers from files: pages, API answers, arXiv feeds, JSON Lines, compressed or not",
    options: {
      files: "Files, folders or patterns",
      date: "The day of a page that doesn't name its year",
      verbose: "Name everything that was skipped",
    },
    examples: ["import papers.jsonl.gz", "import page.txt --date 2025-10-27"],
    terminalOnly: "You can import files only in the terminal.",
    terminalHint: onTheMachine("import FILE"),
    oneDay: "“date” must be a single day.",
    oneDayHint: "For example `--date 2025-10-27`.",
    title: (read: number) => `Read ${counted(read, "paper")}`,
    counts: {
      added: "added",
      changed: "changed",
      unchanged: "unchanged",
      joined: "merged",
      leftOut: "skipped",
    },
    skipped: "Skipped:",
    skippedOne: (where: string, why: string) => `${where}: ${why}`,
    moreSkipped: (more: string): Text => sentence(`and ${more} more; \`--verbose\` names them all`),
    oneList: (day: string) => `Includes the list of ${day}.`,
    lists: (count: number, first: string, last: string) => `Includes ${count} lists, ${first} to ${last}.`,
  },

  doctor: {
    description: "Check the configuration, database, network and clock, and say what to fix",
    terminalOnly: "You can run these checks only in the terminal.",
    terminalHint: onTheMachine("doctor"),
    errors: (errors: number) => (errors === 1 ? "1 problem to fix" : `${errors} problems to fix`),
    warnings: "Paperboy works, with warnings",
    ok: "Everything works",
    advice: (subject: string) => `${subject}: `,
  },

  files: {
    one: (given: number) => `Name exactly one file. You named ${given}.`,
    example: (line: string) => `For example \`${line}\`.`,
    terminalOnly: "This works only in the terminal.",
    onTheMachine,
  },

  backup: {
    description: "Copy the database to a new file while the bot keeps running",
    options: { file: "The file to write" },
    title: (papers: number) => `Backed up ${counted(papers, "paper")}`,
    text: (file: string, megabytes: string): Text =>
      sentence(`Wrote and checked \`${file}\` (${megabytes}), including votes, threads and schedules.`),
    megabytes: (megabytes: string) => `${megabytes} MB`,
    restoreWith: (line: string): Text => sentence(`To restore it, stop the bot and run \`${line}\`.`),
  },

  restore: {
    description: "Replace the database with a backup, and keep the old one",
    options: { file: "A file written by `backup`" },
    title: (papers: number) => `Restored ${counted(papers, "paper")}`,
    text: (store: string): Text =>
      sentence(`\`${store}\` is now the backup. The search index is rebuilt at the next start.`),
    noEarlier: "There was no database before.",
    earlier: (file: string): Text =>
      sentence(`The old database is kept as \`${file}\`. Delete it when you no longer need it.`),
  },

  copyStore: {
    description: "Copy everything into an empty database: a file, or PostgreSQL by its address",
    options: { stores: "From where and to where: files, postgres://… or DATABASE_URL" },
    twoStores:
      "Name two databases: where to copy from, and where to. A third may be the one that the second replaces.",
    mayReplace:
      "If this puts back a backup, name the database that it replaces as a third: members who had their data deleted there are deleted here too.",
    forgottenAgain: (accounts: number) =>
      accounts === 0
        ? "Nobody had their data deleted in the replaced database since."
        : `${counted(accounts, "member")} who had their data deleted in the replaced database ${accounts === 1 ? "is" : "are"} deleted here too.`,
    title: (rows: number) => `Copied ${counted(rows, "row")}`,
    text: (from: string, to: string) => `From ${from} to ${to}. All rows were read back and match.`,
    note: "Stop the bot on the first database before you start one on the second, or both post. Anything written to the first in the meantime isn't in the second.",
  },
}
