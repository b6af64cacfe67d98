"""The Word writer: questions as teachers write them, which the Word reader takes back (docs/formats.md says what it does not)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZipFile

from core.words import say
from question_bank.formats import docx
from question_bank.formats.contract import Exported, ImportedItem, OutgoingItem, TaggedItem, UnreadableFile
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.word.document import LONGEST
from question_bank.formats.word_out import limits
from question_bank.formats.word_out.package import word_file
from question_bank.formats.word_out.pictures import Pictures
from question_bank.formats.word_out.questions import count, written

_TEXT = re.compile(r"<[wm]:t(?: [^>]*)?>([^<]*)")
_SIZES = re.compile(r' c[xy]="\d+"')
_NOT_HELD = say("Word không ghi được dạng câu này: câu không có trong tệp.")
_PART_NOT_HELD = say("Dữ kiện chung có câu hỏi mà Word không ghi được: cả nhóm không có trong tệp.")
_READ_OTHERWISE = say("Có dòng giống nhãn của câu hỏi (Câu 1., A., Đáp án:…), nhập lại sẽ hiểu khác.")
_PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


def write(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """The questions as a .docx, numbered from 1, each with its key, its solution and, in small letters, its code and tags."""
    shelf = Pictures(pictures)
    blocks: list[str] = []
    losses, left_out = [], []
    number = 1
    for asked in items:
        told = Losses()
        item = limits.settled(asked, told)
        if limits.is_held(item.kind, item.content):
            blocks.append(_checked(item, number, shelf, pictures, told))
            number += count(item)
        else:
            told.tell(_PART_NOT_HELD if item.kind == "stimulus" else _NOT_HELD)
            left_out.append(item.ref)
        losses += [(item.ref, message) for message in told.messages]
    return Exported(word_file("".join(blocks), shelf), tuple(losses), tuple(left_out))


def is_too_long(data: bytes) -> bool:
    """Whether the reader would refuse the file for its length; signs of formulas count one by one here, so somewhat early."""
    with ZipFile(BytesIO(data)) as packed:
        text = packed.read("word/document.xml").decode()
    return sum(len(found[1]) for found in _TEXT.finditer(text)) > LONGEST


def _checked(item: OutgoingItem, number: int, shelf: Pictures, pictures: Mapping[str, bytes], told: Losses) -> str:
    """The question's blocks; where a line of it might be taken for something else, it is read back to see."""
    blocks, is_doubtful = written(item, number, shelf, told)
    if is_doubtful:
        told.tell(_READ_OTHERWISE, not _comes_back(item, pictures, is_whole=not told.messages))
    return blocks


def _comes_back(item: OutgoingItem, pictures: Mapping[str, bytes], *, is_whole: bool) -> bool:
    """Whether it is read back as one question of its kind; word for word when it `is_whole`, without a loss that was told."""
    # A picture without its bytes (they are not read to count losses) is a picture all the same.
    known = {name: data or _PIXEL for name, data in pictures.items()}
    shelf = Pictures(known)
    blocks, _ = written(item, 1, shelf, Losses())
    try:
        found = docx.read(word_file(blocks, shelf))
    except UnreadableFile:
        return False
    if len(found.items) != 1 or found.items[0].kind != item.kind or not is_whole:
        return len(found.items) == 1 and found.items[0].kind == item.kind
    if found.items[0].state != "kept":
        return False
    again, _ = written(_outgoing(found.items[0]), 1, Pictures(found.media), Losses())
    return _SIZES.sub("", again) == _SIZES.sub("", blocks)


def _outgoing(found: ImportedItem) -> OutgoingItem:
    tagged = found if isinstance(found, TaggedItem) else None
    curriculum = (tagged.topic_code, tagged.level, tagged.outcome_code) if tagged else ("", "", "")
    return OutgoingItem(found.external_id, found.kind or "", found.content or {}, found.category, found.tags, *curriculum)
