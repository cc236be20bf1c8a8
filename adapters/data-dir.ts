import { resolve } from "node:path"
import type { Config } from "../config/load.ts"

/** The folder in which everything of an installation lies. Absolute. */
export function dataDir(config: Config): string {
  return resolve(config.DATA_DIR)
}
