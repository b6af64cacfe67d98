"""What a question is found by: folded words of its texts, runs of maths tokens, its ref, its tags. And what a query asks for.

A term has ASCII letters and digits and signs beyond ASCII only: both databases then keep it as one piece.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from core.folding import tidy
from core.html import plain_text
from core.maths import with_formulas
from core.search_words import words_of
from question_bank.kinds.contract import Kind
from question_bank.rules.maths_tokens import is_maths, maths_tokens, runs

MOST_TERMS = 1_500
MOST_WANTED = 10
LONGEST_TERM = 60
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}
"""Signs become their full-width forms, which full-text search takes for letters."""
_JOIN, _TAG = "·", "＃"
_RELATION = re.compile(r"\s*(\\(?:leq?|geq?|leqslant|geqslant|neq?|in|notin|to|pm|cdot|times|div|Rightarrow)(?![a-zA-Z]))\s*")
_COMMAND = re.compile(r"(\\[a-zA-Z]+)\s+")
_AROUND_SIGNS = re.compile(r"(?<=[\w)}\]])\s*([+/^=<>×÷≤≥−-])\s+(?=[\w(\\{√-])|\s*([_^/=<>{}])\s*")
_APART = "<br>, <br>"
"""Between two fields: no sign of one belongs to a formula with the other."""
_OTHER_TAG = re.compile(r"</?(?!su[bp]>)[^<>]*>")
_MATHS_SIGN = re.compile(r"[-+/^=√π²³≤≥×÷]|<su[bp]>|&[lg]t;")
_RAISED = (("<sup>", "^"), ("<sub>", "_"), ("</sup>", ""), ("</sub>", ""))


@dataclass(frozen=True)
class WantedTerm:
    """A term that a question must have; as a `prefix` any term that begins so will do."""

    term: str
    is_prefix: bool = False


def terms_of(kind: Kind, content: Mapping[str, Any], ref: str, tags: Iterable[str]) -> list[str]:
    """Every term of a question once, in no order that matters, at most MOST_TERMS of them."""
    found = dict.fromkeys([*words_of(tidy(ref)), *(tag_term(tag) for tag in tags), *words_of(tidy(" ".join(tags)))])
    found.update(dict.fromkeys(_terms(_APART.join(_sources(kind, content)))))
    return [term for term in islice(found, MOST_TERMS) if term]


@lru_cache(maxsize=1024)
def tag_term(tag: str) -> str:
    """The one term of a tag, whatever its words: "đạo hàm" and "Dao Ham" are the same tag. Empty for a tag without a word."""
    words = words_of(tidy(tag))
    return (_TAG + _JOIN.join(words))[:LONGEST_TERM] if words else ""


def wanted_terms(query: str) -> list[WantedTerm]:
    r"""What `query` asks for: words, and runs of maths for pieces such as `x/2`, `\frac{x}{2}` or `x^2 + 1 = 0`.

    The last word may stand for longer ones: it may not be typed to its end.
    """
    pieces = _pieces(query[:400])
    wanted: dict[WantedTerm, None] = {}
    for piece in pieces:
        terms = _maths_asked(piece) if is_maths(piece) else []
        is_last = piece is pieces[-1]
        for term in terms or words_of(tidy(piece)):
            wanted[WantedTerm(term[:LONGEST_TERM], is_prefix=is_last and not terms and len(term) > 1)] = None
    return list(wanted)[:MOST_WANTED]


def _sources(kind: Kind, content: Mapping[str, Any]) -> list[str]:
    """Every html field, and the answers that a short answer takes."""
    key = content.get("key")
    accepted = key.get("accepted", []) if isinstance(key, Mapping) else []
    told = [str(row.get("text") or row.get("value") or "") for row in accepted if isinstance(row, Mapping)]
    return [field for _, field in kind.texts(content)] + [html.escape(text, quote=False) for text in told]


def _terms(field: str) -> tuple[str, ...]:
    """Of html."""
    formulas: list[str] = []

    def keep(latex: str, _display: bool) -> str:
        formulas.append(latex)
        return " "

    rest = with_formulas(field, keep)
    words = words_of(tidy(plain_text(rest)))
    typed = [piece for piece in _pieces(_raised(rest)) if is_maths(piece)] if _may_hold_maths(rest) else []
    return (*words, *(term for formula in (*formulas, *typed) for term in _maths_terms(formula)))


def _may_hold_maths(field: str) -> bool:
    shown = _OTHER_TAG.sub("", field) if "<" in field else field
    return bool(_MATHS_SIGN.search(shown))


def _raised(field: str) -> str:
    """The words of a field in which raised and lowered signs are typed: x<sup>2</sup> is x^2."""
    for mark, sign in _RAISED:
        field = field.replace(mark, sign)
    return plain_text(field)


def _pieces(text: str) -> list[str]:
    """The text cut at its gaps, but not within a formula: those around its signs are closed first."""
    text = _COMMAND.sub(r"\1~", _RELATION.sub(r"~\1~", text))
    return _AROUND_SIGNS.sub(r"\1\2", text).split()


def _maths_terms(formula: str) -> list[str]:
    tokens = maths_tokens(formula)
    return [*words_of(" ".join(tokens)), *runs(formula), *_grams(tokens, 2), *_grams(tokens, 3)]


def _maths_asked(piece: str) -> list[str]:
    """The longest runs there are of the piece; none for a single token, which is a word like any other."""
    tokens = maths_tokens(piece)
    return _grams(tokens, min(3, len(tokens))) if len(tokens) > 1 else []


def _grams(tokens: list[str], length: int) -> list[str]:
    """Runs of tokens next to each other; those of signs alone say nothing."""
    told = [each if each.isalnum() else each.translate(_WIDE) for each in tokens]
    rows = zip(*(told[start:] for start in range(length)), strict=False)
    return [_JOIN.join(row)[:LONGEST_TERM] for row in rows if any(each[0].isalnum() for each in row)]
