import { linkedCard, linkOfferCard, linkPreviewCard, partedCard } from "../src/cards/link-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"

const sayings = words.readers.link

export const link = defineCommand({
  name: "link",
  description: sayings.description,
  options: {
    code: { kind: "text", positional: true, maxLength: 40, description: sayings.options.code },
    sure: { kind: "flag", description: sayings.options.sure },
    undo: { kind: "flag", description: sayings.options.undo },
  },
  visibility: "private",
  surface: "any",
  needs: "store",
  group: "me",
  changes: true,
  personal: true,
  examples: sayings.examples,
  async run({ code, sure, undo }, { actor, linking }) {
    if (undo) return partedCard(await linking.part(actor))
    if (code === undefined) return linkOfferCard(await linking.offer(actor), await linking.linkedTo(actor))
    if (sure) return linkedCard(await linking.accept(actor, code))
    return linkPreviewCard(await linking.look(actor, code), code)
  },
})
