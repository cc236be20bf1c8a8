/** What the rest of the core may know about papers and lists. */
export {
  arXivListKey,
  firstListDay,
  isWeekend,
  type Listed,
  type ListName,
  listClosesAt,
  listDayAt,
  listNameOf,
  listOpensAt,
  type PaperList,
} from "./list.ts"
export { mergePapers } from "./merge.ts"
export {
  abstractLink,
  canonicalId,
  huggingFaceLink,
  isArxivCategory,
  isNewStyleId,
  isTitleKey,
  paperIdsIn,
  parsePaperName,
  pdfLink,
  titleKey,
} from "./name.ts"
export type { Paper, PaperName, PaperSource } from "./paper.ts"
export { daysOf, isDate, type Period, periodOf, periodOfKey, shiftedPeriod } from "./period.ts"
