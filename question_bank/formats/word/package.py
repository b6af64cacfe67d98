"""The zip that a .docx is (Open Packaging Conventions): its parts, found by relationship, within limits. Nothing is written to disk."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, IndexError)
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MARKUP = 2
_OLE = b"\xd0\xcf\x11\xe0"
_MAIN_PART = "word/document.xml"
# ISO/IEC 29500 Strict uses other names for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relationship leads: a part's name, or outside the file, where nobody follows it."""

    part: str
    is_external: bool = False


def looks_like(data: bytes) -> bool:
    """Whether the bytes are a zip that holds a Word document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _MAIN_PART in archive.namelist() or any(name.startswith("word/") for name in archive.namelist()[:MOST_MEMBERS])
    except _BROKEN:
        return False


def weight(data: bytes) -> int:
    """Bytes of text in the XML of a zip, of which most is markup; 0 when it is no zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist() if member.filename.endswith(".xml")) // _MARKUP
    except _BROKEN:
        return 0


class Package:
    """An opened .docx; raises UnreadableFile for what is broken or too large."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        if len(data) > limits.file_bytes:
            raise UnreadableFile(say("Tệp lớn hơn %(n)d MB.", n=limits.file_bytes // 1_000_000))
        self._limits = limits
        if data.startswith(_OLE):
            raise UnreadableFile(
                say("Đây là tệp Office đời cũ hoặc có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, lưu lại dạng .docx rồi thử lại.")
            )
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise _broken() from error
        members = self._archive.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise UnreadableFile(say("Tệp Word giải nén ra quá lớn."))
        self._members = {member.filename: member for member in members}
        if len(self._members) != len(members):
            raise _broken()
        self._left = MOST_UNPACKED

    def main_part(self) -> str:
        """The name of the document's own part."""
        for target in self.relationships("").values():
            if target.part.endswith(".xml") and "/document" in f"/{target.part}" and target.part in self._members:
                return target.part
        if _MAIN_PART not in self._members:
            raise UnreadableFile(say("Tệp nén này không phải tệp Word (.docx)."))
        return _MAIN_PART

    def xml(self, part: str) -> Element | None:
        """The root of an XML part; None when there is no such part."""
        if part not in self._members:
            return None
        data = self.read(part, LARGEST_XML)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return xml.parse(data, replace(self._limits, file_bytes=LARGEST_XML, xml_depth=DEEPEST))

    def read(self, part: str, most: int) -> bytes:
        """A part's bytes; raises UnreadableFile when it is broken, beyond `most` bytes or packed too tightly to be honest."""
        member = self._members[part]
        if member.flag_bits & 1:
            raise UnreadableFile(say("Tệp Word có mật khẩu. Hãy bỏ mật khẩu rồi thử lại."))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _broken()
        if member.file_size > RATIO_FROM and member.file_size > HIGHEST_RATIO * max(1, member.compress_size):
            raise UnreadableFile(say("Tệp Word giải nén ra quá lớn."))
        most = min(most, self._left)
        try:
            with self._archive.open(member) as opened:
                data = opened.read(most + 1)
        except _BROKEN as error:
            raise _broken() from error
        if len(data) > most:
            raise UnreadableFile(say("Tệp Word giải nén ra quá lớn."))
        self._left -= len(data)
        return data

    def size(self, part: str) -> int | None:
        """The declared size of a part in bytes; None when there is no such part."""
        member = self._members.get(part)
        return None if member is None else member.file_size

    def relationships(self, part: str) -> Mapping[str, Target]:
        """The relationships of a part by their ids ("" is the package itself); a target outside the package is left out."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Target] = {}
        for each in root.iter(_RELATIONSHIPS) if root is not None else ():
            target = each.get("Target", "")
            if each.get("TargetMode") == "External":
                found[each.get("Id", "")] = Target(target, is_external=True)
                continue
            path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
            if not path.startswith(".."):
                found[each.get("Id", "")] = Target(path)
        return found


def _broken() -> UnreadableFile:
    return UnreadableFile(say("Tệp Word bị hỏng hoặc chưa tải xong."))
