/** The keys that seal what leaves the bot and comes back, such as the page's cookies. */
import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Config } from "../config/load.ts"
import { dataDir } from "./data-dir.ts"

const keyBytes = 32

/** The operator's keys, newest first; else one of the bot's own, in a file that only its user may read. */
export function secretKeys(config: Config): readonly Buffer[] {
  if (config.SECRET_KEYS !== undefined)
    return config.SECRET_KEYS.map((key) => Buffer.from(key.reveal(), "base64"))
  const file = join(dataDir(config), "secret-key")
  if (!existsSync(file)) make(file, dataDir(config))
  return [Buffer.from(readFileSync(file, "utf8").trim(), "hex")]
}

function make(file: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(file, `${randomBytes(keyBytes).toString("hex")}\n`, { mode: 0o600, flag: "wx" })
  } catch (error) {
    // Another process made it in the same moment.
    if (!existsSync(file)) throw error
  }
}
