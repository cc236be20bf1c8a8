import { readFileSync } from "node:fs"
import { resolve } from "node:path"

/** A file in the shape of a source, in our own words. */
export function fixture(name: string): string {
  return readFileSync(resolve(import.meta.dirname, "../../../fixtures/sources", name), "utf8")
}
