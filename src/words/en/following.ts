/** What people read of what they follow. Backticks hold lines that can be called. */
import type { Text } from "../../vocabulary/card.ts"
import type { FollowTarget } from "../../vocabulary/following.ts"
import { counted, dayInWords } from "../counted.ts"
import { bold, sentence } from "../runs.ts"

/** `Yann LeCun`, `NVIDIA`, `“diffusion with code”`, `papers like “Attention Is All You Need”`. */
const called = ({ kind, name }: Pick<FollowTarget, "kind" | "name">): string => {
  if (kind === "similar") return `papers like “${name}”`
  return kind === "search" ? `“${name}”` : name
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`

export const following = {
  /** Why a paper is here: the last line of its item. */
  reason: (by: readonly Pick<FollowTarget, "kind" | "name">[]) => `You follow ${listed(by.map(called))}`,
  called,

  follow: {
    description: "Follow an author, an organization, a search or papers like one. Alone: what you follow",
    options: {
      what: 'author:"Yann LeCun", org:nvidia, a search, or like:2506.01234',
      try: "Only show what it would have brought in the last 30 days",
      page: "Which page of what you follow",
    },
    examples: [
      "follow",
      'follow author:"Yann LeCun"',
      "follow diffusion with code",
      "follow org:nvidia --try",
    ],
  },
  unfollow: {
    description: "Stop following something",
    options: {
      what: "What you follow, as your list calls it",
      paper: "Keep following, but without this paper and its authors' others",
    },
    examples: ["unfollow", "unfollow Yann LeCun"],
  },

  done: (target: FollowTarget): Text => [
    ...sentence("You now follow "),
    ...bold(called(target)),
    { text: "." },
  ],
  already: (target: FollowTarget): Text => [
    ...sentence("You already follow "),
    ...bold(called(target)),
    { text: "." },
  ],
  ended: (target: FollowTarget): Text => [
    ...sentence("You no longer follow "),
    ...bold(called(target)),
    { text: "." },
  ],
  tried: (target: FollowTarget): Text => [...sentence("Following "), ...bold(called(target))],
  wouldHave: (papers: number, days: number): string =>
    papers === 0
      ? `It would have brought no papers in the last ${days} days, so it may stay quiet.`
      : `It would have brought ${counted(papers, "paper")} in ${days} days${papers > 1 ? ", for example:" : ":"}`,
  noLists: "I don't know any lists of the last 30 days yet, so I can't tell what it would have brought.",
  whereItComes: "New papers show up in `follow`.",
  full: (most: number) => `You follow ${most} things, and that is the most.`,
  fullHint: "Unfollow something that brings you little: `follow` lists it all.",
  which: (name: string) => `Which ${name}?`,
  whichHint: "Several people write under this name. Choose one, and papers by the others stay out.",
  person: (papers: number, coAuthors: readonly string[]) =>
    `${counted(papers, "paper")}${coAuthors.length > 0 ? ` with ${listed(coAuthors)}` : ""}`,
  nobody: (kind: "author" | "org", name: string) =>
    kind === "author" ? `I know no paper by “${name}”.` : `I know no paper from “${name}”.`,
  didYouMean: "Did you mean:",
  nobodyHint: "Check the spelling, or follow the words as a search.",
  noSort: (written: string) => `“${written}” says nothing here: a follow brings every new paper that fits.`,
  noSearchHint: "Say what it is about, for example `follow diffusion`.",

  list: {
    title: (count: number) => `You follow ${counted(count, "thing")}`,
    found: (count: number) => `${counted(count, "new paper")} this week`,
    more: (count: number) => `and ${count} more`,
    quiet: "Nothing new yet",
    quietSince: (day: string) => `Nothing new since ${dayInWords(day)}`,
    unreadable: (why: string) =>
      `I can't read this search any more: ${why} Unfollow it, and follow it again as it should be.`,
    none: "You don't follow anything yet.",
    noneHint:
      'Try `follow author:"Yann LeCun"`, `follow org:nvidia` or `follow diffusion with code`, or press Follow on a search or a paper.',
    papersOf: (target: FollowTarget): Text => [...sentence("New for "), ...bold(called(target))],
    papersNone: "Nothing new this week.",
  },
  notFollowed: (what: string) => `You don't follow “${what}”.`,
  gone: "You don't follow that any more.",
  excluded: (target: FollowTarget): Text => [
    ...sentence("Got it. "),
    ...bold(target.name),
    ...sentence(" won't bring this paper or others with its co-authors."),
  ],
  buttons: {
    follow: "Follow",
    followThis: "Follow this one",
    followAll: "Follow all of them",
    followSearch: "Follow this search",
    followWords: "Follow it as a search",
    followInstead: (what: string) => `Follow ${what}`,
    unfollow: "Unfollow",
    unfollowOne: (target: FollowTarget) => `Unfollow ${called(target)}`,
    again: "Follow again",
    list: "What I follow",
    show: "Show",
    showOf: (target: FollowTarget) => `Show new papers for ${called(target)}`,
    notThis: "Not this one",
    notThisOf: (title: string, name: string) => `“${title}” is by another ${name}`,
    menu: "Follow…",
    author: "Author",
    org: "Organization",
    likeThis: "Papers like this one",
    named: (name: string, papers: string) => (papers === "" ? name : `${name} (${papers})`),
  },
  log: { behind: "New papers couldn't be matched with what people follow. It is tried again." },
}
