/** What people read about recommendations: see `src/words/README.md`. */
import { counted } from "../counted.ts"

const signed = (weight: number) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(3)}`

export const recommending = {
  description: "Show new papers that fit what you upvoted and saved",
  options: {
    for: "Whose taste decides",
    days: "From the lists of how many days (default 7)",
    why: "Show why this paper is recommended, word by word",
    more: "Ask for more papers like this one",
    less: "Say that a paper like this one isn't for you",
    undo: "Take that back",
    reset: "Start over: what you did so far no longer counts",
    sure: "Start over without being asked again",
  },
  whose: { me: "mine", here: "everybody's here" },
  examples: ["recommend", "recommend days:30", "recommend for:here", "recommend why:1706.03762"],

  title: { me: "Recommended for you", here: "Recommended for this community" },
  needsSigns: (missing: number) =>
    `Upvote ${missing === 3 ? "three papers" : counted(missing, "more paper")} to get recommendations of your own.`,
  byCommunity: "Until then, these fit what people here upvote.",
  byBest: "Until then, these are the top papers on Hugging Face.",
  hereByBest: "Nobody has upvoted a paper here yet, so these are the top papers on Hugging Face.",
  nothing: "No recommendations right now",
  noLists: (days: string) => `I have no daily lists for ${days}.`,
  allKnown: (papers: number, days: string) =>
    `None of the ${counted(papers, "paper")} of ${days} is new to you and fits.`,
  hereAllKnown: (papers: number, days: string) =>
    `None of the ${counted(papers, "paper")} of ${days} is new here and fits.`,
  lookedAt: (papers: number, days: string) => `From ${counted(papers, "paper")} of ${days}`,
  span: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  leftOut: "Leaves out what you upvoted, saved or read, and what was posted here this week",

  because: {
    upvoted: "Because you upvoted ",
    saved: "Because you saved ",
    more: "Because you wanted more like ",
    less: "",
    community: "Because people here upvoted ",
    best: "A top paper on Hugging Face",
  },
  shares: (topics: readonly string[], stop: string) => `${stop} Shares: ${topics.join(", ")}.`,

  buttons: {
    more: "More like…",
    less: "Not for me…",
    undo: "Undo",
    days: (days: number) => `Last ${days} days`,
    startOver: "Start over",
    recommend: "Recommendations",
    today: "Today's papers",
  },
  marked: {
    more: "You'll see more papers like",
    less: "You'll see fewer papers like",
    undone: "That no longer counts:",
  },

  why: {
    title: "Why",
    score: (score: number) => `Fit ${score.toFixed(2)} of 1`,
    place: (place: number) => `number ${place} of the last 7 days' papers before any are left out`,
    leftOut: {
      upvoted: "You upvoted this paper, so it isn't recommended again.",
      saved: "You saved this paper, so it isn't recommended again.",
      more: "You asked for more like this paper, so it isn't recommended again.",
      less: "You said this paper isn't for you.",
      read: "You read this paper, so it isn't recommended again.",
      withdrawn: "This paper was withdrawn, so it isn't recommended.",
    },
    nothing: "It shares no topic with what you upvoted or saved.",
    best: "Nobody's taste is known here yet, so papers are sorted by upvotes on Hugging Face.",
    weight: (weight: number, from: readonly string[], more: number) =>
      [signed(weight), from.join(", ") + (more > 0 ? ` +${more}` : "")].filter(Boolean).join(" · "),
    words: "What each word adds, and which papers you upvoted, saved or marked brought it in",
    wordsHere: "What each word adds, and which papers upvoted here brought it in",
  },

  reset: {
    ask: "Start over?",
    asked:
      "What you upvoted, saved and marked so far won't count for recommendations any more. Your votes and saved papers stay.",
    done: "Recommendations start over.",
    next: "Upvote three papers to get recommendations of your own.",
    undone: "Everything you upvoted and saved counts again.",
  },
}
