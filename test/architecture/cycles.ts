import { importsOf, type Source, target } from "./source.ts"

/** Groups of files that import one another, directly or through others; a file alone is no group. */
export function cycles(files: readonly Source[]): readonly (readonly string[])[] {
  const imports = new Map(
    files.map((source) => [
      source.file,
      importsOf(source).flatMap((name) => target(source.file, name) ?? []),
    ]),
  )
  return stronglyConnected([...imports.keys()], (file) =>
    (imports.get(file) ?? []).filter((to) => imports.has(to)),
  )
}

/** Tarjan's algorithm (SIAM Journal on Computing 1972): the components of more than one node. */
function stronglyConnected(
  all: readonly string[],
  next: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []

  function visit(node: string): number {
    const at = index.size
    index.set(node, at)
    low.set(node, at)
    stack.push(node)
    for (const to of next(node)) {
      const reached = index.has(to) ? (stack.includes(to) ? (index.get(to) ?? at) : at) : visit(to)
      low.set(node, Math.min(low.get(node) ?? at, reached))
    }
    if (low.get(node) === at) found.push(stack.splice(stack.indexOf(node)))
    return low.get(node) ?? at
  }

  for (const node of all) if (!index.has(node)) visit(node)
  return found.filter((group) => group.length > 1).map((group) => group.toSorted())
}
