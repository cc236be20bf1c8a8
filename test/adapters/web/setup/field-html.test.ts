import { expect, test } from "vitest"
import { fieldToHtml } from "../../../../adapters/web/setup/field-html.ts"

test("a long text has several lines, and stays as it was typed", () => {
  const value = "one\n</textarea><b>two</b>"
  const html = String(fieldToHtml({ kind: "text", name: "note", label: "Note", isLong: true, value }, []))
  expect(html).toContain("one\n&lt;/textarea&gt;&lt;b&gt;two&lt;/b&gt;</textarea>")
  expect(html).not.toContain("<input")
})
