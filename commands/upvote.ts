import { askedPaper } from "../src/bot/asked-paper.ts"
import { cardOf } from "../src/cards/layout.ts"
import { linkedTitle } from "../src/cards/paper-words.ts"
import { huggingFaceLink, type Paper } from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Action } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { joined, link } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"
import { paperOption } from "./options.ts"

const sayings = words.commands.upvote

export const upvote = defineCommand({
  name: "upvote",
  description: sayings.description,
  options: {
    paper: paperOption,
    undo: { kind: "flag", description: sayings.options.undo },
    toggle: { kind: "flag", description: sayings.options.toggle },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  changes: true,
  examples: sayings.examples,
  async run({ paper: name, undo, toggle }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("upvote", { paper, undo }))
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const wanted = undo ? "off" : toggle ? "toggle" : "on"
    const { changed, on, votes } = await context.community.vote(context.actor, paper.id, wanted)
    return cardOf({
      title: joined([outcomeInWords(changed, on, wanted === "on"), linkedTitle(paper)], " "),
      tone: changed ? "success" : "plain",
      text: joined([sayings.votesHere(votes), siteVotes(paper)]),
      actions: [oppositeAction(paper, on)],
      notes: [sayings.ownVotes],
    })
  },
})

function outcomeInWords(changed: boolean, on: boolean, isWanted: boolean): string {
  // Taken back, but a reaction is left.
  if (on && !changed && !isWanted) return sayings.reactionCounts
  if (on) return changed ? sayings.voted : sayings.alreadyVoted
  return changed ? sayings.tookBack : sayings.noVote
}

function siteVotes(paper: Paper) {
  return paper.upvotes > 0 ? link(sayings.onSite(paper.upvotes), huggingFaceLink(paper)) : undefined
}

function oppositeAction({ id, title }: Paper, on: boolean): Action {
  return {
    ...invoke("upvote", { paper: id, undo: on }),
    label: on ? sayings.takeBack : sayings.vote,
    describes: on ? sayings.takeBackOne(title) : sayings.voteForOne(title),
    effect: "update",
  }
}
