/** What axe finds on a page, a line each: the rule, the element, and why. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "playwright-core"

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8")

export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found: unknown = await page.evaluate(
    "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + node.failureSummary)))",
  )
  return Array.isArray(found) ? found.map(String) : ["axe gave no list"]
}
