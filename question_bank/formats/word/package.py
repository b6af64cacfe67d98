"""The zip that a .docx is (Open Packaging Conventions): its parts, found by relationship, within limits."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from core.words import say
from question_bank.formats.archive import BROKEN, Archive, names_in
from question_bank.formats.contract import Limits, UnreadableFile

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
    return any(name.startswith("word/") for name in names_in(data))


_READ = (".xml", ".qti", ".rels")


def weight(data: bytes) -> int:
    """Bytes of text in the XML of a zip, of which most is markup; 0 when it is no zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist() if member.filename.lower().endswith(_READ)) // _MARKUP
    except BROKEN:
        return 0


class Package(Archive):
    """An opened .docx; raises UnreadableFile for what is broken or too large."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        if data.startswith(_OLE):
            raise UnreadableFile(
                say("Đây là tệp Office đời cũ hoặc có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, lưu lại dạng .docx rồi thử lại.")
            )
        super().__init__(data, limits)

    def main_part(self) -> str:
        """The name of the document's own part."""
        for target in self.relationships("").values():
            if target.part.endswith(".xml") and "/document" in f"/{target.part}" and target.part in self:
                return target.part
        if _MAIN_PART not in self:
            raise UnreadableFile(say("Tệp nén này không phải tệp Word (.docx)."))
        return _MAIN_PART

    def _as_xml(self, data: bytes) -> bytes:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return data

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
