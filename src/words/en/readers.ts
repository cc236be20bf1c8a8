/** What people read about what is theirs: see `src/words/README.md`. */
import type { Text } from "../../vocabulary/card.ts"
import { counted } from "../counted.ts"
import { sentence } from "../runs.ts"

const states = { later: "To read", reading: "Reading", read: "Read", dropped: "Dropped" }

export const readers = {
  states,
  tooLong: {
    note: (length: number, most: number) =>
      `That note has ${length} characters. A note can have up to ${most}.`,
    noteHint: "Shorten it and save it again.",
    tags: (count: number, most: number) => `Those are ${count} tags. A paper can have up to ${most}.`,
    tagsHint: "Leave some out, or put the rest in the note.",
    tag: (tag: string, most: number) =>
      `The tag “${tag}” is too long. A tag can have up to ${most} characters.`,
    tagHint: "Use a shorter word.",
  },

  save: {
    description: "Save a paper to read later, just for you",
    options: {
      tag: "Tags for it, with commas between: video, to-try",
      note: "A note to yourself",
      undo: "Remove it from your saved papers",
    },
    examples: ["save 1706.03762", "save attention is all you need tag:classics", "save 1706.03762 --undo"],
    saved: "Saved to read",
    already: "Already saved",
    changed: "Saved",
    removed: "Removed from your saved papers",
    restorable: "If you save it again within a day, your note and tags come back.",
    notSaved: "This paper isn't in your saved papers.",
  },

  saveList: {
    description: "Save papers from BibTeX, RIS or a list of links, just for you",
    options: {
      papers: "What names them; at the terminal also a file, or - for what is piped in",
      tag: "Tags for all of them, with commas between",
      file: "A file that names them: BibTeX, RIS, CSL-JSON, or a line each",
    },
    paste: "Paste a list",
    examples: ["save-list 1706.03762 2312.00752", "save-list https://arxiv.org/abs/1706.03762 tag:classics"],
    form: {
      title: "Save papers from a list",
      papers: { label: "Papers", hint: "BibTeX, RIS, CSL-JSON, or one link, arXiv ID or title per line" },
      tag: { label: "Tags", hint: "For all of them, with commas between" },
      submit: "Save all",
    },
    saved: (papers: string) => `${papers} saved to read`,
    already: (papers: string) => `You had already saved ${papers} of the list.`,
    missed: (count: number) => `${counted(count, "entry", "entries")} couldn't be saved:`,
    missedOne: (line: number, written: string, why: string) => `Line ${line}: ${written} (${why})`,
    missedMore: (count: number) => `And ${counted(count, "more", "more")}.`,
    unknownId: "no source knows that ID",
    unknownTitle: "no arXiv ID, and no paper here with that title",
    askLater: "not looked up yet: save the list again in a while",
    all: "Saved papers",
    nothing: "That names no papers.",
    nothingHint: "Paste BibTeX, RIS, or one link, arXiv ID or title per line.",
    tooMany: (count: number, most: number) =>
      `That names ${counted(count, "paper")}. A list can have up to ${most.toLocaleString("en")}.`,
    tooLong: "That list is too long. It can have up to 4 million characters.",
    tooLongHint: "Save it in parts.",
    /** Of a file at the terminal. */
    unreadable: (file: string, why: string) => `${file} can't be read: ${why}`,
  },

  read: {
    description: "Mark a paper as read, or as another state",
    options: { state: "How far you are with it" },
    examples: ["read 1706.03762", "read 1706.03762 state:dropped"],
    marked: {
      later: "Marked as to read",
      reading: "Marked as reading",
      read: "Marked as read",
      dropped: "Marked as dropped",
    },
  },

  note: {
    description: "Write a note about a paper, just for you",
    options: {
      text: "The note",
      paper: "The paper; in its thread you can leave it out",
      tags: "Its tags, with commas between",
      replace: "Replace the note and all tags, with nothing if none is given",
    },
    examples: ["note Try this at home", "note 1706.03762 Compare with Mamba"],
    written: "Note saved",
    removed: "Note and tags removed",
    none: "You haven't written a note about this paper.",
    yours: "Your note",
  },

  noteForm: {
    title: "Note and tags",
    note: { label: "Note", hint: "Only you can see it" },
    tags: { label: "Tags", hint: "Up to 8, with commas between" },
    submit: "Save",
  },

  saved: {
    description: "Show the papers that you saved",
    options: {
      words: "Words in their titles, abstracts or your notes",
      state: "Only those in this state",
      tag: "Only those with this tag",
    },
    everyState: "All",
    examples: ["saved", "saved diffusion", "saved state:read", "saved tag:video"],
    /** `To read · tag video: 12 papers` */
    title: (what: readonly string[], papers: number) =>
      `${[...what, ...(papers === 0 ? [] : [counted(papers, "paper")])].join(" · ")}`,
    all: "Saved papers",
    tagged: (tag: string) => `tag ${tag}`,
    with: (words: string) => `“${words}”`,
    private: "Only you can see your saved papers and notes.",
    savedOn: (day: string) => `Saved ${day}`,
    today: "today",
    yesterday: "yesterday",
    tags: (tags: readonly string[]) => tags.map((tag) => `#${tag}`).join(" "),
    note: (note: string) => `Note: ${note}`,
    none: "You haven't saved any papers yet.",
    noneHint: sentence(
      "Press Save on a paper, or react to its message with a bookmark. `save 1706.03762` works too.",
    ),
    noneFit: "None of your saved papers match.",
    noneFitHint: "Remove a filter, or use fewer words.",
    nothingToRead: "You've read everything you saved.",
    todaysPapers: "Today's papers",
    change: "Note, tags or remove…",
    byTag: "Filter by tag…",
    filter: (what: string, papers: number): string => `${what} ${papers}`,
    filterOf: (what: string) => `Show only: ${what}`,
    clear: "Show all",
  },

  link: {
    description: "Link your account here with yours on another platform",
    options: {
      code: "The code that you got on the other platform",
      sure: "Link the accounts without asking again",
      undo: "Part the accounts again; each keeps a copy",
    },
    examples: ["link", "link K7PQ-2M4X", "link --undo"],
    platforms: { discord: "Discord", slack: "Slack", web: "the web page", terminal: "the terminal" },
    title: "Link your accounts",
    code: (code: string, minutes: number): Text => [
      { text: "On the other platform, send this to Paperboy in a direct message:\n" },
      { text: `link ${code}`, bold: true },
      { text: `\nThe code works once, for ${counted(minutes, "minute")}.` },
    ],
    shared: (saved: number) =>
      `Both accounts will share saved papers (you have ${saved} here), notes, tags and follows. Upvotes stay where you gave them.`,
    keepSecret: "Don't give the code to anybody: whoever has it can see your saved papers and notes.",
    linkedTo: (places: readonly string[]) => `Linked with your account on ${places.join(" and ")}.`,
    question: (place: string) => `Link this account with yours on ${place}?`,
    both: (theirs: number, own: number) =>
      `There you have ${counted(theirs, "saved paper")}, here ${own}. Both accounts will share all of them, with notes, tags and follows.`,
    notYours: "Only continue if you made this code yourself.",
    confirm: "Link accounts",
    done: (place: string) => `Linked with your account on ${place}`,
    doneText: "What you save or follow on one side is now on both.",
    part: "Unlink",
    parted: "Accounts unlinked",
    partedText: "Each account keeps a copy of what they shared.",
    notLinked: "This account isn't linked with another one.",
    notLinkedHint: sentence("To link it, use `link`."),
    errors: {
      noSuchCode: "That code isn't valid.",
      noSuchCodeHint: (minutes: number) =>
        `A code works once, for ${counted(minutes, "minute")}. Get a new one with \`link\` on the other platform.`,
      ownCode: "You made this code with this account.",
      ownCodeHint: "Type it on the other platform.",
      linkedAlready: "These accounts are already linked.",
      tooMany: "You've entered too many wrong codes.",
      tooManyHint: (minutes: number) =>
        `Wait ${counted(minutes, "minute")}, then get a new code with \`link\` on the other platform.`,
    },
  },

  buttons: {
    save: "Save",
    saveOne: (title: string) => `Save ${title}`,
    undo: "Undo",
    removeOne: (title: string) => `Remove ${title} from your saved papers`,
    addNote: "Add note",
    editNote: "Edit note",
    noteOf: (title: string) => `Note about ${title}`,
    markRead: "Mark as read",
    markReadOne: (title: string) => `Mark ${title} as read`,
    markUnread: "Mark as to read",
    markUnreadOne: (title: string) => `Mark ${title} as to read`,
  },
}
