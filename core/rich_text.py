"""From HTML as a person wrote it to what readers get: cleaned, with formulas as MathML."""

from __future__ import annotations

import re

from core.html import clean_html
from core.maths import with_mathml

_MARKUP = re.compile(r"[<>&\ue000\ue001\x00-\x08\x0b-\x1f]")
_TAG = re.compile(r"<[a-z][^>]*>")


def safe_html(raw: str) -> str:
    """Cleaned, with MathML, and cleaned again where there was a formula, for it may itself carry attributes. Callers bound the length."""
    cleaned = clean_html(raw) if _MARKUP.search(raw) else raw
    if "\\" not in cleaned:
        return cleaned
    # Inside a tag, as in a picture's alt, a formula stays the words that it is.
    masked = _TAG.sub(lambda tag: tag[0].replace("\\(", "\ue000").replace("\\[", "\ue001"), cleaned)
    shown = with_mathml(masked).replace("\ue000", "\\(").replace("\ue001", "\\[")
    return shown if shown == cleaned else clean_html(shown)
