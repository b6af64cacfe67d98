"""The Word reader (.docx of Word, LibreOffice and WPS, ISO/IEC 29500): questions as Vietnamese teachers write them."""

from __future__ import annotations

from core.words import say
from question_bank.formats.contract import ImportedFile, Limits, UnreadableFile
from question_bank.formats.media import MediaShelf
from question_bank.formats.word import document
from question_bank.formats.word.items import item_of
from question_bank.formats.word.lines import lines_of
from question_bank.formats.word.package import Package, looks_like, weight
from question_bank.formats.word.sheet import Sheet
from question_bank.formats.word.together import together

__all__ = ["looks_like", "read", "weight"]


def read(data: bytes, limits: Limits = Limits()) -> ImportedFile:  # noqa: B008 (frozen)
    """Every question of a Word file, one item for each head of a question; raises UnreadableFile."""
    shelf = MediaShelf(limits)
    found = document.read(Package(data, limits), shelf, limits)
    sheet = Sheet(list(lines_of(found.blocks)), limits.questions)
    if not sheet.drafts:
        raise UnreadableFile(say("Tệp Word không có câu hỏi nào: mỗi câu cần mở đầu bằng “Câu 1.”, “Bài 1.” hoặc “1.”."))
    items = together(sheet.drafts, [item_of(draft, str(index), limits) for index, draft in enumerate(sheet.drafts, start=1)])
    return ImportedFile("docx", (), items, shelf.found, (*found.notes, *sheet.notes), sheet.markers)
