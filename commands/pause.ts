import { cardOf } from "../src/cards/layout.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { shortMomentInWords } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"
import { postsHere } from "./posts-here.ts"

const sayings = words.commands.pause

export const pause = defineCommand({
  name: "pause",
  description: sayings.description,
  options: {
    until: { kind: "text", positional: true, required: true, maxLength: 40, description: sayings.until },
  },
  visibility: "private",
  surface: "chat",
  group: "admin",
  adminOnly: true,
  needs: "library",
  changes: true,
  examples: sayings.examples,
  async run({ until }, context) {
    const posts = await postsHere(context)
    for (const post of posts)
      await context.schedules.pause(post, context.schedules.setUp.pauseEnd(until, post.timeZone))
    const zone = posts[0]?.timeZone ?? context.timeZone
    const end = context.schedules.setUp.pauseEnd(until, zone)
    return cardOf({
      title: sayings.paused(shortMomentInWords(end, zone)),
      tone: "success",
      text: sayings.text,
      actions: [{ ...invoke("resume", {}), label: sayings.resume, effect: "update" }],
    })
  },
})
