/**
 * Writes the manifest that people paste at Slack, from the command table: `npm run manifest`. With an address,
 * `npm run manifest -- https://papers.example.org`, it prints the one for HTTP instead.
 */
import "../../../adapters/runtime.mjs"
import { writeFileSync } from "node:fs"
import { createManifest, type ManifestOptions } from "../../../adapters/slack/manifest.ts"
import { commands } from "../../../commands/index.ts"

export const manifestFile = new URL("../../../adapters/slack/manifest.json", import.meta.url)

/** The file's text; without an address for Socket Mode, the transport that needs none. */
export function manifestText(options: ManifestOptions = {}): string {
  return `${JSON.stringify(createManifest(commands, options), null, 2)}\n`
}

if (import.meta.main) {
  const [publicUrl] = process.argv.slice(2)
  if (publicUrl === undefined) writeFileSync(manifestFile, manifestText())
  else process.stdout.write(manifestText({ publicUrl }))
}
