"""Texts with gaps and orders, from what a file says of them to our contents: what several formats have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from question_bank.formats.assemble import Assembled
from question_bank.kinds import drag_words, gapped, sequence

GAPS_STEM = "Điền vào chỗ trống."
"""What a text with gaps asks for, where its source has the text alone."""
_MARKER = re.compile(r"\[\[(?=\d)")
_NUMBER = re.compile(r"\[\[(\d{1,3})\]\]")


def parted(html: str, separator: str) -> tuple[str, str]:
    """(what is asked, the text): before and behind the separator, or the usual words and everything."""
    stem, found, text = html.partition(separator)
    return (stem.strip() or GAPS_STEM, text.strip()) if found else (GAPS_STEM, html)


def text_of(pieces: Iterable[str | int]) -> str:
    """The text from html and the numbers of its gaps; two brackets of the author's own do not pass for a gap."""
    return "".join(gapped.marker(str(piece)) if isinstance(piece, int) else _MARKER.sub("[ [", piece) for piece in pieces)


def numbered(html: str, most: int) -> tuple[str | None, list[int]]:
    """(the text with its gaps numbered as they stand, what each gap's own number was); no text when one is beyond 1..most."""
    chosen = [int(number) for number in _NUMBER.findall(html)]
    if any(not 1 <= number <= most for number in chosen):
        return None, chosen
    number = iter(range(1, len(chosen) + 1))
    return _NUMBER.sub(lambda _: gapped.marker(str(next(number))), html), chosen


def with_gaps(stem: str, text: str, gaps: Sequence[Assembled], weights: Sequence[Decimal], explanation: str) -> Assembled:
    """A cloze: `text` with `[[1]]`…, and the small question of each gap."""
    names = [str(number) for number in range(1, len(gaps) + 1)]
    rows = [{"id": name, "kind": gap.kind, "body": gap.content["body"]} for name, gap in zip(names, gaps, strict=True)]
    key: dict[str, object] = {"gaps": {name: gap.content["key"] for name, gap in zip(names, gaps, strict=True)}}
    if len(set(weights)) > 1:
        key["weights"] = {name: f"{weight.normalize():f}" for name, weight in zip(names, weights, strict=True)}
    reasons = tuple(reason for gap in gaps for reason in gap.reasons)
    return Assembled("cloze", _document(stem, {"text": text, "gaps": rows}, key, explanation), reasons)


def with_words(
    stem: str, text: str, right: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]], reuse: bool, explanation: str
) -> Assembled:
    """Words to drag: `right` are the (text, group) of the gaps `[[1]]`… in order, `others` fit none."""
    words, key = drag_words.pooled(right, others, reuse)
    gaps = [{"id": str(number), "group": group} for number, (_, group) in enumerate(right, start=1)]
    body: dict[str, object] = {"text": text, "gaps": gaps, "words": words, "reuse": reuse}
    return Assembled("drag_words", _document(stem, body, {"gaps": key}, explanation))


def in_order(stem: str, texts: Sequence[str], credit: str, explanation: str) -> Assembled:
    """An ordering from the texts in their right order."""
    body, order = sequence.arranged(texts)
    return Assembled("ordering", _document(stem, body, {"order": order, "credit": credit}, explanation))


def _document(stem: str, body: dict[str, object], key: dict[str, object], explanation: str) -> dict[str, object]:
    return {"stem": stem, "body": body, "key": key, "explanation": explanation}
