"""Signs of equations as Word wants them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FONT = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
AS_WORD = {ord(sign): to for sign, to in {"⧵": "∖", "⩽": "≤", "⩾": "≥", "‐": "-", "⟶": "→"}.items()}
"""Signs of MathML by which Word's own fonts, and people who search, know another."""
NARY = frozenset("∑∏∫∬∭∮⋃⋂⋁⋀")
INTEGRALS = frozenset("∫∬∭∮")
RELATIONS = frozenset("=<>≤≥≠≈≡∼→⇒⇔⟺⟹;,")
OPENING, CLOSING = frozenset("([{|‖"), frozenset(")]}|‖")
BARS = frozenset("―¯‾_\u0332\u0304\u0305\u2015")
ARROWS = frozenset("→←↔⇒⇌⟶")
LIMIT_NAMES = frozenset({"lim", "max", "min", "sup", "inf"})
ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "^": "\u0302", "ˆ": "\u0302", "\u0302": "\u0302", "~": "\u0303", "˜": "\u0303", "\u0303": "\u0303", "→": "\u20d7", "\u20d7": "\u20d7", "←": "\u20d6",
        "↔": "\u20e1", "˙": "\u0307", ".": "\u0307", "\u0307": "\u0307", "¨": "\u0308", "\u0308": "\u0308", "ˇ": "\u030c", "˘": "\u0306",
        "⌢": "\u0311", "⌒": "\u0311", "\u0311": "\u0311",
    }
)  # fmt: skip
LIMITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"msub": ("sub",), "munder": ("sub",), "msup": ("sup",), "mover": ("sup",), "msubsup": ("sub", "sup"), "munderover": ("sub", "sup")}
)
"""Which limits the children after the first are."""
ALPHABETS: Mapping[str, str] = MappingProxyType({"SCRIPT": "script", "FRAKTUR": "fraktur", "DOUBLE-STRUCK": "double-struck"})
