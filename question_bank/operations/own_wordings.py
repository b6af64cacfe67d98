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
Said = tuple[str, Labels]
"""What names the words of a question, "" where there are none that we could keep; and its labels."""


def with_own_wordings(bank_id: int, format: str, items: Sequence[ReadItem], names: Mapping[str, str]) -> list[ReadItem]:
    """The items of a file, those that are as they left as the bank has them. `names` are what the file's pictures are kept under."""
    targets = [target for target in TARGETS.values() if target.source == format]
    own = outgoing_by_ref(bank_id, [item.ref for item in items]) if targets else {}
    said = {item.ref: _said(item, names) for item in items if item.ref in own}
    others = [each for ref, each in own.items() if _differs(said[ref], each)]
    again = [_as_read_again(target, others) for target in targets] if others else []
    left = {ref: [read[ref] for read in again if ref in read] for ref in own}
    return [_as_it_left(item, own[item.ref], said[item.ref], left[item.ref]) if item.ref in own else item for item in items]


def _differs(said: Said, own: OutgoingItem) -> bool:
    words, labels = said
    kept = (own.category, own.tags, own.topic_code, own.outcome_code, own.level)
    has_other_labels = any(each and each != label for each, label in zip(labels, kept, strict=True))
    return bool(words) and (has_other_labels or words != digest(own.kind, own.content))


def _as_it_left(item: ReadItem, own: OutgoingItem, said: Said, left: Sequence[Said]) -> ReadItem:
    """The bank's words where the file has those of a way out, and its labels where the file has those; a file without labels says nothing."""
    words, labels = said
    if words in [each for each, _ in left]:
        item = replace(item, kind=own.kind, content=dict(own.content))
    if any(labels) and labels in [each for _, each in left]:
        topic, outcome, level = own.topic_code or None, own.outcome_code or None, own.level or None
        item = replace(item, category=own.category, tags=own.tags, topic_code=topic, outcome_code=outcome, level=level)
    return item


def _said(item: ReadItem, names: Mapping[str, str]) -> Said:
    labels = (item.category, item.tags, item.topic_code or "", item.outcome_code or "", item.level or "")
    if item.content is None or item.kind not in KINDS:
        return "", labels
    return digest(item.kind, rename_pictures(KINDS[item.kind], item.content, names)), labels


def _as_read_again(target: Target, own: Sequence[OutgoingItem]) -> dict[str, Said]:
    """What a reader of the format makes of those questions of the bank, by ref; nothing when they are too much for one file."""
    pictures = {name for each in own for name in pictures_in(KINDS[each.kind], each.content)} if target.holds_pictures else set()
    try:
        again = read_file(target.write(own, media_files(pictures)).data)
    except UnreadableFile:
        return {}
    names = {name: kept_name(data) or name for name, data in again.media.items()}
    return {item.ref: _said(item, names) for item in again.items}
