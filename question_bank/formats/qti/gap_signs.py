"""Elements put where a text has gaps: signs of the private use area hold their places while html becomes XHTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from question_bank.formats.xml import Element

_OPEN, _CLOSE = "\ue000", "\ue001"
_SIGN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


def gap_sign(gap: str) -> str:
    """What stands for a gap until its element does."""
    return f"{_OPEN}{gap}{_CLOSE}"


def without_signs(text: str) -> str:
    """An author's text, which must not pass for a gap."""
    return text.replace(_OPEN, " ").replace(_CLOSE, " ")


def put_gaps(target: Element, gaps: Mapping[str, Sequence[Element]]) -> Element:
    """The same element with the gaps' own elements where their signs were."""
    for each in list(target.iter("*")):
        if each is not target:
            _split(each, gaps, is_tail=True)
        _split(each, gaps, is_tail=False)
    return target


def _split(element: Element, gaps: Mapping[str, Sequence[Element]], *, is_tail: bool) -> None:
    """Cut one run of words at its signs: words, element, words…"""
    words = (element.tail if is_tail else element.text) or ""
    first, *rest = _SIGN.split(words)
    if not rest:
        return
    parent = element.getparent() if is_tail else element
    if parent is None:
        return
    place = parent.index(element) + 1 if is_tail else 0
    if is_tail:
        element.tail = first
    else:
        element.text = first
    for gap, after in zip(rest[::2], rest[1::2], strict=True):
        for made in gaps[gap]:
            parent.insert(place, made)
            place += 1
        gaps[gap][-1].tail = after
