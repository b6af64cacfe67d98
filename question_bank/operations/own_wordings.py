"""What went out of a bank in a file and comes in again as it went out is nobody's change: it keeps the words and labels that the bank has.

A format may hold a question in other words than the bank: Word has an equation where the bank has LaTeX, and no feedback to an option. So
the bank's question is written in the file's format and read again; a question of the file that says just that is as it left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from question_bank.formats.contract import OutgoingItem, UnreadableFile
from question_bank.formats.registry import TARGETS, Target
from question_bank.kinds.registry import KINDS
from question_bank.operations.read_file import ReadItem, read_file
from question_bank.queries.exports import outgoing_by_ref
from question_bank.queries.media import media_files
from question_bank.rules.content import digest, pictures_in, rename_pictures
from question_bank.rules.pictures import kept_name

Labels = tuple[str, tuple[str, ...], str, str, str]
"""Category, tags, the codes of topic and outcome, level; empty where nothing is said."""


def with_own_wordings(bank_id: int, format: str, items: Sequence[ReadItem], names: Mapping[str, str]) -> list[ReadItem]:
    """The items of a file, those that are as they left as the bank has them. `names` are what the file's pictures are kept under."""
    targets = [target for target in TARGETS.values() if target.source == format]
    own = outgoing_by_ref(bank_id, [item.ref for item in items]) if targets else {}
    others = [own[item.ref] for item in items if item.ref in own and _differs(item, own[item.ref], names)]
    again = [_as_read_again(target, others) for target in targets] if others else []
    return [
        _as_it_left(item, own[item.ref], [read[item.ref] for read in again if item.ref in read], names) if item.ref in own else item
        for item in items
    ]


def _differs(item: ReadItem, own: OutgoingItem, names: Mapping[str, str]) -> bool:
    kept = (own.category, own.tags, own.topic_code, own.outcome_code, own.level)
    has_other_labels = any(said and said != label for said, label in zip(_labels(item), kept, strict=True))
    return bool(_said(item, names)) and (has_other_labels or _said(item, names) != digest(own.kind, own.content))


def _as_it_left(item: ReadItem, own: OutgoingItem, again: Sequence[tuple[str, Labels]], names: Mapping[str, str]) -> ReadItem:
    """The bank's words where the file has those of a way out, and its labels where the file has those."""
    if _said(item, names) in [said for said, _ in again]:
        item = replace(item, kind=own.kind, content=dict(own.content))
    if _labels(item) in [labels for _, labels in again]:
        topic, outcome, level = own.topic_code or None, own.outcome_code or None, own.level or None
        item = replace(item, category=own.category, tags=own.tags, topic_code=topic, outcome_code=outcome, level=level)
    return item


def _said(item: ReadItem, names: Mapping[str, str]) -> str:
    """What an item says, its pictures by the names that they are kept under; "" for one that says nothing we could keep."""
    if item.content is None or item.kind not in KINDS:
        return ""
    return digest(item.kind, rename_pictures(KINDS[item.kind], item.content, names))


def _labels(item: ReadItem) -> Labels:
    return item.category, item.tags, item.topic_code or "", item.outcome_code or "", item.level or ""


def _as_read_again(target: Target, own: Sequence[OutgoingItem]) -> dict[str, tuple[str, Labels]]:
    """What a reader of the format makes of those questions of the bank, by ref; nothing when they are too much for one file."""
    pictures = {name for each in own for name in pictures_in(KINDS[each.kind], each.content)} if target.holds_pictures else set()
    try:
        again = read_file(target.write(own, media_files(pictures)).data)
    except UnreadableFile:
        return {}
    names = {name: kept_name(data) or name for name, data in again.media.items()}
    return {item.ref: (_said(item, names), _labels(item)) for item in again.items}
