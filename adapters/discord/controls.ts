/** What can be pressed and chosen from: rows of buttons, the menu below a list, the menus of a panel. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  SelectMenuDefaultValueType as Default,
  ComponentType as Type,
} from "discord.js"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { textOf } from "../../src/rendering/inline.ts"
import { labelOf } from "../../src/rendering/label.ts"
import { packAction, selectAction } from "../../src/rendering/packed-action.ts"
import type { Action, Item, Select } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"
import { placeTypes } from "./places.ts"

type Row = APIActionRowComponent<APIComponentInMessageActionRow>

export function rows(actions: readonly Action[], more: readonly APIButtonComponent[] = []): readonly Row[] {
  const buttons = [...actions.map(button), ...more]
  const count = Math.ceil(buttons.length / limits.button.perRow)
  return Array.from({ length: count }, (_, row) => ({
    type: Type.ActionRow,
    components: buttons.slice(row * limits.button.perRow, (row + 1) * limits.button.perRow),
  }))
}

const styles = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const

export function button(action: Action): APIButtonComponent {
  if (action.kind === "link")
    return { type: Type.Button, style: ButtonStyle.Link, label: action.label, url: action.href }
  return {
    type: Type.Button,
    style: styles[action.style ?? "plain"],
    label: labelOf(action),
    custom_id: packAction(action, limits.button.customId),
    ...(action.emoji ? { emoji: { name: action.emoji } } : {}),
  }
}

/** One menu for a list whose rows of buttons have no room: it does what is done first with each. */
export function menuOf(items: readonly Item[], index: number): Row | undefined {
  const options = items.flatMap((item) => {
    const action = item.actions.find((some) => some.kind === "invoke")
    if (!action) return []
    return {
      label: fitLine(textOf(item.title), limits.select.label),
      description: fitLine(action.label, limits.select.description),
      value: packAction(action, limits.button.customId),
    }
  })
  if (options.length === 0) return undefined
  const { openPaper, openEntry } = words.discord
  const placeholder = items.every(({ paper }) => paper !== undefined) ? openPaper : openEntry
  return {
    type: Type.ActionRow,
    components: [{ type: Type.StringSelect, custom_id: `menu ${index}`, placeholder, options }],
  }
}

/** A menu of its own, with what is chosen in it. */
export function selectRow(select: Select): Row {
  const custom_id = packAction(selectAction(select), limits.button.customId)
  const placeholder = fitLine(select.placeholder ?? select.label, limits.select.placeholder)
  return { type: Type.ActionRow, components: [menuFor(select, { custom_id, placeholder })] }
}

function menuFor(
  select: Select,
  common: { readonly custom_id: string; readonly placeholder: string },
): APIComponentInMessageActionRow {
  switch (select.of) {
    case "options": {
      const options = select.options.map(({ value, label, hint }) => ({
        value,
        label: fitLine(label, limits.select.label),
        ...(hint ? { description: fitLine(hint, limits.select.description) } : {}),
        default: value === select.chosen,
      }))
      return { type: Type.StringSelect, ...common, options }
    }
    case "places": {
      const chosen = select.chosen ? [{ id: select.chosen, type: Default.Channel as const }] : []
      return { type: Type.ChannelSelect, ...common, channel_types: [...placeTypes], default_values: chosen }
    }
    case "mentions": {
      const chosen = select.chosen ? [{ id: select.chosen, type: Default.Role as const }] : []
      return { type: Type.RoleSelect, ...common, min_values: 0, default_values: chosen }
    }
    default:
      return select satisfies never
  }
}
