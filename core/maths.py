r"""LaTeX between \( \) and \[ \] becomes MathML when text is written; readers get native MathML and no script."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from latex2mathml.converter import convert

_MATHS = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.S)
LONGEST_FORMULA = 2_000


def with_mathml(text: str) -> str:
    """HTML `text` with every formula as MathML; what cannot be converted stays as it was written, in <code>."""
    return _MATHS.sub(lambda found: _formula(found[1] or found[2], display=bool(found[2])), text)


def broken_formulas(text: str) -> list[str]:
    """The formulas in `text` that cannot be converted, for the editor and importers to report."""
    formulas = (found[1] or found[2] for found in _MATHS.finditer(text))
    return [latex for latex in formulas if _mathml(html.unescape(latex), False) is None]


def _formula(latex: str, *, display: bool) -> str:
    latex = html.unescape(latex).strip()
    return _mathml(latex, display) or f"<code>{html.escape(latex)}</code>"


@lru_cache(maxsize=4096)
def _mathml(latex: str, display: bool) -> str | None:
    if len(latex) > LONGEST_FORMULA:
        return None
    try:
        return convert(latex, display="block" if display else "inline")
    except Exception:  # the converter raises many kinds on malformed LaTeX; all mean the same to us
        return None
