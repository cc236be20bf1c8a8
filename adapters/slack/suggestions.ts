/** What a form's field offers while a member types into it. */
import type { App } from "@slack/bolt"
import { within } from "../../src/concurrency/deadline.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { Option } from "../../src/vocabulary/command.ts"
import type { Suggestion } from "../../src/vocabulary/library.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { SlackContext } from "./context.ts"
import { actorAt } from "./decode.ts"
import { limits } from "./limits.ts"
import { formPrefix, readMemory } from "./modal.ts"

/** Offers suggestions, and nothing where they come too late. */
export function handleSuggestions(app: App, { bot, clock }: SlackContext): void {
  app.options<"block_suggestion">(
    { type: "block_suggestion", action_id: /.*/ },
    async ({ payload, body, ack }) => {
      const view = "view" in body ? body.view : undefined
      const command = (view?.callback_id ?? "").slice(formPrefix.length)
      const actor = actorAt({
        team: body.team?.id ?? "",
        channel: readMemory(view?.private_metadata).origin.channel,
        user: body.user.id,
        name: body.user.name,
      })
      const asked = { actor, command, option: payload.action_id, text: payload.value, values: {} }
      const found = await within(clock, limits.suggestDeadlineMs, bot.suggest(asked))
      const option = optionOf(bot, command, payload.action_id)
      const suggestions = found.inTime ? found.value : []
      await ack({ options: asOptions(withTyped(option, payload.value, suggestions)) })
    },
  )
}

function optionOf(bot: Bot, name: string, option: string): Option | undefined {
  const options = bot.commands.find((command) => command.name === name)?.options ?? {}
  return Object.hasOwn(options, option) ? options[option] : undefined
}

/** Slack's select takes only what it offers: free text is offered as it was typed, before what it might mean. */
function withTyped(
  option: Option | undefined,
  typed: string,
  found: readonly Suggestion[],
): readonly Suggestion[] {
  const text = typed.trim()
  if (option?.kind !== "text" || text === "" || found.some(({ value }) => value === text)) return found
  return [{ value: text, label: text }, ...found]
}

function asOptions(found: readonly Suggestion[]) {
  return found
    .filter(({ value }) => value.length <= limits.option.value)
    .slice(0, limits.option.options)
    .map(({ label, value }) => ({
      text: { type: "plain_text" as const, text: fitLine(label, limits.option.text) },
      value,
    }))
}

/** Slack's number fields give text; the core takes what the option table says. */
export function withTypes(bot: Bot, name: string, values: PackedArguments): PackedArguments {
  const typed = Object.entries(values).map(([option, value]): [string, PackedArguments[string]] => [
    option,
    value !== "" && optionOf(bot, name, option)?.kind === "integer" ? Number(value) : value,
  ])
  return Object.fromEntries(typed)
}
