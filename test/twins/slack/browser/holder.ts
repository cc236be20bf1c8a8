/** What holds blocks, and what its elements offer. */
import { asJson, type Json } from "../block-rules.ts"
import type { Workspace } from "../world.ts"
import { mrkdwnHtml, plainHtml } from "./mrkdwn-html.ts"

/** What holds the blocks: a message, the card below a link, a home page, a form. */
export type Holder = {
  readonly workspace: Workspace
  readonly where: "message" | "unfurl" | "home" | "view"
  /** The message's time stamp. */
  readonly on?: string
  /** The link that the card stands below. */
  readonly url?: string
  /** What a form's fields were told last. */
  readonly draft?: { readonly fields: Json; readonly errors: Json }
}

export function textHtml({ workspace }: Pick<Holder, "workspace">, text: unknown): string {
  const { type, text: words } = asJson(text)
  return type === "mrkdwn" ? mrkdwnHtml(workspace, String(words)) : plainHtml(String(words ?? ""))
}

/** What a select was opened with. */
export function initialOf(element: Json): string | undefined {
  const value =
    asJson(element.initial_option).value ??
    element.initial_conversation ??
    element.initial_channel ??
    element.initial_user
  return typeof value === "string" ? value : undefined
}

export type Choice = { readonly value: string; readonly label: string; readonly description: string }

/** What a select offers: its own options, or the workspace's conversations and people. */
export function optionsOf(workspace: Workspace, element: Json): readonly Choice[] {
  const named = (value: string, label: string) => ({ value, label, description: "" })
  if (["conversations_select", "channels_select"].includes(String(element.type)))
    return [...workspace.channels.values()]
      .filter(({ isDirect, archived, deleted }) => !isDirect && !archived && !deleted)
      .map(({ id, name }) => named(id, `# ${name}`))
  if (element.type === "users_select")
    return [...workspace.people.values()].map(({ id, name }) => named(id, name))
  const groups = Array.isArray(element.option_groups) ? element.option_groups.map(asJson) : [element]
  return groups.flatMap(({ label: group, options }) => {
    const before = group === undefined ? "" : `${String(asJson(group).text)}: `
    return (Array.isArray(options) ? options.map(asJson) : []).map((option) => ({
      value: String(option.value),
      label: before + String(asJson(option.text).text),
      description: String(asJson(option.description).text ?? ""),
    }))
  })
}
