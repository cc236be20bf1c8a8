import type { Condition } from "../../vocabulary/search-request.ts"
import { words as catalogue } from "../../words/words.ts"
import { type FilterToken, Refused, type Term, tokensOf } from "./filter-tokens.ts"

const sentences = catalogue.search.filter

/** One operand: a word, phrase, field or group, perhaps excluded. */
export type Factor = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly condition: Condition
}
export type Group = { readonly factors: readonly Factor[]; readonly connector: "AND" | "OR" }

/** The condition that a group states. */
export function conditionOf({ factors, connector }: Group): Condition {
  const of = factors.map(({ condition }) => condition)
  const [only] = of
  if (of.length === 1 && only) return only
  return { kind: connector === "OR" ? "any" : "all", of }
}

/** The boolean structure of a text: a recursive descent over its tokens. Throws `Refused` for what it can't mean. */
export function readGroup(text: string, readTerm: (term: Term) => Condition): Group {
  return createReader(text, tokensOf(text), readTerm).whole()
}

function createReader(text: string, tokens: readonly FilterToken[], readTerm: (term: Term) => Condition) {
  let next = 0
  let depth = 0
  return { whole }

  function whole(): Group {
    const read = group()
    const left = tokens[next]
    if (left !== undefined) throw refused(left, sentences.unopened, "")
    return read
  }

  function group(): Group {
    const factors: Factor[] = []
    const ors: boolean[] = []
    for (let token = tokens[next]; token !== undefined && token.kind !== "close"; token = tokens[next]) {
      const isOperator = token.kind === "or" || token.kind === "and"
      if (isOperator) {
        next++
        const after = tokens[next]
        const isDangling =
          factors.length === 0 || after === undefined || ["close", "or", "and"].includes(after.kind)
        if (isDangling) throw refused(token, sentences.needsBothSides(token.written), "")
      }
      if (factors.length > 0) ors.push(token.kind === "or")
      factors.push(factor())
    }
    const connector = ors.includes(true) ? "OR" : "AND"
    if (connector === "OR" && ors.includes(false)) throw ambiguous(factors, ors)
    return { factors, connector }
  }

  function factor(): Factor {
    if (++depth > deepest) throw new Refused(text.trim(), sentences.tooDeep)
    const read = operand()
    depth--
    return read
  }

  function operand(): Factor {
    const token = tokens[next]
    const start = token?.start ?? text.length
    next++
    switch (token?.kind) {
      case "not": {
        const after = tokens[next]
        if (after === undefined || !["not", "open", "term"].includes(after.kind))
          throw refused(token, sentences.needsWord(token.written), "")
        const { condition } = factor()
        return factorFrom(start, { kind: "not", of: condition })
      }
      case "open": {
        const inner = group()
        const close = tokens[next++]
        if (close === undefined) throw new Refused("(", sentences.unclosed, `${text.trim()})`)
        if (inner.factors.length === 0) throw refused({ ...token, end: close.end }, sentences.emptyGroup, "")
        return factorFrom(start, conditionOf(inner))
      }
      case "term":
        return factorFrom(start, readTerm(token))
      default:
        throw new Error("A factor begins with a term, a group or NOT.")
    }
  }

  function factorFrom(start: number, condition: Condition): Factor {
    const end = tokens[next - 1]?.end ?? text.length
    return { text: text.slice(start, end), start, end, condition }
  }

  function refused(token: FilterToken, message: string, replacement: string): Refused {
    return Refused.at(text, token, message, replacement)
  }

  /** Words and OR without parentheses can be read in two ways, so neither is guessed. */
  function ambiguous(factors: readonly Factor[], ors: readonly boolean[]): Refused {
    const runs: string[][] = [[]]
    for (const [at, { text }] of factors.entries()) {
      if (at > 0 && ors[at - 1] === false) runs.push([])
      runs.at(-1)?.push(text)
    }
    const grouped = runs.map((run) => (run.length > 1 ? `(${run.join(" OR ")})` : run[0])).join(" ")
    const whole = factors.map(({ text }, at) => (at > 0 && ors[at - 1] ? `OR ${text}` : text)).join(" ")
    return new Refused(
      whole,
      sentences.ambiguous,
      text.replace(whole, () => grouped),
    )
  }
}

const deepest = 50
