/** Writes the manifest that people paste at Slack, from the command table: `npm run manifest`. */
import { writeFileSync } from "node:fs"
import { createManifest } from "../../../adapters/slack/manifest.ts"
import { commands } from "../../../commands/index.ts"

export const manifestFile = new URL("../../../adapters/slack/manifest.json", import.meta.url)

/** The file's text, for Socket Mode, the transport that needs no public address. */
export function manifestText(): string {
  return `${JSON.stringify(createManifest(commands), null, 2)}\n`
}

if (import.meta.main) writeFileSync(manifestFile, manifestText())
