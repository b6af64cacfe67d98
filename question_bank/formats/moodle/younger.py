"""Kinds for which Moodle has a type that GIFT does not know: texts with gaps, orders, pictures, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.words import say
from question_bank.formats.contract import OutgoingItem
from question_bank.formats.moodle import boxes, cloze, pictures
from question_bank.formats.moodle.sheet import Sheet, add
from question_bank.formats.outgoing_text import Losses
from question_bank.kinds import handed_file, shape, zones
from question_bank.kinds.registry import kind_of

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Younger:
    """A question in Moodle's words; `write` puts what only its type has."""

    type: str
    stem: str
    explanation: str
    write: Callable[[Sheet], None]


def take_younger(item: OutgoingItem, losses: Losses) -> Younger | None:
    """The question, with what its type has no place for told; None when Moodle has no such type."""
    taker = _TAKERS.get(item.kind)
    return taker(item.content, losses) if taker else None


def _made(kind: str, content: Row, losses: Losses, write: Callable[[Sheet], None], stem: str | None = None) -> Younger:
    asked = losses.html(content.get("stem")) if stem is None else stem
    return Younger(kind, asked, losses.html(content.get("explanation")), write)


def _cloze(content: Row, losses: Losses) -> Younger:
    return _made("cloze", content, losses, lambda sheet: None, cloze.written_text(content, losses))


def _ordering(content: Row, losses: Losses) -> Younger:
    texts = boxes.ordered(content, losses)
    credit = boxes.CREDIT_NAMES[shape.text(shape.at(content, "key", "credit"))]

    def write(sheet: Sheet) -> None:
        for tag, text in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0"), ("gradingtype", credit)):
            sheet.add(tag, text)
        for place, text in enumerate(texts, start=1):
            sheet.html("answer", text).set("fraction", f"{place}.0000000")

    return _made("ordering", content, losses, write)


def _drag_words(content: Row, losses: Losses) -> Younger:
    words = boxes.out_boxes(content, losses)

    def write(sheet: Sheet) -> None:
        sheet.add("shuffleanswers", "1")
        for word in words:
            box = sheet.add("dragbox")
            add(box, "text", word.text)
            add(box, "group", word.group)
            if word.again:
                add(box, "infinite")

    return _made("ddwtos", content, losses, write, boxes.words_text(content, losses))


def _drag_picture(content: Row, losses: Losses) -> Younger:
    return _on_board("ddimageortext", content, losses, pictures.drag_board(content, losses))


def _hotspot(content: Row, losses: Losses) -> Younger:
    return _on_board("ddmarker", content, losses, pictures.marker_board(content, losses))


def _on_board(kind: str, content: Row, losses: Losses, board: pictures.Board) -> Younger:
    def write(sheet: Sheet) -> None:
        sheet.add("shuffleanswers")
        sheet.file(board.picture)
        sheet.tell_other_size(board.picture, *zones.size_of(content.get("body")))
        for number, drag in enumerate(board.drags, start=1):
            _drag(sheet, number, drag)
        for number, drop in enumerate(board.drops, start=1):
            made = sheet.add("drop")
            add(made, "no", str(number))
            for tag, text in drop:
                add(made, tag, text)

    return _made(kind, content, losses, write)


def _drag(sheet: Sheet, number: int, drag: pictures.Drag) -> None:
    made = sheet.add("drag")
    add(made, "no", str(number))
    add(made, "text", drag.words)
    if drag.times:
        add(made, "noofdrags", str(drag.times))
    else:
        add(made, "draggroup", "1")
        add(made, "infinite")
    if drag.picture:
        sheet.file(drag.picture, made)


def _file_upload(content: Row, losses: Losses) -> Younger:
    """An essay that takes a file and no words."""
    limits = kind_of("file_upload").file_limits(content) or handed_file.limits_of("", 0)
    losses.tell(say("Thang điểm chấm tự luận bị bỏ."), shape.at(content, "key", "rubric"))
    model_answer = losses.html(shape.at(content, "key", "model_answer"))

    def write(sheet: Sheet) -> None:
        sheet.add("responseformat", "noinline")
        sheet.add("responserequired", "0")
        sheet.add("responsefieldlines", "10")
        sheet.add("attachments", "1")
        sheet.add("attachmentsrequired", "1")
        sheet.add("maxbytes", str(limits.most_bytes))
        sheet.add("filetypeslist", ",".join(f".{ending}" for ending in limits.endings))
        sheet.html("graderinfo", model_answer)

    return _made("essay", content, losses, write)


_TAKERS: Mapping[str, Callable[[Row, Losses], Younger]] = MappingProxyType(
    {
        "cloze": _cloze,
        "ordering": _ordering,
        "drag_words": _drag_words,
        "drag_picture": _drag_picture,
        "hotspot": _hotspot,
        "file_upload": _file_upload,
    }
)
