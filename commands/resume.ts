import { cardOf } from "../src/cards/layout.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { shortMomentInWords } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"
import { postsHere } from "./posts-here.ts"

const sayings = words.commands.resume

export const resume = defineCommand({
  name: "resume",
  description: sayings.description,
  options: {},
  visibility: "private",
  surface: "chat",
  group: "admin",
  adminOnly: true,
  needs: "library",
  changes: true,
  examples: ["resume"],
  async run(_, context) {
    const paused = (await postsHere(context)).filter(({ pausedUntil }) => pausedUntil !== undefined)
    if (paused.length === 0) return cardOf({ title: sayings.notPaused })
    for (const post of paused) await context.schedules.pause(post, undefined)
    const moments = await Promise.all(
      paused.map(async ({ pausedUntil: _, ...post }) => {
        const next = await context.schedules.setUp.nextMoments(post, 1)
        return next.map((at) => sayings.next(shortMomentInWords(at, post.timeZone)))
      }),
    )
    return cardOf({ title: sayings.resumed, tone: "success", text: moments.flat().join("\n") })
  },
})
