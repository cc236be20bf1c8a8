/**
 * Papers as Slack's Work Objects, for workspaces whose app has them switched on: below a link, and with all that is known
 * in the pane beside it.
 */
import type { types } from "@slack/bolt"
import { renderRuns, safeHref, wordsDialect } from "../../src/rendering/inline.ts"
import { labelOf } from "../../src/rendering/label.ts"
import { packAction } from "../../src/rendering/packed-action.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Action, Block, Card, Text } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { ask } from "./answer.ts"
import type { SlackContext } from "./context.ts"
import { teamOf } from "./ids.ts"
import { limits } from "./limits.ts"

const said = words.slack.workObjects

/** Where an entity stands: its own address, and the link as a member wrote it. */
export type EntityPlace = { readonly url: string; readonly link?: string | undefined }

/** The paper that a card is about, as an entity. Undefined for a card about none. */
export function entityOf(card: Card, { url, link }: EntityPlace): types.EntityMetadata | undefined {
  if (card.paper === undefined) return undefined
  const image = card.blocks.find((block) => block.kind === "image")?.image
  const preview = safeHref(image?.url)
  const facts = wordsIn(card, "note").join("\n")
  return {
    entity_type: "slack#/entities/content_item",
    url,
    external_ref: { id: card.paper },
    ...(link === undefined ? {} : { app_unfurl_url: link }),
    entity_payload: {
      attributes: {
        title: { text: written(card.title) },
        display_type: said.paper,
        product_name: said.product,
      },
      fields: {
        description: { value: wordsIn(card, "text").join("\n\n"), long: true },
        ...(image && preview
          ? {
              preview: {
                type: "slack#/types/image",
                image_url: preview,
                alt_text: image.alt || said.picture,
              },
            }
          : {}),
      },
      custom_fields: facts === "" ? [] : [{ key: "facts", label: said.facts, type: "string", value: facts }],
      display_order: ["description", ...(facts === "" ? [] : ["facts"])],
      actions: buttonsOf(card),
    },
  }
}

/** Fills the pane that a member opened beside a link: for them alone, and at once, since Slack waits for seconds only. */
export async function presentDetails(
  context: SlackContext,
  actor: Actor,
  { trigger, paper, url }: { readonly trigger: string; readonly paper: string; readonly url: string },
): Promise<void> {
  const { card, failure } = await ask(context, {
    actor,
    input: { kind: "typed", command: "details", values: { paper } },
  })
  const metadata = failure ? undefined : entityOf({ ...card, paper }, { url })
  const refusal = {
    status: "custom",
    custom_title: written(card.title),
    custom_message: wordsIn(card, "text")[0],
  }
  const { client } = await context.workspaces.at(teamOf(actor.community))
  await client.entity.presentDetails({
    trigger_id: trigger,
    ...(metadata ? { metadata } : { error: refusal }),
  })
}

function wordsIn({ blocks }: Card, kind: "text" | "note"): readonly string[] {
  return blocks
    .filter((block): block is Extract<Block, { kind: "text" | "note" }> => block.kind === kind)
    .map(({ text }) => written(text).trim())
    .filter((text) => text !== "")
}

const written = (text: Text) => renderRuns(text, wordsDialect)

/** The first two stand there, the others in a menu. What would change the card has no card to change. */
function buttonsOf({ blocks }: Card): types.EntityMetadata["entity_payload"]["actions"] {
  const all = blocks
    .flatMap((block) => (block.kind === "actions" ? block.actions : []))
    .filter((action) => action.kind === "link" || action.effect !== "update")
    .map(entityButton)
  const { primary, overflow } = limits.entity
  return {
    primary_actions: all.slice(0, primary),
    overflow_actions: all.slice(primary, primary + overflow),
  }
}

function entityButton(action: Action, at: number): types.EntityActionButton {
  if (action.kind === "link") return { text: action.label, action_id: `link entity.${at}`, url: action.href }
  const { describes } = action
  return {
    text: labelOf(action),
    action_id: `do entity.${at}`,
    value: packAction(action, limits.option.value),
    ...(describes === undefined ? {} : { accessibility_label: describes.slice(0, limits.button.text) }),
  }
}
