/** What the font Symbol prints for characters F020 to F0FE of its private area, as far as text needs it. */
const SYMBOL: ReadonlyMap<number, string> = new Map(
  (
    "2d − 40 ≅ 41 Α 42 Β 43 Χ 44 Δ 45 Ε 46 Φ 47 Γ 48 Η 49 Ι 4b Κ 4c Λ 4d Μ 4e Ν 4f Ο 50 Π 51 Θ 52 Ρ 53 Σ 54 Τ 55 Υ 57 Ω " +
    "58 Ξ 59 Ψ 5a Ζ 5c ∴ 5e ⊥ 61 α 62 β 63 χ 64 δ 65 ε 66 φ 67 γ 68 η 69 ι 6a ϕ 6b κ 6c λ 6d μ 6e ν 6f ο 70 π 71 θ 72 ρ " +
    "73 σ 74 τ 75 υ 77 ω 78 ξ 79 ψ 7a ζ a2 ′ a3 ≤ a5 ∞ ab ↔ ac ← ad ↑ ae → af ↓ b0 ° b1 ± b2 ″ b3 ≥ b4 × b6 ∂ b7 • b8 ÷ b9 ≠ " +
    "ba ≡ bb ≈ bc … c4 ⊗ c5 ⊕ c6 ∅ c7 ∩ c8 ∪ ce ∈ cf ∉ d1 ∇ d2 ® d3 © d4 ™ d5 ∏ d6 √ d7 ⋅ d9 ∧ da ∨ db ⇔ de ⇒ e5 ∑ f2 ∫"
  )
    .split(" ")
    .reduce<[number, string][]>((pairs, part, at, all) => {
      if (at % 2 === 0) pairs.push([Number.parseInt(part, 16), all[at + 1] as string]);
      return pairs;
    }, []),
);

/** Returns the character of `w:sym`, whose code is in hexadecimal digits; "" for an invalid code. */
export function symbolOf(hex: string, font: string): string {
  return symbolCharacter(Number.parseInt(hex, 16), font);
}

/**
 * Returns the character that a symbol font prints for a code. Outside the private area it is the code point itself;
 * inside, it is that of the font Symbol, and a square for pictures of other fonts.
 */
export function symbolCharacter(code: number, font = "Symbol"): string {
  if (!(code > 0) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return "";
  if (code < 0xf000 || code > 0xf0ff) return String.fromCodePoint(code);
  const low = code - 0xf000;
  if (/^symbol/i.test(font)) return SYMBOL.get(low) ?? String.fromCodePoint(low);
  return "▪";
}
