r"""Maths as a row of tokens, alike for LaTeX and for what a person types: `\frac{x}{2}`, `x/2` and `(x) : 2`… read x / 2.

Brackets and signs of multiplication are left out on both sides, so whoever looks for `(a+b)/2` need not know how it was set.
"""

from __future__ import annotations

import re

LONGEST = 4_000
"""Characters of one formula; the rest of a longer one is not read."""
_FRACTIONS = frozenset(("\\frac", "\\dfrac", "\\tfrac", "\\cfrac"))
_COMMANDS = {
    "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "ne": "!=", "neq": "!=", "div": "/",
    "pm": "+-", "to": "->", "rightarrow": "->", "longrightarrow": "->", "Rightarrow": "=>", "Leftrightarrow": "<=>", "infty": "inf",
    "lt": "<", "gt": ">", "overrightarrow": "vec", "widehat": "hat", "prime": "'",
}  # fmt: skip
_SILENT = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr cdot times ast quad qquad displaystyle textstyle limits nolimits mathrm mathbf "
    "mathit mathbb mathcal operatorname rm bf ce limsup hline hfill dots ldots cdots".split()
)
_NAMED = frozenset(
    "sin cos tan cot arcsin arccos arctan log ln lg lim max min sqrt vec hat int iint sum prod inf pi alpha beta gamma delta epsilon "
    "theta lambda mu nu rho sigma tau phi varphi omega Delta Omega Phi Sigma in notin cup cap subset circ perp parallel triangle angle "
    "forall exists mod deg".split()
)  # fmt: skip
"""Names that are one sign, with and without a stroke before them."""
_TYPED = str.maketrans({
    "−": "-", "–": "-", "×": " ", "·": " ", "⋅": " ", "*": " ", "÷": "/", "∕": "/", "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "≠": "!=", "±": "+-",
    "→": "->", "⇒": "=>", "⇔": "<=>", "∞": " inf ", "√": " sqrt ", "∫": " int ", "∑": " sum ", "∈": " in ", "∉": " notin ", "°": "^ circ ",
    "′": "'", "π": " pi ", "α": " alpha ", "β": " beta ", "γ": " gamma ", "δ": " delta ", "Δ": " Delta ", "λ": " lambda ", "μ": " mu ",
    "ω": " omega ", "Ω": " Omega ", "φ": " phi ", "θ": " theta ", "ρ": " rho ", "σ": " sigma ",
    **{sign: f"^{digit}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}, **{sign: str(digit) for digit, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")},
})  # fmt: skip
_ASIDE = re.compile(r"\\(?:text|mbox|textbf|textit|begin|end|label|tag)\s*\{[^{}]*\}(?:\{[lcr|]*\})?")
_BARE = re.compile(r"\\([dtc]?frac)\s*(\d)")  # TeX takes one digit: \frac12 is one half
_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\d+(?:(?:[.,]|\{,\})\d+)*|[a-zA-Z]+|<=>|<=|>=|!=|->|=>|\+-|\S")
_DROPPED = frozenset('()[]|&_$\\,;.:!~"')


def maths_tokens(formula: str) -> list[str]:
    r"""The tokens of LaTeX or typed maths, in lower case: `\sqrt{x^{2}} \le 0{,}5` is sqrt x ^ 2 <= 0.5. Reads anything, in one pass."""
    found: list[str] = []
    closing: list[str] = []
    after_next = ""
    for part in _TOKEN.findall(_BARE.sub(r"\\\1{\2}", _ASIDE.sub(" ", formula[:LONGEST])).translate(_TYPED)):
        if part == "{":
            closing.append(after_next)
            after_next = ""
        elif part == "}":
            found += _said(closing.pop() if closing else "")
        elif part in _FRACTIONS:
            after_next = "/"
        elif signs := _signs(part):
            found += [*signs, *_said(after_next)]
            after_next = ""
    return found


def runs(formula: str) -> list[str]:
    r"""What is written without a gap, as a person types it in one go: `H_{2}SO_4` is h2so4, `2x` is 2x."""
    joined = re.sub(r"[_{}]", "", re.sub(r"\\[a-zA-Z]+", " ", _ASIDE.sub(" ", formula[:LONGEST])))
    return [run.lower() for run in re.findall(r"[a-zA-Z0-9]{2,}", joined)]


def is_maths(typed: str) -> bool:
    """Whether a piece of a query without gaps is maths and not words: signs stand in it, and no word of three letters but a named one."""
    spread = typed.translate(_TYPED)
    if "\\" in typed or spread != typed:
        return True
    letters = re.findall(r"[^\W\d_]+", typed)
    return bool(re.search(r"[-+/^=<>_(){}\[\]|]", typed)) and all(len(each) < 3 or each in _NAMED for each in letters)


def _said(sign: str) -> list[str]:
    return [sign] if sign else []


def _signs(part: str) -> list[str]:
    """What one piece of the source says; nothing for brackets and for commands that only say how it looks."""
    name = part.lstrip("\\")
    if part[0] == "\\":
        if name in _SILENT or not name or not name[0].isalpha():
            return []
        return [_COMMANDS.get(name, name).lower()]
    if part[0].isdigit():
        return [part.replace("{,}", ".").replace(",", ".")]
    if part in _DROPPED:
        return []
    if part.isalpha():
        return [part.lower()] if part in _NAMED else list(part.lower())
    return [part]
