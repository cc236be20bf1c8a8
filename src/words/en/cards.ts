/** Cards about papers, lists, searches, channels and help. */
import type { Text } from "../../vocabulary/card.ts"
import { capitalized, counted, shortCount, unbroken } from "../counted.ts"
import { bold, code, joined, link, sentence } from "../runs.ts"

export const cards = {
  welcome: {
    title: "Hello, I'm Paperboy.",
    text: sentence(
      "I post each day's Hugging Face papers, with votes and a thread for each.\nAsk me anything: `@Paperboy video diffusion`",
    ),
    setUp: "Set up daily papers",
    today: "See today's papers",
  },
  form: {
    title: (command: string) => `Papers: ${command}`,
    submit: "Submit",
  },
  paper: {
    /** Where a paper is known from. Said only where it is not Hugging Face. */
    sources: {
      huggingface: "Hugging Face",
      page: "the Daily Papers page",
      arxiv: "arXiv",
      rss: "arXiv",
      file: "an imported file",
      starter: "the starter library",
    },
    from: (source: string) => `from ${source}`,
    votesHere: (votes: number, mine: boolean) =>
      `${unbroken(`${counted(votes, "upvote")} here`)}${mine ? ", yours included" : ""}`,
    onHuggingFace: (upvotes: number) => unbroken(`${shortCount(upvotes)} on HF`),
    comments: (comments: number) => unbroken(counted(comments, "comment")),
    stars: (stars: number) => unbroken(`${shortCount(stars)} ${stars === 1 ? "star" : "stars"}`),
    authors: (count: number) => unbroken(counted(count, "author")),
    andMore: (shown: string, more: number) => `${shown}\u00a0+${more}`,
    published: (day: string) => `On arXiv ${unbroken(day)}`,
    listedOn: (days: string) => `in Daily Papers ${days}`,
    noAbstract: "No abstract yet.",
    withdrawn: "The authors have withdrawn this paper.",
    titleOnly: "Only the title is known so far, so there is no link yet.",
    thumbnail: "First page",
    foundBy: (why: string) => `Matches ${why}`,
    shares: (what: readonly string[]) => `Shares: ${what.join(", ")}`,
    moreRepos: (more: number) => `and ${more} more`,
    similar: "Similar papers",
    noneSimilar: "No similar papers are known yet.",
    thread: "Discuss this paper here. To ask about it, mention Paperboy, for example with `similar`.",
    links: {
      pdf: "PDF",
      arxiv: "arXiv",
      abstract: "Abstract",
      huggingFace: "Hugging Face",
      code: "Code",
      project: "Project page",
    },
    fields: {
      keywords: "Keywords",
      categories: "Categories",
      journal: "Published in",
      remark: "Authors' comment",
      models: "Models",
      datasets: "Datasets",
      spaces: "Spaces",
    },
    buttons: {
      upvote: "Upvote",
      upvoteOne: (title: string) => `Upvote ${title}`,
      discuss: "Discuss",
      discussOne: (title: string) => `Discuss ${title}`,
      details: "Details",
      detailsOf: (title: string) => `Details of ${title}`,
      abstract: "Abstract",
      abstractOf: (title: string) => `Abstract of ${title}`,
      similar: "Similar",
      similarTo: (title: string) => `Similar to ${title}`,
      back: "Back",
      open: "Open a paper",
      backTo: (title: string) => `Back to ${title}`,
    },
  },

  list: {
    previous: "Previous",
    next: "Next",
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    names: {
      starter: "Landmark papers to start with",
      trending: "Trending papers",
      day: (period: string) => `Daily Papers · ${period}`,
      week: (period: string) => `Papers of the week · ${period}`,
      month: (period: string) => `Papers of the month · ${period}`,
      arxiv: (categories: string, period: string) => `arXiv ${categories} · ${period}`,
    },
    fresh: (ago: string) => `Updated ${ago}`,
    stored: (ago: string | undefined, unreachable: string) =>
      `I can't reach ${unreachable}, so this is the saved list${ago === undefined ? "" : `, updated ${ago}`}`,
  },

  noList: {
    notOpen: (what: string) => `The list for ${what} isn't open yet.`,
    opens: (when: string) => `It opens ${when}.`,
    at: (day: string, time: string, zone: string) => `on ${day} at ${time} (${zone})`,
    withinTheHour: (at: string) => `${at}, within the hour`,
    inHours: (at: string, hours: number) => `${at}, in about ${hours === 1 ? "an hour" : `${hours} hours`}`,
    weekend: (what: string) => `There is no list for ${what} because it's a weekend.`,
    weekdays: "Lists come out Monday to Friday.",
    unreachable: (what: string) => `I can't load the list for ${what}.`,
    stillWorks: (why: string): Text =>
      sentence(`${why} You can still read saved papers, for example with \`search\`.`),
    yesterday: "Yesterday's papers",
    friday: "Friday's papers",
    trending: "Trending",
    papersOf: (day: string) => `Papers of ${day}`,
    random: "Random paper",
  },

  search: {
    /** `diffusion · by LeCun · since 2025: 12 papers` */
    heading: (understood: readonly string[], found: string) =>
      understood.length === 0 ? found : `${understood.join(" · ")}: ${found}`,
    found: (total: number, atLeast: boolean) => `${atLeast ? "at least " : ""}${counted(total, "paper")}`,
    nothing: "no papers",
    corrected: (from: string, to: string): Text =>
      joined(["Showing results for ", bold(to), `. Search instead for “${from}”.`], ""),
    exactly: (from: string) => `Search for “${from}”`,
    relaxed: "No paper fits the quotes and exclusions exactly, so these results ignore them.",
    asking: "Asking Hugging Face and arXiv now…",
    advice: "Remove a filter, or use fewer words.",
    remove: (label: string) => `Remove “${label}”`,
    didYouMean: "Did you mean one of these?",
    /** `Papers by Yann LeCun (23)` */
    typed: (label: string, papers: number) => `Papers ${label} (${papers})`,
    name: (name: string, papers: string) => (papers === "" ? name : `${name} (${papers})`),
    searchFor: (query: string) => `Search for ${query}`,
    nowhere: sentence("I also asked Hugging Face and arXiv. Check the spelling, or try fewer words."),
    foundOn: (where: string) => `found on ${where}`,
    places: { store: "this bot", huggingface: "Hugging Face", arxiv: "arXiv" },
    nowKnown: "Your filters don't apply to these results.",
    noPage: (page: number, last: number) => `There is no page ${page}. The last page is ${last}.`,
    lastPage: (page: number) => `Page ${page}`,
    next: (count: number) => `Next ${count}`,
    previous: "Previous",
    all: (total: number, atLeast: boolean) => (atLeast ? "All results" : `All ${counted(total, "paper")}`),
    change: "Change filters",
  },

  searchForm: {
    change: "Change filters",
    submit: "Search",
    query: { label: "Words", hint: "Words, “exact phrases”, -excluded, has:code, upvotes:>50" },
    author: { label: "Author", hint: "A name, such as Yann LeCun" },
    org: { label: "Organization", hint: "Such as Google DeepMind" },
    after: { label: "Since", hint: "2025, 2025-06 or 2025-06-03" },
    sort: { label: "Order", hint: "Best match first unless you choose another order" },
    sorts: {
      relevance: "Best match",
      newest: "Newest first",
      oldest: "Oldest first",
      upvotes: "Most upvoted first",
    },
  },

  smallTalk: {
    hello: "Hello, I'm Paperboy.",
    askMe:
      "Ask me for papers in your own words, for example “what is new in video diffusion?”. I also read titles and links.",
    today: "Today's papers",
    trending: "Trending",
    help: "What I can do",
    welcome: "You're welcome.",
    didYouMean: (line: string) => `Did you mean \`${line}\`?`,
    run: (line: string) => capitalized(line),
    searchFor: (query: string) => `Search for “${query}”`,
  },

  whichPaper: {
    which: "Which one do you mean?",
    several: (name: string) => `Several papers match “${name}”.`,
    thisOne: "This one",
    choose: (title: string) => `Choose ${title}`,
    noSuchId: (id: string) => `I can't find a paper with the number ${id}.`,
    checkId: "Check the number. The paper may also be too new, or its source may be unreachable right now.",
    noSuchTitle: (title: string) => `I can't find a paper called “${title}”.`,
    searchInstead: "A search also finds papers by topic, and asks Hugging Face and arXiv.",
    search: "Search for it",
    ask: "Which paper do you mean?",
    askHint: (command: string) =>
      `Add a title, an arXiv number or a link after \`${command}\`. In a paper's thread you can leave it out.`,
  },

  channel: {
    nextPosts: "Next posts",
    missingPermissions: "Missing permissions",
    upcoming: (at: string, list: string) => `${at}: ${list}`,
    /** Of a schedule that comes up more often than there is something to post: `tue`, `wed`. */
    daysWithLists: (days: readonly string[]) =>
      `New lists come on ${days.map((day) => `${day.charAt(0).toUpperCase()}${day.slice(1)}`).join(", ")}: a list is posted once it is complete.`,
    /** The lists could not be read, so nothing is known of what would have been posted. */
    unreachable: (days: number, why: string) =>
      `I can't say what would have been posted in the last ${days} days, because the lists can't be read: ${why}`,
    rehearsal: (days: number, facts: string) => `In the last ${days} days: ${facts}`,
    posted: (posts: number, papers: number) => `${counted(posts, "post")} with ${counted(papers, "paper")}`,
    empty: (lists: number) => `${counted(lists, "list")} without a match`,
    unknown: (lists: number) => `${counted(lists, "list")} not loaded`,
    removed: (part: string, papers: number) =>
      `The filter \`${part.replaceAll("`", "")}\` leaves out ${counted(papers, "paper")}.`,
    example: (list: string, papers: number, titles: string) =>
      `${list}: ${counted(papers, "paper")}, such as ${titles}`,
    titles: (titles: readonly string[]) => titles.map((title) => `“${title}”`).join(" and "),
    settings: {
      when: "When",
      list: "What",
      filter: "Filter",
      budget: "How many",
      form: "Format",
      empty: "Days without papers",
      late: "After downtime",
      mention: "Notify",
    },
    nobody: "nobody",
    someRole: "a role",
    allPapers: "all papers",
    top: (budget: number, rest: string) => `the top ${budget}; the rest ${rest}`,
    rest: {
      digest: "as one-line entries in its thread",
      messages: "as one-line entries in a thread below",
      forum: "as one-line entries in a post of their own",
    },
    forms: {
      digest: "one message for all papers",
      messages: "one message per paper",
      forum: "one forum post per paper",
    },
    onEmpty: { say: "post a short note", silent: "post nothing" },
    lists: {
      day: "Daily Papers on Hugging Face",
      week: "papers of the week on Hugging Face",
      month: "papers of the month on Hugging Face",
      trending: "trending papers on Hugging Face",
      arxiv: "arXiv announcements",
    },
    arxivIn: (list: string, categories: string) => `${list} in ${categories}`,
    search: (name: string) => `new papers for “${name}”`,
    recommended: "what suits this community best, by its votes",
    early: (list: string) => `${list}, posted while the list is open and completed later`,
    settled: (list: string) => `${list}, once the list is final (21:30 in New York)`,
    lateNever: "lists that are late become a one-line link",
    lateHours: (hours: number) => `full posts up to ${hours} hours late, then a one-line link`,
    days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    dayGroups: { "*": "every day", "1-5": "Monday to Friday", "0,6": "Saturday and Sunday" },
    otherDays: (days: string) => `days ${days}`,
    at: (days: string, time: string, zone: string) => `${days} at ${time}, ${zone}`,
  },

  health: {
    off: "Daily posts are turned off in this channel",
    works: "Daily posts are working",
    fails: "Daily posts are failing in this channel",
    /** Of a channel without a name its platform shows the name for the id. */
    failingIn: ({
      place,
      name,
      link: href,
    }: Readonly<{ place: string; name?: string; link?: string }>): Text => [
      { text: "Daily posts are failing in " },
      ...link(name === undefined ? place : `#${name}`, href),
    ],
    lastPost: "Last post",
    post: (at: string, list: string, reason: string) => `${at}: ${list}, ${reason}`,
    noneYet: "none yet",
    lastGap: "Last missed post",
    gap: (at: string, repair: string) => `${at}: ${repair}`,
    counts: (days: number, counts: string) => `Messages in the last ${days} days: ${counts}`,
    count: {
      intended: (count: number) => `${count} planned`,
      confirmed: (count: number) => `${count} confirmed`,
      edited: (count: number) => `${count} edited since`,
      waiting: (count: number) => `${count} waiting`,
      failed: (count: number) => `${count} failed`,
    },
  },

  delivered: {
    onItsWay: (list: string) => `On its way: ${list}`,
    posted: (list: string, messages: number) => `Posted in ${counted(messages, "message")}: ${list}`,
    seePost: (href: string): Text => [...link("See the post", href), { text: ". " }],
    refused: (list: string) => `Not posted: ${list}`,
    partly: (failed: number, messages: number) =>
      `${failed} of ${counted(messages, "message")} couldn't be posted. `,
    afterwards: "Fix that, then try again.",
    tryAgain: "Try again",
    waiting: (list: string) => `Still waiting: ${list}`,
    retried: (when: string, why: string | undefined) =>
      `${why === undefined ? "The platform hasn't taken it yet." : why} I'll keep trying; the next attempt is on ${when}.`,
    alreadyHere: (list: string) => `Already posted: ${list}`,
    since: (at: string) => `It was posted on ${at}. I didn't post it again. `,
    sinceIn: (at: string, href: string): Text => [
      ...link("See the post", href),
      { text: ` of ${at}. I didn't post it again. ` },
    ],
    again: "Post it again",
    nothingFollows: "No more posts are scheduled because daily posts are turned off here.",
    next: (when: string, timeZone: string) => `Next post: ${when} (${timeZone}).`,
  },

  failed: {
    title: (places: number) => `Daily papers are failing in ${counted(places, "channel")}`,
    /** `#papers in Paper Club`. Of a place without a name its platform shows the name for the id. */
    place: (
      { place, name, href }: Readonly<{ place: string; name: string | undefined; href: string | undefined }>,
      community: string | undefined,
    ): Text => [
      ...(name === undefined ? link(place, href) : bold(`#${name}`)),
      { text: community === undefined ? "" : ` in ${community}` },
    ],
    text: (messages: number, list: string) => `I couldn't post ${counted(messages, "message")} of ${list}.`,
    missing: (permissions: string) => `I'm missing these permissions there: ${permissions}.`,
    allow: "To fix it, allow them for Paperboy in the channel's settings.",
    open: (name: string | undefined) => (name === undefined ? "Open the channel" : `Open #${name}`),
    note: sentence(
      "Posting then resumes on its own. To post the newest list now, use `deliver` in the channel.",
    ),
    once: "I'll write again only if posting works and then fails again.",
  },

  why: {
    posted: "Posted here:",
    notPosted: "Not posted here:",
    message: "the message",
    why: "Why",
  },

  home: {
    title: "Paperboy",
    new: "What's new",
    noNewList: "There was no new list in the last few days.",
    newestStored: (why: string) => `This is the newest saved list. ${why}`,
    toRead: "To read",
    allSaved: "All saved papers",
    nothingSaved: "Nothing yet. Press Save on a paper to keep it here.",
    allRead: "You've read everything you saved.",
    savedStats: (later: number, reading: number, read: number) =>
      [`${later} to read`, ...(reading > 0 ? [`${reading} begun`] : []), `${read} read`].join(" · "),
    following: "Following",
    allFollows: "All follows",
    noNews: (follows: number) => `Nothing new this week from ${counted(follows, "follow")}.`,
    followsNobody: sentence('Nobody yet. Try `follow author:"Yann LeCun"` or `follow video diffusion`.'),
    recommended: "Recommended for you",
    allRecommended: "All recommendations",
    noneFits: "Nothing new fits you this week.",
    upvoted: "Your upvotes",
    all: (papers: number) => `All ${counted(papers, "paper")}`,
    search: "Search",
    channels: "Where Paperboy posts",
    noChannels: "Nowhere yet. An admin of this community can set up daily papers.",
    noneForAdmins: "Nowhere yet. Press “Add a channel” to set up daily papers.",
    off: "turned off",
    edit: "Edit",
    editOf: (channel: string) => `Edit the daily post in ${channel}`,
    add: "Add a channel",
    help: "Help",
  },

  help: {
    title: "What Paperboy can do",
    intro: sentence("Say what you are looking for, or use a command. `help search` tells more about one."),
    everybody: "For everybody",
    admins: "For admins",
    operators: "At this machine",
    dates: sentence(
      'You can write dates as `2024-06`, `yesterday` or `"Oct 27"`. Quotes keep words together.',
    ),
    forAdmins: "admins only",
    support: "Get help",
    privacy: "Privacy",
    examples: (lines: readonly string[]): Text => joined(lines.map((line) => code(line))),
  },

  /** The card of a failure, by its cause. */
  failure: {
    bug: "Sorry, something went wrong.",
    tryAgain: (reference: string): Text =>
      sentence(`Please try again. If it keeps happening, give your admin this code: \`${reference}\`.`),
    store: "Paperboy can't use its database right now.",
    storeNote: (reference: string): Text => sentence(`No data was overwritten. Code: \`${reference}\``),
    unreachable: (host: string) => `I can't reach ${host} right now.`,
    storedWorks: sentence(
      "Saved papers still work with `search`, `show` and `top`. Please try again in a minute.",
    ),
    refusedHint: "Please try again later. If it keeps happening, tell your admin.",
    wait: (seconds: number) => `It asks to wait ${counted(seconds, "second")}. Please try again then.`,
    /** Beneath a card for which more was asked. */
    noMore: (why: string) => `I couldn't load more: ${why}.`,
    hostAway: (host: string) => `${host} is unreachable right now`,
    wasRefused: (who: string) => `${who} refused`,
    wentWrong: "something went wrong",
  },
}
