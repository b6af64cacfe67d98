"""The reader of a sheet of questions: one row one question, whatever the order of its columns."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from core.errors import Invalid
from core.sheets import Read, read_sheet
from core.words import Message, say
from question_bank.formats import assemble
from question_bank.formats.assemble import Assembled
from question_bank.formats.contract import ImportedFile, Limits, State, TaggedItem, UnreadableFile
from question_bank.formats.excel.columns import places_in
from question_bank.formats.excel.kind_words import called, guessed
from question_bank.formats.excel.reading import Cells, Unclear, assembled
from question_bank.formats.word import markers

_SEARCHED_ROWS = 15
_BOOK = "xl/workbook.xml"
_MOODLE = {"single_choice": "multichoice", "multiple_choice": "multichoice", "short_answer": "shortanswer", "matching": "match"}


def looks_like(data: bytes) -> bool:
    """Whether the bytes are an Excel workbook."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as found:
            return _BOOK in found.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def read(data: bytes, limits: Limits = Limits()) -> ImportedFile:  # noqa: B008 (frozen)
    """Every row below the headings that holds something; raises UnreadableFile."""
    if len(data) > limits.file_bytes:
        raise UnreadableFile(say("Tệp lớn hơn %(n)d MB.", n=limits.file_bytes // 1_000_000))
    try:
        rows = read_sheet(data)
    except Invalid as error:
        raise UnreadableFile(error.message) from None
    items = tuple(_item(cells, dates, str(number), limits) for number, (cells, dates) in enumerate(_questions(rows, limits), start=1))
    if not items:
        raise UnreadableFile(say("Tệp không có câu hỏi nào."))
    return ImportedFile("xlsx", tuple(dict.fromkeys(item.category for item in items if item.category)), items)


def _questions(rows: list[list[Read]], limits: Limits) -> Iterator[tuple[Cells, bool]]:
    head, places = _head(rows)
    for line, row in enumerate(rows[head + 1 :], start=head + 2):
        said = {name: text for name, place in places.items() if place < len(row) and (text := _text(row[place]))}
        if said:
            yield Cells(line, said), any(isinstance(row[place], date | time) for place in places.values() if place < len(row))


def _head(rows: list[list[Read]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        if places := places_in([_text(cell) for cell in row]):
            return number, places
    raise UnreadableFile(
        say("Không thấy dòng tiêu đề với các cột Câu hỏi và Đáp án trong trang tính đầu tiên. Hãy chép câu hỏi vào tệp mẫu.")
    )


def _text(value: Read) -> str:
    """A cell as the person sees it in a Vietnamese Excel."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}".replace(".", ",")
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return ("" if value is None else str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()


def _item(cells: Cells, has_dates: bool, ref: str, limits: Limits) -> TaggedItem:
    if sum(map(len, cells.said.values())) > limits.question_characters:
        return _refused(cells, ref, say("Câu hỏi dài quá %(n)d ký tự.", n=limits.question_characters))
    if has_dates:
        return _refused(cells, ref, say("Excel đã đổi một ô thành ngày tháng. Hãy định dạng cột là Văn bản (Text) rồi gõ lại."))
    word = cells.get("kind")
    kind = called(word, cells.get("answer")) if word else guessed(list(cells.options.values()), cells.get("answer"))
    if kind is None:
        return _refused(cells, ref, say("Không có dạng câu hỏi “%(word)s”. Hãy chọn một dạng trong danh sách của tệp mẫu.", word=word[:60]))
    try:
        made = assemble.checked(assembled(kind, cells))
    except Unclear as error:
        return _refused(cells, ref, error.message, kind.kind)
    return _made(cells, ref, made)


def _made(cells: Cells, ref: str, made: Assembled) -> TaggedItem:
    state: State = "refused" if made.refused else "changed" if made.reasons else "kept"
    return _tagged(cells, ref, made.kind, state, tuple(dict.fromkeys(made.reasons)), made)


def _refused(cells: Cells, ref: str, reason: Message, kind: str = "row") -> TaggedItem:
    return _tagged(cells, ref, kind, "refused", (reason,), None)


def _tagged(cells: Cells, ref: str, kind: str, state: State, reasons: tuple[Message, ...], made: Assembled | None) -> TaggedItem:
    tags = (tag.strip() for tag in cells.get("tags").replace("\n", ";").split(";"))
    return TaggedItem(
        ref=ref,
        source_kind=_MOODLE.get(kind, kind),
        kind=made.kind if made else None,
        state=state,
        reasons=reasons,
        content=made.content if made else None,
        name=cells.get("ref"),
        category=cells.get("category"),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        line=cells.line,
        external_id=cells.get("ref"),
        topic_code=_code(cells.get("topic")),
        outcome_code=_code(cells.get("outcome")),
        level=_level(cells.get("level")),
    )


def _level(said: str) -> str:
    """The code of a level, also where its name was written."""
    return markers.level_of(said) or _code(said)


def _code(said: str) -> str:
    """The code of what may be written as "T12.1 Hàm số": people choose from a list that also says the name."""
    return said.split(maxsplit=1)[0] if said else ""
