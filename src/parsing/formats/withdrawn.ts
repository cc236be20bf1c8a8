/** Whether the authors took the paper back: arXiv has no field for it, only their words. */
export function isWithdrawn(abstract: string, remark: string): boolean {
  return [abstract, remark].some((text) => said.test(text))
}

const said =
  /^\W*(?:(?:this|the) (?:paper|article|submission|manuscript|work|preprint)\b[^.]{0,60}\bwithdrawn|withdrawn)\b/i
