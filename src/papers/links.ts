import { isNewStyleId, isTitleKey } from "./name.ts"
import type { Paper } from "./paper.ts"

export type PaperLink = {
  readonly kind: "abstract" | "huggingface" | "code" | "project" | "doi"
  readonly href: string
}

/** The paper's abstract page on arXiv; undefined for a paper that is known by its title alone. */
export function abstractLink(paper: Pick<Paper, "id">): string | undefined {
  return isTitleKey(paper.id) ? undefined : `https://arxiv.org/abs/${paper.id}`
}

/** The paper's page on Hugging Face, where its votes and comments are; undefined where there may be none. */
export function huggingFaceLink(paper: Pick<Paper, "id" | "source">): string | undefined {
  return paper.source === "huggingface" && isNewStyleId(paper.id)
    ? `https://huggingface.co/papers/${paper.id}`
    : undefined
}

/** Where a paper can be read, discussed and tried, the abstract page first. Never a PDF: arXiv asks for that. */
export function paperLinks(paper: Paper): readonly PaperLink[] {
  const links: readonly { readonly kind: PaperLink["kind"]; readonly href: string | undefined }[] = [
    { kind: "abstract", href: abstractLink(paper) },
    { kind: "huggingface", href: huggingFaceLink(paper) },
    { kind: "code", href: paper.code?.url },
    { kind: "project", href: paper.projectPage },
    { kind: "doi", href: paper.doi && `https://doi.org/${encodeURI(paper.doi)}` },
  ]
  return links.flatMap(({ kind, href }) => (href ? [{ kind, href }] : []))
}
