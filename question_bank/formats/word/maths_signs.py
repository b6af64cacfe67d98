"""Signs of equations: Unicode as Word writes it, commands as LaTeX does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_COMMANDS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ϑ": "vartheta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma",
    "Δ": "Delta", "∆": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "∂": "partial", "∇": "nabla", "∞": "infty", "ℓ": "ell", "ℏ": "hbar", "∅": "varnothing", "ø": "varnothing",
    "±": "pm", "∓": "mp", "×": "times", "÷": "div", "⋅": "cdot", "∙": "cdot", "·": "cdot", "∘": "circ", "°": "^{\\circ}", "∗": "ast",
    "≤": "le", "≥": "ge", "⩽": "le", "⩾": "ge", "≠": "ne", "≈": "approx", "≡": "equiv", "≅": "cong", "∼": "sim", "≃": "simeq", "∝": "propto", "≪": "ll",
    "≫": "gg", "∈": "in", "∉": "notin", "∋": "ni", "⊂": "subset", "⊃": "supset", "⊆": "subseteq", "⊇": "supseteq", "⊄": "not\\subset",
    "∪": "cup", "∩": "cap", "∖": "setminus", "∀": "forall", "∃": "exists", "∄": "nexists", "¬": "neg", "∧": "wedge", "∨": "vee",
    "→": "to", "←": "leftarrow", "↔": "leftrightarrow", "⇒": "Rightarrow", "⇐": "Leftarrow", "⇔": "Leftrightarrow", "↦": "mapsto",
    "⟶": "longrightarrow", "⟹": "Longrightarrow", "⟺": "Longleftrightarrow", "↑": "uparrow", "↓": "downarrow", "⇌": "rightleftharpoons",
    "⊥": "perp", "∥": "parallel", "∠": "angle", "△": "triangle", "⋮": "vdots", "⋯": "cdots", "…": "ldots", "⋱": "ddots", "∣": "mid",
    "√": "surd", "∑": "sum", "∏": "prod", "∫": "int", "∬": "iint", "∭": "iiint", "∮": "oint", "′": "prime", "⊕": "oplus", "⊗": "otimes",
    "ℝ": "mathbb{R}", "ℕ": "mathbb{N}", "ℤ": "mathbb{Z}", "ℚ": "mathbb{Q}", "ℂ": "mathbb{C}",
}  # fmt: skip
_PLAIN = {
    "−": "-", "–": "-", "\u2010": "-", "\u2011": "-", "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\u200b": "", "\u200d": "", "\ufeff": "",
    "′": "'", "″": "''", "°": "^{\\circ}", "\u00a0": " ", "\u2009": " ", "\u2003": " ", "\u2002": " ",
    "\\": r"\backslash ", "{": r"\{", "}": r"\}", "$": r"\$", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "^": r"\^{}", "~": r"\sim ",
    "<": r"\lt ", ">": r"\gt ",
}  # fmt: skip
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth ln log lg exp lim max min sup inf det gcd dim".split()
)
_OPERATORS = frozenset("arccot cotg tg arctg sgn sign rank cosec".split())
_GLUED = re.compile(r"(sin|cos|tan|cot|ln|log)([a-z])")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SPECIAL = re.compile(r"[{}$%&#_]")
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_SIGNS: Mapping[int, str] = MappingProxyType(
    {**{ord(c): f"\\{name} " for c, name in _COMMANDS.items()}, **{ord(c): to for c, to in _PLAIN.items()}}
)

NARY: Mapping[str, str] = MappingProxyType(
    {
        "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∬": r"\iint", "∭": r"\iiint", "∮": r"\oint",
        "⋃": r"\bigcup", "⋂": r"\bigcap", "⋁": r"\bigvee", "⋀": r"\bigwedge",
    }
)  # fmt: skip
ACCENTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "\u0302": (r"\hat", r"\widehat"), "^": (r"\hat", r"\widehat"), "\u0303": (r"\tilde", r"\widetilde"), "~": (r"\tilde", r"\widetilde"),
        "\u0304": (r"\bar", r"\overline"), "\u0305": (r"\overline", r"\overline"), "¯": (r"\bar", r"\overline"),
        "\u20d7": (r"\vec", r"\overrightarrow"), "→": (r"\vec", r"\overrightarrow"), "\u20d6": (r"\overleftarrow", r"\overleftarrow"),
        "\u20e1": (r"\overleftrightarrow", r"\overleftrightarrow"), "\u0307": (r"\dot", r"\dot"), "\u0308": (r"\ddot", r"\ddot"),
        "\u030c": (r"\check", r"\check"), "\u0306": (r"\breve", r"\breve"), "\u0311": (r"\overset{\frown}", r"\overset{\frown}"),
        "\u0332": (r"\underline", r"\underline"),
    }
)  # fmt: skip
"""By the accent's sign: the command over one letter, and over more."""
GROUP_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "⏟": r"\underbrace",
        "⏞": r"\overbrace",
        "⏜": r"\overset{\frown}",
        "⌒": r"\overset{\frown}",
        "→": r"\overrightarrow",
        "←": r"\overleftarrow",
    }
)
_FENCES = {
    "": ".", "(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "|": "|", "∣": "|", "‖": r"\Vert", "∥": r"\Vert", "⟨": r"\langle",
    "⟩": r"\rangle", "〈": r"\langle", "〉": r"\rangle", "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "/": "/",
}  # fmt: skip


def sign_text(text: str) -> str:
    """The text of a maths run as LaTeX: known function names and signs as commands, words of a language as \\text."""
    # Word writes mathematical italics as their own letters; NFKC would also turn ² into 2, so only letters are folded.
    text = "".join(unicodedata.normalize("NFKC", c) if "\U0001d400" <= c <= "\U0001d7ff" else c for c in unicodedata.normalize("NFC", text))
    if _has_accented_letter(text):
        return words(text)
    text = _DECIMAL_COMMA.sub("\x00", text)
    parts, last = [], 0
    for word in _WORD.finditer(text):
        parts += [text[last : word.start()].translate(_SIGNS), _named(word[0])]
        last = word.end()
    return "".join([*parts, text[last:].translate(_SIGNS)]).replace("\x00", "{,}")


def words(text: str) -> str:
    """Upright words; spaces in them are kept."""
    if not text.strip():
        return r"\ " if text else ""
    if text.strip() in _FUNCTIONS:
        return f"\\{text.strip()} "
    if not any(c.isalpha() for c in text):
        return text.translate(_SIGNS)
    shown = _SPECIAL.sub(r"\\\g<0>", text.replace("\\", " ").replace("^", " "))
    return f"\\text{{{shown}}}"


def fence(sign: str) -> str:
    """What follows \\left or \\right for that sign; a point for a sign that cannot stand there."""
    return _FENCES.get(sign, ".")


def _named(word: str) -> str:
    if word in _FUNCTIONS:
        return f"\\{word} "
    if glued := _GLUED.fullmatch(word):
        return f"\\{glued[1]} {glued[2]}"
    return f"\\operatorname{{{word}}} " if word in _OPERATORS else word


def _has_accented_letter(text: str) -> bool:
    return any("À" <= c <= "ỹ" and c.isalpha() and unicodedata.name(c, "").startswith("LATIN") and c != "ø" for c in text)
