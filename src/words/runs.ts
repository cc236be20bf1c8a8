/** Building rich text: short names for the few shapes that cards are made of. */
import type { Run, Text } from "../vocabulary/card.ts"

/** Characters as they are. */
export function plainText(text: string): Text {
  return [{ text }]
}

export function bold(text: string): Text {
  return [{ text, bold: true }]
}

export function italic(text: string): Text {
  return [{ text, italic: true }]
}

/** What is typed as it stands: a command, an option. */
export function code(text: string): Text {
  return [{ text, code: true }]
}

/** Words that lead somewhere; plain ones where there is no address. */
export function link(text: string, href: string | undefined): Text {
  return [href === undefined ? { text } : { text, href }]
}

/** The given texts with a separator between them; absent and empty ones are skipped. */
export function joined(parts: readonly (Text | string | undefined)[], separator = " · "): Text {
  const given = parts.flatMap((part) => {
    const text = typeof part === "string" ? plainText(part) : (part ?? [])
    return text.some((run) => run.text !== "") ? [text] : []
  })
  return given.flatMap((text, index) => (index === 0 ? text : [{ text: separator }, ...text]))
}

/** A sentence in which what stands between backticks is code: ``Try `search diffusion`.`` For our own sentences only. */
export function sentence(text: string): Text {
  return text
    .split("`")
    .map((piece, index): Run => (index % 2 === 1 ? { text: piece, code: true } : { text: piece }))
    .filter((run) => run.text !== "")
}
