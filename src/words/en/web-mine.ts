/** The page's "My papers": headings, reasons, what to do next. */
import type { FollowTarget } from "../../vocabulary/following.ts"
import { counted } from "../counted.ts"

export const webMine = {
  shelves: { notes: "Notes", upvoted: "Upvoted" },
  private: "Only you can see this list and your notes.",
  filter: "Filter your papers",
  filterHint: "Words, tag:video, note:loss, in:read, author:lecun",
  find: "Filter",
  tags: "Your tags",
  export: "Export",
  exportAs: "Export as",
  import: "Import",
  file: "Or a file",
  more: (what: string) => `More for ${what}`,
  moveTo: (state: string) => `Move to ${state}`,
  remove: "Remove",
  range: (from: number, to: number, of: number) =>
    from === 1 && to === of ? counted(of, "paper") : `${from} to ${to} of ${counted(of, "paper")}`,
  empty: {
    later: "Nothing to read. Press Save on a paper, or s in the list.",
    reading: "You aren't reading anything right now. Move a paper to Reading in its menu.",
    read: "Papers that you mark as read are kept here.",
    dropped: "Papers that you drop are kept here.",
    notes: "You haven't written any notes yet. Press Add note at a paper that you saved.",
    upvoted: "You haven't upvoted any papers yet.",
  },

  rail: "Following, digest and your data",
  following: "Following",
  add: "Add",
  new: (papers: number) => `${papers} new`,
  followNothing: "Follow an author, an organization or a search to see what is new.",
  moreFollows: (count: number) => `${count} more`,
  rehearse: "What it brings",
  /** In a list that is headed "Following". */
  called: ({ kind, name }: Pick<FollowTarget, "kind" | "name">) =>
    kind === "similar" ? `Papers like ${name}` : name,

  followTitle: "Follow something new",
  back: "My papers",
  followWhat: "What to follow",
  followPlaceholder: 'author:"Yann LeCun", org:nvidia, or a search',
  followHint:
    "Write an author, an organization or a search, and see what it would have brought before you follow it.",
  tryFollow: "Try",
  followLike: "Follow papers like this",

  likeThis: "More like this",
  notForMe: "Not for me",
  how: "How this works",
  howWords:
    "Paperboy compares the words of new papers with those that you upvoted and saved, on this machine. Newer signs count more, and similar papers are spread out.",

  digest: "Your digest",
  digestElsewhere:
    "A digest brings what you follow and what suits you by direct message in Discord or Slack. Link your account there below, and turn it on here.",
  digestThere: (platform: string) =>
    `A digest brings what you follow and what suits you as a direct message on ${platform}.`,
  digestOn: (platform: string) => `by direct message on ${platform}`,
  nextDigest: (when: string) => `Next: ${when}`,
  linkWhy: "Saved papers, notes and follows are then the same in Discord, Slack and here.",
  getCode: "Get a code",
  useCode: "Link",
  dataKept: "Your list, notes and follows are stored by Paperboy.",
  download: "Download your data",
  delete: "Delete your data…",
}
