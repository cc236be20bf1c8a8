import { cardOf } from "../src/cards/layout.ts"
import { listInWords } from "../src/cards/list-words.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { shortMomentInWords } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"
import { postsHere } from "./posts-here.ts"

const sayings = words.commands.skip

export const skip = defineCommand({
  name: "skip",
  description: sayings.description,
  options: { undo: { kind: "flag", description: sayings.undo } },
  visibility: "private",
  surface: "chat",
  group: "admin",
  adminOnly: true,
  needs: "library",
  changes: true,
  examples: sayings.examples,
  async run({ undo }, context) {
    const { schedules } = context
    const posts = await postsHere(context)
    if (undo) {
      const taken = await Promise.all(posts.map((post) => schedules.unskip(post)))
      return taken.includes(true)
        ? cardOf({ title: sayings.undone, tone: "success" })
        : cardOf({ title: sayings.notSkipped })
    }
    // Of several posts the one that is due first.
    const [soonest] = posts.toSorted((one, other) =>
      (one.nextRunAt ?? "").localeCompare(other.nextRunAt ?? ""),
    )
    const done = soonest && (await schedules.skipNext(soonest))
    if (soonest === undefined || done === undefined) return cardOf({ title: sayings.nothing })
    const { skipped, next } = done
    return cardOf({
      title: sayings.skipped(listInWords(skipped.listKey)),
      tone: "success",
      text: next
        ? sayings.next(listInWords(next.listKey), shortMomentInWords(next.at, soonest.timeZone))
        : "",
      actions: [{ ...invoke("skip", { undo: true }), label: sayings.takeBack, effect: "update" }],
    })
  },
})
