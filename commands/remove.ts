import { cardOf } from "../src/cards/layout.ts"
import { listInWords } from "../src/cards/list-words.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import type { PlaceHealth } from "../src/vocabulary/channels.ts"
import { type Context, defineCommand } from "../src/vocabulary/command.ts"
import { shortMomentInWords } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"

const sayings = words.commands.remove

export const removePost = defineCommand({
  name: "remove",
  description: sayings.description,
  options: {
    sure: { kind: "flag", description: sayings.sure },
    post: { kind: "text", maxLength: 40, description: sayings.post },
  },
  visibility: "private",
  surface: "chat",
  group: "admin",
  adminOnly: true,
  needs: "library",
  changes: true,
  examples: sayings.examples,
  async run({ sure, post }, context) {
    const found = await postHere(context, post)
    if (found === undefined) return cardOf({ title: sayings.nothing })
    return sure ? removed(found, context) : asked(found)
  },
})

type Posted = {
  readonly subscription: PlaceHealth["subscription"]
  readonly last: NonNullable<PlaceHealth["last"]>
}

/** Of a channel's daily posts the one that is named, or that was posted last. */
async function postHere({ schedules, actor }: Context, edition?: string): Promise<Posted | undefined> {
  const posted = (await schedules.health(actor)).flatMap(({ subscription, last }) =>
    last !== undefined && (edition === undefined || last.edition === edition) ? [{ subscription, last }] : [],
  )
  return posted.toSorted((one, other) => other.last.at.localeCompare(one.last.at))[0]
}

/** What is deleted is what the question named, whatever was posted since. */
function asked({ subscription, last }: Posted): Card {
  const post = `${listInWords(last.listKey)}, ${shortMomentInWords(last.at, subscription.timeZone)}`
  const call = invoke("remove", { sure: true, post: last.edition })
  return cardOf({
    title: sayings.ask,
    text: sayings.askText(post),
    actions: [{ ...call, label: sayings.delete, style: "danger", effect: "update" }],
  })
}

async function removed({ subscription, last }: Posted, { schedules }: Context): Promise<Card> {
  const { listKey, messages, failed } = await schedules.removePost(subscription, last.edition)
  return cardOf({
    title: sayings.removed(listInWords(listKey)),
    tone: failed.length > 0 ? "warning" : "success",
    text: sayings.messages(messages),
    notes: failed.length > 0 ? [sayings.failed(failed.join("; "))] : [],
  })
}
