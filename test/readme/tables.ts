import { type Command, type Option, offeredOptions } from "../../src/vocabulary/command.ts"
import { words } from "../../src/words/words.ts"
import type { Results } from "../bench/delivery/results.ts"
import type { Results as PostResults } from "../bench/posts/results.ts"
import { heldTable, periods } from "./privacy.ts"

type Settings = Readonly<
  Record<string, { readonly purpose: string; readonly allowed: string; readonly otherwise: string }>
>

/** The generated parts of Markdown files, by file and by the name in their marks. */
export function generatedParts(
  commands: readonly Command[],
  settings: Settings,
  { delivery, posts }: { readonly delivery: Results; readonly posts: PostResults },
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    "README.md": { commands: commandTable(commands), settings: settingTable(settings) },
    "PRIVACY.md": {
      held: table(words.privacy.columns, heldTable()),
      periods: periods()
        .map((period) => `- ${period}`)
        .join("\n"),
    },
    "test/bench/README.md": { delivery: deliveryTables(delivery), posts: postTable(posts) },
  }
}

function deliveryTables({ chaos, fanOut }: Results): string {
  const kills = chaos.map((row) => [
    ...[row.engine, platformNames[row.platform] ?? row.platform, String(row.kills), String(row.messages)],
    ...[String(row.lost), String(row.doubled)],
  ])
  const runs = fanOut.map((row) => [
    ...[row.engine, platformNames[row.platform] ?? row.platform, String(row.replicas)],
    ...[
      row.channels.toLocaleString("en-US"),
      `${row.seconds.toFixed(0)} s`,
      `${row.ofPossible.toFixed(0)} %`,
    ],
    ...[String(row.refusals), String(row.lost + row.doubled), memoryOf(row)],
  ])
  return [
    table(["store", "platform", "kills", "messages", "lost", "doubled"], kills),
    "",
    table(
      [
        "store",
        "platform",
        "bots",
        "channels",
        "all had it after",
        "of the possible rate",
        "refusals",
        "lost or doubled",
        "memory",
      ],
      runs,
    ),
  ].join("\n")
}

function postTable({ days, rows }: PostResults): string {
  const spread = (values: readonly number[]) =>
    values.length === 0 ? "" : values.map((value) => value.toLocaleString("en-US")).join(" / ")
  const cells = rows.map((row) => [
    ...[row.form, row.platform, row.messages.toLocaleString("en-US")],
    ...[spread(row.paperCharacters), spread(row.characters), spread(row.components)],
    ...[String(row.lost), String(row.overLimit)],
  ])
  const head = ["form", "platform", "messages", "characters of a paper", "of any", "components"]
  return [`${days} days:`, "", table([...head, "lost papers", "over a limit"], cells)].join("\n")
}

const platformNames: Readonly<Record<string, string>> = {
  memory: "a platform that knows no message again",
  discord: "Discord",
  slack: "Slack",
}

function memoryOf({ memory }: Results["fanOut"][number]): string {
  return memory === undefined
    ? "not weighed"
    : `${memory.resident.second.toFixed(0)} MB, then ${memory.resident.last.toFixed(0)} MB`
}

function commandTable(commands: readonly Command[]): string {
  const row = (command: Command) => [
    code(usage(command)),
    sentence(command),
    command.examples[0] === undefined ? "" : code(command.examples[0]),
  ]
  return table(["command", "what it does", "for example"], commands.map(row))
}

function sentence({ description, surface, adminOnly }: Command): string {
  const limits = [...(surface === "terminal" ? ["terminal only"] : []), ...(adminOnly ? ["admins only"] : [])]
  return limits.length === 0 ? description : `${description} (${limits.join(", ")})`
}

/** `search <query> [--limit]`: what must be given in angles, what may be in brackets. */
function usage(command: Command): string {
  return [
    command.name,
    ...Object.entries(offeredOptions(command)).map(([key, option]) => optionUsage(key, option)),
  ].join(" ")
}

function optionUsage(key: string, option: Option): string {
  if (option.kind === "flag") return `[--${key}]`
  const shown = option.positional ? `<${key}>` : `${key}:`
  return option.required ? shown : `[${shown}]`
}

function settingTable(settings: Settings): string {
  return groupsOf(settings)
    .map(({ title, rows }) => {
      const cells = rows.map(([variable, { purpose, allowed, otherwise }]) => [
        code(variable),
        purpose,
        allowed,
        otherwise,
      ])
      return `### ${title}\n\n${table(["variable", "what it is for", "allowed values", "default"], cells)}`
    })
    .join("\n\n")
}

/** `.env.example`: every setting as a comment, to be uncommented and filled in. */
export function envExample(settings: Settings): string {
  const parts = groupsOf(settings).flatMap(({ title, rows }) => [
    `## ${title}\n`,
    ...rows.map(
      ([variable, { purpose, allowed, otherwise }]) =>
        `# ${purpose}\n# Allowed: ${allowed}. Default: ${otherwise}.\n# ${variable}=\n`,
    ),
  ])
  return ["# Copy this file to .env, and uncomment what you set.\n", ...parts].join("\n")
}

/** The settings by part, in their order. Throws where a part begins with no setting, or a setting is in no part. */
function groupsOf(settings: Settings) {
  const entries = Object.entries(settings)
  const starts = words.settings.groups.map(({ from }) => entries.findIndex(([variable]) => variable === from))
  if (starts[0] !== 0 || starts.includes(-1)) throw new Error("The settings' parts don't fit the settings.")
  return words.settings.groups.map(({ title }, at) => ({
    title,
    rows: entries.slice(starts[at], starts[at + 1]),
  }))
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")
}

function code(text: string): string {
  return `\`${text}\``
}

/** Puts generated parts between their marks, `<!-- commands -->` and `<!-- /commands -->`. Throws where a mark is missing. */
export function withParts(readme: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [before, rest] = splitOnce(text, `<!-- ${name} -->\n`)
    const [, after] = splitOnce(rest, `\n<!-- /${name} -->`)
    return `${before}<!-- ${name} -->\n${part}\n<!-- /${name} -->${after}`
  }, readme)
}

function splitOnce(text: string, mark: string): readonly [before: string, after: string] {
  const at = text.indexOf(mark)
  if (at < 0) throw new Error(`the mark ${mark.trim()} is missing`)
  return [text.slice(0, at), text.slice(at + mark.length)]
}
