/** A message's components as Discord draws them: what can be pressed is pressed for real. */
import {
  type APIButtonComponent,
  type APISelectMenuComponent,
  ButtonStyle,
  ComponentType as Type,
} from "discord-api-types/v10"
import { acts, escapeHtml } from "../../browser/html.ts"
import { isRecord } from "../state/components.ts"
import { isThread, type World } from "../state/world.ts"
import { preset } from "../verbs/filled-form.ts"
import { drawMarkdown } from "./markdown.ts"

export type Drawing = {
  readonly world: World
  readonly guild: string | undefined
  /** The message's id. */
  readonly on: string
}

type Component = Readonly<Record<string, unknown>>

export function drawComponents(drawing: Drawing, components: readonly unknown[] = []): string {
  return components.map((component) => (isRecord(component) ? draw(drawing, component) : "")).join("")
}

function draw(drawing: Drawing, component: Component): string {
  const inner = () => drawComponents(drawing, listOf(component.components))
  switch (component.type) {
    case Type.Container: {
      const accent = component.accent_color
      const edge =
        typeof accent === "number" ? ` style="--edge:#${accent.toString(16).padStart(6, "0")}"` : ""
      return `<div class="box"${edge}>${inner()}</div>`
    }
    case Type.TextDisplay:
      return `<div class="text">${drawMarkdown(drawing.world, String(component.content))}</div>`
    case Type.Section:
      return `<div class="section"><div>${inner()}</div>${drawComponents(drawing, [component.accessory])}</div>`
    case Type.Thumbnail:
      return picture(component, "thumbnail")
    case Type.MediaGallery:
      return `<div class="gallery">${listOf(component.items)
        .map((item) => (isRecord(item) ? picture(item, "picture") : ""))
        .join("")}</div>`
    case Type.File: {
      const { url } = isRecord(component.file) ? component.file : {}
      const name = escapeHtml(String(component.name))
      return `<a class="file" href="${escapeHtml(String(url))}" download="${name}">📄 ${name} <small>${(Number(component.size) / 1024).toFixed(2)} KB</small></a>`
    }
    case Type.Separator:
      return component.divider === false ? "" : "<hr>"
    case Type.ActionRow:
      return `<div class="row">${inner()}</div>`
    case Type.Button:
      return button(drawing, component as unknown as APIButtonComponent)
    default:
      return select(drawing, component as unknown as APISelectMenuComponent)
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function picture(component: Component, kind: string): string {
  const url = isRecord(component.media) ? String(component.media.url) : ""
  return `<img class="${kind}" src="${escapeHtml(url)}" alt="${escapeHtml(String(component.description ?? ""))}">`
}

const styles: Readonly<Record<number, string>> = {
  [ButtonStyle.Primary]: "primary",
  [ButtonStyle.Success]: "success",
  [ButtonStyle.Danger]: "danger",
}

function button({ on }: Drawing, given: APIButtonComponent): string {
  const emoji = "emoji" in given && given.emoji?.name ? `${escapeHtml(given.emoji.name)} ` : ""
  const label = emoji + escapeHtml(("label" in given && given.label) || "")
  if (given.style === ButtonStyle.Link)
    return `<a class="button" href="${escapeHtml(given.url)}" target="_blank" rel="noreferrer">${label} <span aria-hidden="true">↗</span></a>`
  if (given.style === ButtonStyle.Premium) return ""
  const deed = acts({ kind: "click", on, which: given.custom_id })
  return `<button type="button" class="button ${styles[given.style] ?? ""}"${deed}${given.disabled ? " disabled" : ""}>${label}</button>`
}

/** A menu whose choice is sent at once; one that takes several has a button for it. */
function select(drawing: Drawing, given: APISelectMenuComponent): string {
  const deed = { kind: "select", on: drawing.on, which: given.custom_id }
  const name = escapeHtml(given.placeholder ?? "Make a selection")
  if ((given.max_values ?? 1) > 1)
    return `<form class="several"${acts(deed)}>${menu(drawing, given, `name="values" multiple size="4" aria-label="${name}"`)}<button class="button">Choose</button></form>`
  return menu(
    drawing,
    given,
    `aria-label="${name}" data-reset${acts(deed)}${given.disabled ? " disabled" : ""}`,
  )
}

/** Also of a form, where nothing is sent until the form is. */
export function menu(
  { world, guild }: Pick<Drawing, "world" | "guild">,
  given: APISelectMenuComponent,
  attributes: string,
): string {
  const chosen = preset(given as unknown as Component)
  const options = optionsOf(world, guild, given).map(
    ({ value, label, description }) =>
      `<option value="${escapeHtml(value)}"${chosen.includes(value) ? " selected" : ""}>${escapeHtml(label)}${description ? ` — ${escapeHtml(description)}` : ""}</option>`,
  )
  const empty =
    (given.max_values ?? 1) > 1
      ? ""
      : `<option value=""${chosen.length === 0 ? " selected" : ""}>${escapeHtml(given.placeholder ?? "Make a selection")}</option>`
  return `<select ${attributes}>${empty}${options.join("")}</select>`
}

type Option = { readonly value: string; readonly label: string; readonly description?: string | undefined }

function optionsOf(
  world: World,
  guild: string | undefined,
  given: APISelectMenuComponent,
): readonly Option[] {
  const here = world.guilds.get(guild ?? "")
  switch (given.type) {
    case Type.StringSelect:
      return given.options
    case Type.ChannelSelect:
      return [...world.channels.values()]
        .filter((channel) => !isThread(channel) && "guild_id" in channel && channel.guild_id === guild)
        .filter(({ type }) => given.channel_types?.includes(type) ?? true)
        .map(({ id, name }) => ({ value: id, label: `# ${name}` }))
    case Type.RoleSelect:
      return (here?.roles ?? []).map(({ id, name }) => ({ value: id, label: `@${name.replace(/^@/, "")}` }))
    default:
      return [...(here?.members.values() ?? [])].map(({ user }) => ({
        value: user.id,
        label: user.global_name ?? user.username,
      }))
  }
}
