/** Whether a message's body keeps Discord's limits. What is found is answered with 50035. */
import { MessageFlags } from "discord-api-types/v10"
import { limits } from "../limits.ts"
import type { FieldError } from "../rest/refusal.ts"
import { componentErrors } from "./components.ts"
import { lengthOf, listOf, recordOf, tooLong, tooMany } from "./field.ts"

type Body = Readonly<Record<string, unknown>>

/** `flags` are those that the message will have: an edit keeps those of the message. */
export function messageErrors(body: Body, flags = Number(body.flags ?? 0)): readonly FieldError[] {
  const isNewForm = (flags & MessageFlags.IsComponentsV2) !== 0
  return [
    ...tooLong("content", body.content, limits.message.content),
    ...tooLong("nonce", body.nonce, limits.message.nonce),
    ...embedErrors(body.embeds),
    ...componentErrors(body.components, isNewForm),
    ...(isNewForm ? mixedForms(body) : []),
  ]
}

/** Whether there is nothing to show: Discord refuses that with 50006. */
export function isEmpty(body: Body): boolean {
  const lists = [body.embeds, body.components, body.attachments, body.sticker_ids]
  return lengthOf(body.content) === 0 && lists.every((list) => listOf(list).length === 0) && !body.poll
}

/** Components v2 stand alone. */
function mixedForms(body: Body): readonly FieldError[] {
  const code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
  const message = "This field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
  const present = [
    ...(lengthOf(body.content) > 0 ? ["content"] : []),
    ...(listOf(body.embeds).length > 0 ? ["embeds"] : []),
  ]
  return present.map((path) => ({ path, code, message }))
}

function embedErrors(embeds: unknown): readonly FieldError[] {
  const list = listOf(embeds)
  const total = list.reduce((sum, embed) => sum + charactersOf(embed), 0)
  return [
    ...tooMany("embeds", embeds, limits.embed.perMessage),
    ...list.flatMap((embed, index) => oneEmbed(embed, `embeds.${index}`)),
    ...(total > limits.embed.total
      ? [
          {
            path: "embeds",
            code: "MAX_EMBED_SIZE_EXCEEDED",
            message: "Embed size exceeds maximum size of 6000",
          },
        ]
      : []),
  ]
}

function oneEmbed(embed: Body, path: string): readonly FieldError[] {
  const { embed: most } = limits
  return [
    ...tooLong(`${path}.title`, embed.title, most.title),
    ...tooLong(`${path}.description`, embed.description, most.description),
    ...tooLong(`${path}.footer.text`, recordOf(embed.footer).text, most.footer),
    ...tooLong(`${path}.author.name`, recordOf(embed.author).name, most.author),
    ...tooMany(`${path}.fields`, embed.fields, most.fields),
    ...listOf(embed.fields).flatMap(({ name, value }, index) => [
      ...tooLong(`${path}.fields.${index}.name`, name, most.fieldName),
      ...tooLong(`${path}.fields.${index}.value`, value, most.fieldValue),
    ]),
  ]
}

/** What counts towards the 6000 characters of all embeds. */
function charactersOf(embed: Body): number {
  const texts = [embed.title, embed.description, recordOf(embed.footer).text, recordOf(embed.author).name]
  const fields = listOf(embed.fields).flatMap(({ name, value }) => [name, value])
  return [...texts, ...fields].reduce<number>((sum, text) => sum + lengthOf(text), 0)
}
