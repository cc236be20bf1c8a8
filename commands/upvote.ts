import { askedPaper } from "../src/bot/asked-paper.ts"
import { messageCard } from "../src/cards/message-card.ts"
import { linkedTitle } from "../src/cards/paper-words.ts"
import { huggingFaceLink, type Paper } from "../src/papers/index.ts"
import type { Action } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { counted } from "../src/words/counted.ts"
import { joined, link, words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { paperOption } from "./options.ts"

export const upvote = defineCommand({
  name: "upvote",
  description: "Vote for a paper here, or take your vote back",
  localized: localized.upvote,
  options: {
    paper: paperOption,
    undo: { kind: "flag", description: "Take your vote back" },
    toggle: { kind: "flag", description: "Vote, or take the vote back if it is there" },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  changes: true,
  examples: ["upvote 1706.03762", "upvote attention is all you need", "upvote 1706.03762 --undo"],
  async run({ paper: name, undo, toggle }, context) {
    const asked = await askedPaper(name, context, { command: "upvote", arguments: undo ? { undo } : {} })
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const wish = undo ? "off" : toggle ? "toggle" : "on"
    const { changed, on, votes } = await context.community.vote(context.actor, paper.id, wish)
    return messageCard({
      title: joined([outcomeInWords(changed, on), linkedTitle(paper)], " "),
      tone: changed ? "success" : "plain",
      text: joined([`${counted(votes, "vote")} here`, siteVotes(paper)]),
      actions: [oppositeAction(paper, on)],
      note: words("Votes here are this community's own; Hugging Face counts its own."),
    })
  },
})

function outcomeInWords(changed: boolean, on: boolean): string {
  if (on) return changed ? "You voted for" : "You had already voted for"
  return changed ? "You took back your vote for" : "You have no vote for"
}

function siteVotes(paper: Paper) {
  if (paper.upvotes === 0) return undefined
  return link(`${counted(paper.upvotes, "upvote")} on Hugging Face`, huggingFaceLink(paper))
}

function oppositeAction(paper: Paper, on: boolean): Action {
  return {
    kind: "invoke",
    label: on ? "Take it back" : "Vote for it",
    command: "upvote",
    arguments: { paper: paper.id, ...(on ? { undo: true } : {}) },
    describes: on ? `Take back the vote for ${paper.title}` : `Vote for ${paper.title}`,
    effect: "update",
  }
}
