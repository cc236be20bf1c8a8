import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { plainLine, texToUnicode } from "../../../../src/parsing/tex/tex-to-unicode.ts"
import { anyText } from "../../../any-text.ts"

const cases: Readonly<Record<string, readonly (readonly [tex: string, plain: string])[]>> = {
  "formulas read as they look": [
    [String.raw`$\alpha$-divergence`, "α-divergence"],
    ["33 billion $m^2$ under water", "33 billion m² under water"],
    [String.raw`$\mathcal{O}(n\log n)$`, "O(n log n)"],
    [String.raw`\mathcal{O}(n \log n)`, "O(n log n)"],
    [String.raw`$\log\log n$ and $\log(n)$`, "log log n and log(n)"],
    ["$L^{n+1}_{ij}$", "Lⁿ⁺¹ᵢⱼ"],
    [String.raw`$\theta_{\text{train}}$ and $O(n^{3/2})$`, "θ_train and O(n^(3/2))"],
    [String.raw`$\frac{a+b}{2} \leq \sqrt[3]{x}$`, "(a+b)/2 ≤ ³√x"],
    [String.raw`$a\leq b$, $10\times$, $\Delta x \to 0$`, "a≤b, 10×, Δx → 0"],
    [String.raw`$90^\circ$ and 90\deg`, "90° and 90°"],
    [String.raw`$\hat{x}$, $\bar y$, $\tilde{\theta}$`, "x̂, ȳ, θ̃"],
    [String.raw`$\mathbb{R}^n$ and $\mathbb P^2$`, "ℝⁿ and ℙ²"],
    [String.raw`$x \not\in \{1,2\}$`, "x ∉ {1,2}"],
    [String.raw`\(x^2\) and \[y\] and $$E=mc^2$$`, "x² and y and E=mc²"],
    [String.raw`$\left(\frac{1}{2}\right)$ and $\binom{n}{k}$`, "(1/2) and (n choose k)"],
    ["$^{87}$Rb, C$^\\ast$-algebra, $f'(x)$", "⁸⁷Rb, C*-algebra, f′(x)"],
    ["($>$50, 1$-$2%)", "(>50, 1-2%)"],
    [String.raw`$x_{\rm max}$`, "x_max"],
    [String.raw`functions for $1<p<\infty $ and bases`, "functions for 1<p<∞ and bases"],
    ["$10^{-3} $ error, the $7s^2S_{1/2} $ state", "10⁻³ error, the 7s²S_(1/2) state"],
    [String.raw`$\sfrac{1}{2}$ spin, $A \xrightarrow{f} B$, L\sp2`, "1/2 spin, A →ᶠ B, L²"],
    [String.raw`Intel$^\circledR$, $\leadsto$, $\triangle$`, "Intel®, ⇝, △"],
    [String.raw`$\textit{Don't Guess}$, $\mathrm{d}f'$`, "Don't Guess, df′"],
    [String.raw`$\upmu$m, $\Upgamma$, $\varupphi$`, "μm, Γ, φ"],
    [String.raw`90{\deg}, 2{\deg}C and $\deg f$`, "90°, 2°C and deg f"],
    [String.raw`operators in $\C^n`, "operators in Cⁿ"],
  ],
  "formulas without dollar signs are read too": [
    ["m^2, 10^{-3}, 10^-3 and GF(251^8)", "m², 10⁻³, 10⁻³ and GF(251⁸)"],
    ["360^circ and TRC^{2}", "360° and TRC²"],
    ["F_1, H_2O, SL_2(R), G_{stack}", "F₁, H₂O, SL₂(R), G_stack"],
    [String.raw`5 \times 10^{-3} and \lambda_1`, "5 × 10⁻³ and λ₁"],
  ],
  "letters get their accents": [
    [String.raw`T\"ULU, G\"odel, M{\"u}ller, na\"{\i}ve`, "TÜLU, Gödel, Müller, naïve"],
    [String.raw`Brian\c{c}on, Szeg\H{o}, Sm\o rgaard, \v{S}ilov`, "Briançon, Szegő, Smørgaard, Šilov"],
    [String.raw`\~n \'e \^{o} \.Z`, "ñ é ô Ż"],
    [String.raw`$[\bar{1}11]$, $\bar\partial$, $\hat{\nabla}f$`, "[1̄11], ∂̄, ∇̂f"],
    [String.raw`$\tilde{D_n}$, $\bar{M}_{0,n}$, $\hat{E^\prime}$`, "D̃ₙ, M̄_(0,n), Ê′"],
    [String.raw`$U_q(\widehat{\mathfrak{sl}}_2)$, $\widehat{gl(n|n)}$`, "U_q(ŝl̂₂), ĝl̂(n|n)"],
    [String.raw`at http://www.x.org/\~{}ada/code, \^{} and \"{}`, 'at http://www.x.org/~ada/code, ^ and "'],
    [String.raw`\b{eta}-Ga$_2$, \c{hi}2 and gar\c{c}on`, "β-Ga₂, χ2 and garçon"],
  ],
  "fonts and the authors' own commands leave what they hold": [
    [String.raw`\textbf{x} \emph{y} {\bf Bold} text {\em a b}`, "x y Bold text a b"],
    [String.raw`{GPT}-4 by \method, \method{} and \rev{new text}`, "GPT-4 by method, method and new text"],
    [String.raw`\ie this, \eg that \cite{knuth84}`, "i.e. this, e.g. that [knuth84]"],
    [String.raw`see \href{https://a.org/~b}{our site}`, "see our site (https://a.org/~b)"],
    [String.raw`\url{https://a.org/a_1}, \textcolor{red}{hot}`, "https://a.org/a_1, hot"],
  ],
  "what only looks like TeX stays": [
    ["Paper-to-Page for Under $0.1", "Paper-to-Page for Under $0.1"],
    ["cost $5 and $10, $5M vs. ($6M), 87-$89%", "cost $5 and $10, $5M vs. ($6M), 87-$89%"],
    ["from $10 million to $20 million", "from $10 million to $20 million"],
    ["never closed: $x", "never closed: $x"],
    ["snake_case_name, top_k, data_2, π_0.5, N^2.4", "snake_case_name, top_k, data_2, π_0.5, N^2.4"],
    ["~50%, 10~100 times, {0, 1}", "~50%, 10~100 times, {0, 1}"],
    ["run it with --fast, `code`", "run it with --fast, `code`"],
    ["https://x.org/~foo_1/a--b", "https://x.org/~foo_1/a--b"],
  ],
  "signs of TeX become those of print": [
    [
      String.raw`Prefill \& Decode, 95\%, \$OneMillion, a\_b, \#1`,
      "Prefill & Decode, 95%, $OneMillion, a_b, #1",
    ],
    ["Fig.~1, model~(B), 60~Hz", "Fig. 1, model (B), 60 Hz"],
    ["3--5 days -- or so", "3–5 days – or so"],
    ["``quoted'' and ``this``", "“quoted” and “this”"],
    ["How `Perfect' English, (`don't stop'), O'Neil's", "How ‘Perfect’ English, (‘don't stop’), O'Neil's"],
    ["use `code` and `more code` in the '90s", "use `code` and `more code` in the '90s"],
    [String.raw`first \par second\newline third`, "first second third"],
    [String.raw`{\CYRP}{\cyra}\cyrv lov, {\cyrshch}{\cyryi}`, "Павlov, щї"],
    [String.raw`$\sqrt{s}$~=~1.8 TeV`, "√s = 1.8 TeV"],
    [String.raw`10\,km, a\-b, one\\two`, "10 km, ab, one two"],
  ],
}

describe("texToUnicode", () => {
  for (const [fact, table] of Object.entries(cases)) {
    it.each(table)(`${fact}: %s`, (tex, plain) => {
      expect(texToUnicode(tex)).toBe(plain)
    })
  }

  it("lines are joined, and invisible marks go", () => {
    expect(texToUnicode("  Hierarchical\r\n  Backbones\u2028for\tModels ")).toBe(
      "Hierarchical Backbones for Models",
    )
    expect(texToUnicode("a\u202eb\u200bc\u0007d\ufeff")).toBe("abc d")
    expect(texToUnicode("Don\u0092t \u0093Guess\u0094 \u0081")).toBe("Don’t “Guess”")
    expect(texToUnicode("broken \ud800 half")).toBe("broken \ufffd half")
  })

  it("never throws, and gives one line without controls", () => {
    fc.assert(
      fc.property(fc.oneof(texLike, anyText), (text) => {
        expect(texToUnicode(text)).not.toMatch(/[\n\r\t\u2028\u2029\p{Cc}\u202a-\u202e]|^ | $| {2}/u)
      }),
      { numRuns: 300 },
    )
  })

  it("plain text stays as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const plain = text.replace(/[\\$^_~{}`-]/g, "")
        expect(texToUnicode(plain)).toBe(plainLine(plain))
        expect(texToUnicode(texToUnicode(plain))).toBe(texToUnicode(plain))
      }),
    )
  })

  it.each([
    ["braces", (n: number) => "{".repeat(n)],
    ["nested groups", (n: number) => "{".repeat(n) + "}".repeat(n)],
    ["nested accents", (n: number) => `$${"\\hat{".repeat(n)}${"}".repeat(n)}$`],
    ["nested scripts", (n: number) => `$${"x^{".repeat(n)}${"}".repeat(n)}$`],
    ["waiting commands", (n: number) => "\\frac".repeat(n)],
    ["waiting accents", (n: number) => "\\'".repeat(n)],
    ["opened formulas", (n: number) => `${"\\(".repeat(n)}\\)`],
    ["prices", (n: number) => "$5 ".repeat(n)],
    ["options", (n: number) => "\\sqrt[".repeat(n)],
    ["quotes", (n: number) => "``a ".repeat(n) + "''".repeat(n)],
    ["blanks", (n: number) => `\\bf${" ".repeat(n)}`.repeat(3)],
  ])("hostile %s cost time in proportion to their length", (_, hostile) => {
    // Read in less than a second each; in quadratic time they would not end within the test's limit.
    expect(texToUnicode(hostile(50_000)).length).toBeLessThan(1_000_000)
  })
})

const texLike = fc
  .array(
    fc.oneof(
      fc.constantFrom("\\", "{", "}", "$", "^", "_", "~", "--", "`", "'", "[", "]", " ", "\n", "\\(", "\\)"),
      fc.constantFrom(
        "\\frac",
        "\\hat",
        "\\sqrt",
        "\\not",
        "\\text",
        "\\left",
        "\\log",
        "\\href",
        "\\cite",
        "\\o",
      ),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""))
