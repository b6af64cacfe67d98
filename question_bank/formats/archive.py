"""The one way a zip comes in: counted, unpacked within limits, never written to disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from core.words import say
from question_bank.formats import xml
from question_bank.formats.contract import Limits, UnreadableFile
from question_bank.formats.xml import Element

MOST_MEMBERS = 10_000
MOST_UNPACKED = 150_000_000
"""Bytes of all parts together."""
LARGEST_XML = 40_000_000
RATIO_FROM = 2_000_000
HIGHEST_RATIO = 200
DEEPEST = 120
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, IndexError)
"""All that a torn or malicious zip makes the library raise."""


def names_in(data: bytes) -> Sequence[str]:
    """What a zip says it holds; nothing when it is no zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as found:
            return found.namelist()[:MOST_MEMBERS]
    except BROKEN:
        return ()


class Archive:
    """An opened zip; raises UnreadableFile for what is broken, has a password or is too large."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        if len(data) > limits.file_bytes:
            raise UnreadableFile(say("Tệp lớn hơn %(n)d MB.", n=limits.file_bytes // 1_000_000))
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except BROKEN as error:
            raise broken() from error
        members = self._archive.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise _too_large()
        self._members = {member.filename: member for member in members}
        if len(self._members) != len(members):
            raise broken()
        self._left = MOST_UNPACKED

    def __contains__(self, part: str) -> bool:
        return part in self._members

    @property
    def names(self) -> list[str]:
        """Every part, as the file lists them; folders are left out."""
        return [name for name in self._members if not name.endswith("/")]

    def xml(self, part: str) -> Element | None:
        """The root of an XML part; None when there is no such part."""
        if part not in self._members:
            return None
        return xml.parse(self._as_xml(self.read(part, LARGEST_XML)), replace(self._limits, file_bytes=LARGEST_XML, xml_depth=DEEPEST))

    def _as_xml(self, data: bytes) -> bytes:
        """The text of a part as it is to be parsed."""
        return data

    def read(self, part: str, most: int) -> bytes:
        """A part's bytes; raises UnreadableFile when it is broken, beyond `most` bytes or packed too tightly to be honest."""
        member = self._members[part]
        if member.flag_bits & 1:
            raise UnreadableFile(say("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại."))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken()
        if member.file_size > RATIO_FROM and member.file_size > HIGHEST_RATIO * max(1, member.compress_size):
            raise _too_large()
        most = min(most, self._left)
        try:
            with self._archive.open(member) as opened:
                data = opened.read(most + 1)
        except BROKEN as error:
            raise broken() from error
        if len(data) > most:
            raise _too_large()
        self._left -= len(data)
        return data

    def size(self, part: str) -> int | None:
        """The declared size of a part in bytes; None when there is no such part."""
        member = self._members.get(part)
        return None if member is None else member.file_size


def broken() -> UnreadableFile:
    """The file is no zip, or torn."""
    return UnreadableFile(say("Tệp bị hỏng hoặc chưa tải xong."))


def _too_large() -> UnreadableFile:
    return UnreadableFile(say("Tệp giải nén ra quá lớn."))
