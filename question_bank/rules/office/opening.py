"""The one way a handed-in Office file is opened: sizes, entities and kind are checked before a library sees it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from core.words import say
from question_bank.formats.contract import Limits, UnreadableFile
from question_bank.formats.word.package import Package
from question_bank.rules.office.contract import UnreadableWork
from question_bank.rules.office.workbook import Workbook

LARGEST_FILE = 50_000_000
LARGEST_XML = 40_000_000
_LIMITS = Limits(file_bytes=LARGEST_FILE)
_XML = (".xml", ".rels")
_OLE = b"\xd0\xcf\x11\xe0"


# Each library is loaded with the first file of its kind: the process that looks at one file needs one of them.
def _word(data: bytes) -> Any:
    import docx

    return docx.Document(BytesIO(data))


def _excel(data: bytes) -> Any:
    import openpyxl

    return Workbook(openpyxl.load_workbook(BytesIO(data)), openpyxl.load_workbook(BytesIO(data), data_only=True))


def _powerpoint(data: bytes) -> Any:
    import pptx

    return pptx.Presentation(BytesIO(data))


_OPENERS: Mapping[str, tuple[str, Callable[[bytes], Any]]] = MappingProxyType(
    {"docx": ("word/", _word), "xlsx": ("xl/", _excel), "pptx": ("ppt/", _powerpoint)}
)


def open_work(app: str, data: bytes) -> Any:
    """The opened file of `app` (docx, xlsx, pptx); UnreadableWork with a reason for anything else, however it was made."""
    if data.startswith(_OLE):
        raise UnreadableWork(say("Tệp đời cũ hoặc có mật khẩu nên không mở được."))
    folder, opener = _OPENERS[app]
    try:
        _check(data, folder)
        return opener(data)
    except UnreadableWork:
        raise
    except UnreadableFile as refused:
        raise UnreadableWork(say("Tệp hỏng hoặc không an toàn nên không mở được.")) from refused
    except Exception as broken:  # a library meets a file made to break it: any error means that it cannot be read
        raise UnreadableWork(say("Tệp hỏng nên không mở được.")) from broken


def _check(data: bytes, folder: str) -> None:
    """Every part within the limits, every XML part without a DOCTYPE, and the parts of the program that was asked for."""
    package = Package(data, _LIMITS)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
    if not any(name.startswith(folder) for name in names):
        raise UnreadableWork(say("Tệp không đúng loại mà đề yêu cầu."))
    for name in names:
        if name.lower().endswith(_XML):
            package.xml(name)
        else:
            package.read(name, LARGEST_XML)
