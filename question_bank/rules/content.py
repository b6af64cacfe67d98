"""From content as written to what readers get: every html field cleaned, maths as MathML, pictures at their address."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import nh3

from core import rich_text
from core.html import ATTRIBUTES, MATHML_TAGS, plain_text
from core.maths import broken_formulas
from question_bank.kinds.checks import MAX_HTML
from question_bank.kinds.contract import Kind

_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")media:([^"]*")')
_NAMED_PICTURE = re.compile(r"media:([A-Za-z0-9._-]{1,80})")
_TAG = re.compile(r"<[^<>]*>")
_INLINE = MATHML_TAGS | {"b", "strong", "i", "em", "sub", "sup", "code", "var", "u", "s"}
_LINE = nh3.Cleaner(tags=_INLINE, attributes={tag: set(ATTRIBUTES[tag]) for tag in MATHML_TAGS})
LONGEST_PREVIEW = 280
_MOST_REMEMBERED = 2_000
"""Characters: options and statements come again and again, long texts do not, and would fill the memory."""


def safe_content(kind: Kind, content: Mapping[str, Any]) -> dict[str, Any]:
    """`content` as it may be shown: nothing but this is ever marked safe in a template."""
    return kind.map_html(content, safe_html)


def safe_page(raw: str, names: Mapping[str, str]) -> str:
    """A file's own page as it may be shown, its pictures under their new `names`."""
    return safe_html(_NAMED_PICTURE.sub(lambda found: f"media:{names.get(found[1], found[1])}", raw)) if raw else ""


def safe_html(raw: str) -> str:
    """As `core.rich_text` has it, with pictures from `/media/`."""
    if len(raw) > MAX_HTML:  # no question is kept with this, so nobody's request spends its time on it
        return html.escape(raw[:MAX_HTML])
    return _remembered(raw) if len(raw) <= _MOST_REMEMBERED else _safe_html(raw)


def _safe_html(raw: str) -> str:
    return _PICTURE.sub(r"\1/media/\2", rich_text.safe_html(raw))


_remembered = lru_cache(maxsize=8192)(_safe_html)


def digest(kind: str, content: Mapping[str, Any]) -> str:
    """SHA-256 of what a revision says; the same words in another key order are the same."""
    text = json.dumps([kind, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def preview_of(safe: Mapping[str, Any]) -> str:
    """The stem on one line: inline marks and formulas only; a long one loses its marks and its end."""
    stem = str(safe.get("stem") or "")
    stem = re.sub(r"<table\b.*?</table>", " … ", stem, flags=re.S)  # cells without their grid say nothing
    spaced = re.sub(r"<(?:br|/p|/li|/td|/th|/div|/h\d)\b[^>]*>", " ", stem)
    line = " ".join(_LINE.clean(spaced).split())
    if len(_TAG.sub("", line)) <= LONGEST_PREVIEW or len(words := plain_text(line)) <= LONGEST_PREVIEW:
        return line
    return html.escape(words[:LONGEST_PREVIEW].rsplit(" ", 1)[0], quote=False) + "…"


def broken_maths(kind: Kind, content: Mapping[str, Any]) -> list[str]:
    """Formulas that cannot be shown as formulas."""
    return [formula for _, field in kind.texts(content) for formula in broken_formulas(field)]


def pictures_in(kind: Kind, content: Mapping[str, Any]) -> set[str]:
    """The names after `media:` in the content."""
    return pictures_shown(field for _, field in kind.texts(content))


def pictures_shown(fields: Iterable[str]) -> set[str]:
    """The names after `media:` in html fields."""
    return {name for field in fields if "media:" in field for name in _NAMED_PICTURE.findall(field)}


def rename_pictures(kind: Kind, content: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """`content` with `media:` names exchanged; a name that is not in `names` stays."""
    if not pictures_in(kind, content) & names.keys():
        return dict(content)
    return kind.map_html(content, lambda field: _NAMED_PICTURE.sub(lambda found: f"media:{names.get(found[1], found[1])}", field))


def differences(old: object, new: object, place: str = "") -> Iterator[tuple[str, object, object]]:
    """(place, old, new) of every leaf that two contents do not share, for comparing revisions."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in [*old, *(name for name in new if name not in old)]:
            yield from differences(old.get(name), new.get(name), f"{place}.{name}" if place else str(name))
    elif isinstance(old, list) and isinstance(new, list):
        for index in range(max(len(old), len(new))):
            before, after = (side[index] if index < len(side) else None for side in (old, new))
            yield from differences(before, after, f"{place}.{index}")
    elif old != new:
        yield place, old, new
