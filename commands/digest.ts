import {
  askZoneCard,
  digestOffCard,
  digestOnCard,
  digestRefusedCard,
  digestSettingsCard,
  howToChangeCard,
  quietDayCard,
} from "../src/cards/digest-card.ts"
import { digestForm } from "../src/cards/digest-form.ts"
import { toDraft } from "../src/channels/fields.ts"
import type { PackedArguments } from "../src/vocabulary/card.ts"
import { type Answer, type Context, defineCommand } from "../src/vocabulary/command.ts"
import type { DigestDraft } from "../src/vocabulary/digests.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Form } from "../src/vocabulary/form.ts"
import { words } from "../src/words/words.ts"

const sayings = words.digests

export const digest = defineCommand({
  name: "digest",
  description: sayings.description,
  options: {
    do: {
      kind: "choice",
      positional: true,
      description: sayings.options.do,
      choices: [
        { value: "show", label: sayings.do.show },
        { value: "on", label: sayings.do.on },
        { value: "off", label: sayings.do.off },
        { value: "change", label: sayings.do.change },
        { value: "try", label: sayings.do.try },
      ],
    },
    time: { kind: "text", maxLength: 20, description: sayings.options.time },
    days: { kind: "text", maxLength: 80, description: sayings.options.days },
    budget: { kind: "integer", min: 1, max: 10, description: sayings.options.budget },
    zone: { kind: "text", maxLength: 60, suggest: "zone", description: sayings.options.zone },
  },
  visibility: "private",
  surface: "chat",
  group: "me",
  personal: true,
  needs: "library",
  changes: true,
  form: filledIn,
  examples: sayings.examples,
  async run({ do: given, ...draft }, context) {
    const { actor, digests } = context
    const isChange = Object.values(draft).some((value) => value !== undefined)
    switch (given ?? (isChange ? "on" : "show")) {
      case "off":
        return digestOffCard(await digests.turnOff(actor))
      case "try":
        return (await digests.preview(actor, draft)) ?? quietDayCard()
      case "change":
        return howToChangeCard()
      case "on":
        return turnedOn(draft, context)
      default:
        return digestSettingsCard(await digests.of(actor))
    }
  },
})

async function turnedOn(draft: DigestDraft, { actor, digests }: Context): Promise<Answer> {
  try {
    const on = await digests.turnOn(actor, draft)
    return { card: on === undefined ? askZoneCard() : digestOnCard(on.digest, on.opening) }
  } catch (error) {
    if (!(error instanceof UserError) || error.field === undefined) throw error
    const form = digestForm(draft, error)
    return { card: digestRefusedCard(error, draft), form, failure: "user" }
  }
}

/** What holds, to be changed; what was typed wrong stays as it was typed. */
async function filledIn(values: PackedArguments, { actor, digests }: Context): Promise<Form | undefined> {
  if (values.do !== "change") return undefined
  const known = await digests.of(actor)
  return digestForm({ ...(known && toDraft(known.chosen)), ...values })
}
