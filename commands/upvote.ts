import { askedPaper } from "../src/bot/asked-paper.ts"
import { cardOf } from "../src/cards/layout.ts"
import { upvoteAction } from "../src/cards/paper-actions.ts"
import { linkedTitle, votesInWords } from "../src/cards/paper-words.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { joined } from "../src/words/runs.ts"
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
    const { changed, on, votes, counts } = await context.community.vote(context.actor, paper.id, wanted)
    const stats = { votes, mine: on, threads: [], posts: [] }
    const card = cardOf({
      title: outcomeInWords(changed, on, wanted === "on"),
      tone: changed ? "success" : "plain",
      text: joined([linkedTitle(paper), votesInWords(paper, stats)]),
      // The button that was pressed is the way back.
      actions: toggle ? [] : [upvoteAction(paper, stats)],
      notes: changed && on ? [sayings.counts[counts]] : [],
    })
    // A vote that is given shows as a number where it was pressed; one that is taken back is said.
    const isSeen = toggle && on && changed && (await context.community.follows(context.on, paper.id))
    return isSeen ? { card, quiet: true } : card
  },
})

function outcomeInWords(changed: boolean, on: boolean, isWanted: boolean): string {
  // Taken back, but a reaction is left.
  if (on && !changed && !isWanted) return sayings.reactionCounts
  if (on) return changed ? sayings.voted : sayings.alreadyVoted
  return changed ? sayings.tookBack : sayings.noVote
}
