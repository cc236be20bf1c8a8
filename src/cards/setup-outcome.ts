/** What comes of a press in a set-up: the preview, what is wrong, what was done. */
import { listNameOf } from "../papers/index.ts"
import type { Action, Block, Card, Item } from "../vocabulary/card.ts"
import type { PostPreview } from "../vocabulary/channels.ts"
import { shortPeriod } from "../words/counted.ts"
import { bold, joined, plainText, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf, type Wording } from "./layout.ts"
import { listInWords } from "./list-words.ts"
import { carried, nextPostsInWords, opened, type Panel, pressed, testAction } from "./setup-card.ts"
import { fieldLabel, problemInWords, type Sheet } from "./setup-form.ts"

const said = words.setup

/**
 * The real post of a real day: its first messages as they are, the others in words, so that Save stays in sight. The
 * days before can be looked at too. `notes` say what it was read as.
 */
export function previewCard(
  panel: Panel,
  previews: readonly PostPreview[],
  notes: readonly Wording[] = [],
  day = 0,
): Card {
  const values = carried(panel)
  const preview = previews[day] ?? previews[0]
  const actions = [
    // A paper's own Save is a verb of the post that is shown.
    pressed(said.buttons.saveSettings, { ...values, do: "save" }, "primary"),
    pressed(said.buttons.change, values),
    ...(panel.canTest && preview !== undefined ? [testAction(panel)] : []),
    ...previews.flatMap(({ listKey }, index) =>
      index === day
        ? []
        : [
            pressed(said.preview.another(whenOf({ listKey })), {
              ...values,
              do: "preview",
              day: String(index),
            }),
          ],
    ),
  ]
  const isPicked = panel.subscription.content.kind !== "list"
  if (preview === undefined) {
    const { none, nothingNow, noneHint } = said.preview
    return cardOf({ title: isPicked ? nothingNow : none, tone: "warning", text: noneHint, actions, notes })
  }
  const inPlace = preview.cards.filter(({ inThreadOf }) => inThreadOf === undefined).map(({ card }) => card)
  const first = inPlace.findIndex(({ paper }) => paper !== undefined)
  const shown = inPlace.slice(0, Math.max(first, 0) + 1)
  return {
    title: plainText(isPicked ? said.preview.noteNow : said.preview.note(whenOf(preview))),
    tone: "plain",
    blocks: [
      ...shown.flatMap((card) => (card.paper === undefined ? asBlocks(card) : [asItem(card)])),
      ...cardOf({ title: "", notes }).blocks,
      { kind: "note", text: plainText(said.preview.verbs) },
      { kind: "note", text: plainText(whatFollows(panel, preview, inPlace.length - shown.length)) },
      { kind: "actions", actions },
    ],
  }
}

function asBlocks({ title, blocks }: Card): readonly Block[] {
  const heading = cardOf({ title: "", text: title.map((run) => ({ ...run, bold: true })) })
  return [...heading.blocks, ...blocks.map(withoutVerbs)]
}

/** A paper's message within the preview, with its own picture beside it. */
function asItem({ title, blocks, paper }: Card): Block {
  const image = blocks.find((block) => block.kind === "image")?.image
  const item: Item = {
    title,
    lines: blocks.flatMap((block) => (block.kind === "text" || block.kind === "note" ? [block.text] : [])),
    actions: blocks.flatMap((block) => (block.kind === "actions" ? block.actions : [])),
    ...(paper !== undefined && { paper }),
    ...(image !== undefined && { thumbnail: image }),
  }
  return withoutVerbs({ kind: "items", items: [item] })
}

/** What is only looked at is not voted for, discussed or saved by accident. */
function withoutVerbs(block: Block): Block {
  if (block.kind === "actions") return { ...block, actions: block.actions.filter(isLooking) }
  if (block.kind !== "items") return block
  return {
    ...block,
    items: block.items.map((item) => ({ ...item, actions: item.actions.filter(isLooking) })),
  }
}

function isLooking(action: Action): boolean {
  return action.kind === "link" || action.command === "details"
}

/** That a test is on its way to the admin, and what it does not show. */
export function testCard(
  panel: Panel,
  { sent, left }: { readonly sent: number; readonly left: number },
): Card {
  const values = carried(panel)
  return cardOf({
    title: said.test.sent(sent),
    tone: "success",
    text: [said.test.sentText, left > 0 ? said.test.left(left) : ""].filter(Boolean).join(" "),
    actions: [
      pressed(said.buttons.saveSettings, { ...values, do: "save" }, "primary"),
      pressed(said.buttons.change, values),
    ],
  })
}

/** The day of a list, or its name where it has none. */
function whenOf({ listKey }: Pick<PostPreview, "listKey">): string {
  const { period } = listNameOf(listKey)
  return period === undefined ? listInWords(listKey) : shortPeriod(period)
}

function whatFollows({ subscription }: Panel, { papers }: PostPreview, messages: number): string {
  const rest = Math.max(0, papers - subscription.budget)
  const { morePapers, thenThread, onlyThread } = said.preview
  const more =
    subscription.form === "digest" ? 0 : Math.min(messages, Math.min(papers, subscription.budget) - 1)
  if (more <= 0) return rest > 0 ? onlyThread(rest) : ""
  return `${morePapers(more)}${rest > 0 ? thenThread(rest) : ""}`
}

/** Each value that cannot be taken, with what is allowed; the button opens the form as it was filled in. */
export function problemsCard(panel: Panel, sheet: Sheet, until?: string): Card {
  const lines = panel.problems.map(({ field, error }) =>
    joined([bold(fieldLabel(field)), problemInWords(error)], ": "),
  )
  const call = { ...carried(panel), sheet, ...(until !== undefined && { until }) }
  const actions: readonly Action[] = [opened(said.buttons.fix, call)]
  return cardOf({ title: said.problems, tone: "error", text: joined(lines, "\n"), actions })
}

/** Where there are no forms: what can be written instead. */
export function writeInsteadCard(panel: Panel): Card {
  return cardOf({
    title: said.titleIn(panel.place.name),
    text: sentence(said.write),
    actions: [pressed(said.buttons.change, carried(panel))],
  })
}

/** That it is saved; and where nothing can be posted yet, what is missing. */
export function savedCard(panel: Panel, canPost: boolean): Card {
  const { place, missingPermissions, post } = panel
  const { name } = place
  const missing = missingPermissions.length > 0 ? said.missing(missingPermissions.join(", ")) : ""
  return cardOf({
    title: canPost ? said.saved(name) : said.savedCannotPost(name),
    tone: canPost && missing === "" ? "success" : "warning",
    text: nextPostsInWords(panel),
    notes: [missing, missing === "" ? "" : said.grant],
    actions: [
      ...(canPost ? [pressed(said.buttons.postNow, { place: place.id, post, do: "post" })] : []),
      pressed(said.buttons.edit, { place: place.id, post }),
    ],
  })
}

/** That posts are turned off, or a post is removed, with the way back where there is one. */
export function endedCard(panel: Panel, how: "off" | "removed"): Card {
  const { place, post } = panel
  if (how === "removed")
    return cardOf({
      title: said.removed,
      tone: "success",
      actions: [pressed(said.buttons.change, { place: place.id })],
    })
  return cardOf({
    title: said.turnedOff(place.name),
    tone: "success",
    text: said.kept,
    actions: [pressed(words.commands.channel.buttons.on, { place: place.id, post, do: "save" })],
  })
}
