import { readFile } from "node:fs/promises"
import { z } from "zod"
import type { Paper } from "../papers/paper.ts"
import type { LeftOut, Parsed } from "../vocabulary/sources.ts"
import { words } from "../words/words.ts"

/** What the starter library holds: papers for a first start without a network. */
export type StarterLibrary = { readonly papers: readonly Paper[]; readonly leftOut: readonly LeftOut[] }

const fileName = "starter-library.jsonl"

/** Reads the library that ships with the project, oldest paper first. Throws what the file system throws. */
export async function loadStarterLibrary(): Promise<StarterLibrary> {
  const text = await readFile(`${import.meta.dirname}/${fileName}`, "utf8")
  const { values, leftOut } = parseStarterLibrary(text)
  return { papers: values, leftOut }
}

/** One paper a line, in the file's own short form. A line that does not fit is left out, and it is said why. */
export function parseStarterLibrary(text: string): Parsed<Paper> {
  const values: Paper[] = []
  const leftOut: LeftOut[] = []
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue
    const read = row.safeParse(line)
    if (read.success) values.push(paperOf(read.data))
    else leftOut.push({ where: `${fileName}, line ${index + 1}`, why: reasonOf(read.error) })
  }
  return { values, leftOut }
}

const row = z
  .string()
  .transform((line, context) => {
    try {
      return JSON.parse(line) as unknown
    } catch (error) {
      context.addIssue({ code: "custom", message: `not JSON: ${String(error)}` })
      return z.NEVER
    }
  })
  .pipe(
    z
      .strictObject({
        id: z.string().regex(/^\d{4}\.\d{4,5}$/),
        title: z.string().min(1),
        summary: z.string().min(1),
        authors: z.array(z.string().min(1)).min(1),
        /** Only where the file names the first of many authors. */
        authorCount: z.int().positive().optional(),
        organization: z.string().min(1).optional(),
        keywords: z.array(z.string().min(1)).min(1),
        categories: z.array(z.string().min(1)).min(1),
        publishedOn: z.iso.date(),
        code: z.url({ protocol: /^https$/ }).optional(),
      })
      .refine(({ authors, authorCount = authors.length }) => authorCount >= authors.length, {
        path: ["authorCount"],
        message: words.library.sources.fewerThanNamed,
      }),
  )

function paperOf({ organization, code, ...fields }: z.infer<typeof row>): Paper {
  return {
    ...fields,
    abstract: "",
    summaryBy: "summary by Paperboy",
    authorCount: fields.authorCount ?? fields.authors.length,
    organization,
    code: code === undefined ? undefined : { url: code },
    upvotes: 0,
    comments: 0,
    media: [],
    source: "starter",
  }
}

function reasonOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
    .join("; ")
}
