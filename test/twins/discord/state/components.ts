/** A message's components: finished as Discord sends them back, and found again to be pressed. */
import {
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  ComponentType,
} from "discord-api-types/v10"

export type Pressable = APIButtonComponentWithCustomId | APISelectMenuComponent

const selects: ReadonlySet<unknown> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
])

/** Each component gets a number and what it left unsaid, each picture what Discord learns when it fetches it. */
export function finished(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  let next = 1
  const finish = (value: unknown, key?: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => finish(item, key))
    if (!isRecord(value)) return value
    // Before its children: parents have the smaller number.
    const id = typeof value.type === "number" ? { id: value.id ?? next++ } : {}
    const entries = Object.entries(value).map(([name, inner]) => [name, finish(inner, name)])
    const own = Object.fromEntries(entries)
    return { ...unsaid(value.type, key), ...own, ...id, ...(key === "media" ? fetched(value) : {}) }
  }
  return components.map((component) => finish(component) as APIMessageTopLevelComponent)
}

/** What Discord fills in where a bot says nothing. */
function unsaid(type: unknown, key: string | undefined): object {
  if (key === "items") return { description: null, spoiler: false }
  if (selects.has(type)) return { min_values: 1, max_values: 1 }
  switch (type) {
    case ComponentType.Container:
      return { accent_color: null, spoiler: false }
    case ComponentType.Thumbnail:
      return { description: null, spoiler: false }
    case ComponentType.Separator:
      return { spacing: 1, divider: true }
    default:
      return {}
  }
}

/** Every button and select of a message, in reading order. */
export function pressables(components: readonly APIMessageTopLevelComponent[] = []): readonly Pressable[] {
  const found: Pressable[] = []
  walk(components, (component) => {
    if (isPressable(component)) found.push(component)
  })
  return found
}

function isPressable(component: unknown): component is Pressable {
  if (!isRecord(component) || typeof component.custom_id !== "string") return false
  return component.type === ComponentType.Button || selects.has(component.type)
}

/** All that can be read in components, in order: what a member sees, as text. */
export function readable(components: readonly APIMessageTopLevelComponent[] = []): string {
  const texts: string[] = []
  walk(components, ({ type, content, label }) => {
    if (type === ComponentType.TextDisplay && typeof content === "string") texts.push(content)
    if (type === ComponentType.Button && typeof label === "string") texts.push(`[${label}]`)
  })
  return texts.join("\n")
}

/** Visits every component, parents first; an accessory after the texts beside it. */
export function walk(
  components: readonly unknown[],
  visit: (component: Readonly<Record<string, unknown>>, path: string) => void,
  path = "components",
): void {
  for (const [index, component] of components.entries()) {
    if (!isRecord(component)) continue
    const here = `${path}.${index}`
    visit(component, here)
    if (Array.isArray(component.components)) walk(component.components, visit, `${here}.components`)
    if (isRecord(component.accessory)) visit(component.accessory, `${here}.accessory`)
    if (isRecord(component.component)) visit(component.component, `${here}.component`)
  }
}

function fetched(media: Readonly<Record<string, unknown>>) {
  return {
    proxy_url: media.url,
    width: 400,
    height: 300,
    content_type: "image/png",
    loading_state: 2,
    flags: 0,
    id: "1",
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}
