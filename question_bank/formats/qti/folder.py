"""A QTI file or package: its documents in order, and the pictures they show, found by the many names exporters give them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from core.words import Message, say
from question_bank.formats import xml
from question_bank.formats.archive import Archive
from question_bank.formats.contract import Limits, UnreadableFile
from question_bank.formats.media import MediaShelf
from question_bank.formats.qti import plain_names
from question_bank.formats.xml import Element

_MANIFEST = "imsmanifest.xml"
_ENDINGS = (".xml", ".qti")
_ROOTS = ("questestinterop", "assessmentItem")
_FILE_BASE = re.compile(
    r"^(?:\$|%24)(?:IMS-CC-FILEBASE|IMS_CC_FILEBASE|IMS_CC_FILE_BASE|CANVAS_OBJECT_REFERENCE)(?:\$|%24)/?", re.IGNORECASE
)
_SOURCE = re.compile(r"(\bsrc\s{0,3}=\s{0,3}[\"'])([^\"'<>]{1,2000})(?=[\"'])", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}\?>\s*|<!--(?:(?!-->).){0,2000}-->\s*)*(<!DOCTYPE[^\[>]{0,500}(?:\[[^\]]{0,20000}\]\s*)?>)",
    re.I | re.S,
)
_UPLOADS = ("", "web_resources", "resources", "images", "media")


@dataclass(frozen=True, slots=True)
class Document:
    """One XML document that holds questions: where it lies, and its root in plain QTI 1.2 or 2.x names."""

    path: str
    root: Element
    metadata: Element | None = None
    """The manifest's metadata of it, where there is any."""


class _Package(Archive):
    """A zip of QTI documents, which may name the DTD of their generation."""

    def _as_xml(self, data: bytes) -> bytes:
        return without_doctype(data)


def without_doctype(data: bytes) -> bytes:
    """The document without a DOCTYPE that declares no entity: QTI 1.2 files name their DTD there. Any other stays, and is refused."""
    found = _DOCTYPE.match(data)
    return data[: found.start(1)] + data[found.end(1) :] if found and b"<!ENTITY" not in found.group(1).upper() else data


class Folder:
    """What was sent. `notes` tells of documents that could not be read; pictures land on `shelf`."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.shelf = MediaShelf(limits)
        self.notes: list[Message] = []
        self._limits = limits
        self._data = data
        self._archive = _Package(data, limits) if data.startswith(b"PK") else None
        self._kept: dict[str, str | Message] = {}

    def documents(self) -> Iterator[Document]:
        """Every document with questions, in the order of the manifest, then by name."""
        if self._archive is None:
            yield Document("", plain_names.plain(xml.parse(without_doctype(self._data), self._limits)))
            return
        described = self._described()
        for name in _without_doubles(list(dict.fromkeys([*described, *sorted(self._archive.names)]))):
            root = self._root(name)
            if root is not None:
                yield Document(name, root, described.get(name))

    def _described(self) -> dict[str, Element | None]:
        """Files of the manifest's resources with their metadata."""
        manifest = self._root(_MANIFEST, only_questions=False)
        found: dict[str, Element | None] = {}
        for resource in manifest.iter("resource") if manifest is not None else ():
            for file in resource.iterchildren("file"):
                path = posixpath.normpath(unquote(file.get("href", "")))
                if self._archive is not None and path in self._archive:
                    found.setdefault(path, resource.find("metadata"))
        return found

    def _root(self, name: str, *, only_questions: bool = True) -> Element | None:
        if self._archive is None or not name.lower().endswith(_ENDINGS) or (only_questions and name == _MANIFEST):
            return None
        try:
            root = self._archive.xml(name)
        except UnreadableFile as error:
            self.notes.append(say("%(name)s: %(why)s", name=name[-80:], why=error.message))
            return None
        if root is None:
            return None
        root = plain_names.plain(root)
        return root if not only_questions or root.tag in _ROOTS else None

    def with_pictures(self, html: str, path: str) -> tuple[str, list[str], list[Message]]:
        """(html whose pictures are on the shelf, their names, reasons) for html of the document at `path`."""
        used: list[str] = []
        reasons: list[Message] = []

        def from_source(found: re.Match[str]) -> str:
            name = self.picture(found.group(2), path)
            if isinstance(name, Message):
                reasons.append(name)
                return found.group(0)
            used.append(name)
            return f"{found.group(1)}media:{name}"

        # Within tags only: a question about html may say src="…" in its words.
        return _TAG.sub(lambda tag: _SOURCE.sub(from_source, tag[0]), html), used, reasons

    def picture(self, source: str, path: str) -> str | Message:
        """The shelf's name of the picture that a document calls `source`, or why there is none."""
        key = f"{posixpath.dirname(path)}\n{source}"
        if key not in self._kept:
            self._kept[key] = self._shelved(source, path)
        return self._kept[key]

    def _shelved(self, source: str, path: str) -> str | Message:
        bare = unquote(_FILE_BASE.sub("", source)).split("?")[0].split("#")[0]
        name = posixpath.basename(bare)[:100]
        if source.startswith("data:image/"):
            return self.shelf.put("hinh", source.partition("base64,")[2])
        if _ELSEWHERE.match(bare):
            return say("Hình %(name)s ở ngoài tệp, không lấy được.", name=bare[:100])
        for folder in (posixpath.dirname(path), *_UPLOADS):
            found = posixpath.normpath(posixpath.join(folder, bare.lstrip("/")))
            if self._archive is not None and found in self._archive:
                if (self._archive.size(found) or 0) > self._limits.picture_bytes:
                    return say("Hình %(name)s quá lớn.", name=name)
                return self.shelf.take(name, self._archive.read(found, self._limits.picture_bytes))
        return self._by_end(f"/{bare.lstrip('/')}", name)

    def _by_end(self, end: str, name: str) -> str | Message:
        """Some exporters leave out the folder that all files lie in."""
        found = [each for each in self._archive.names if each.endswith(end)] if self._archive is not None else []
        if self._archive is None or len(found) != 1:
            return say("Thiếu hình %(name)s trong tệp.", name=name)
        return self.shelf.take(name, self._archive.read(found[0], self._limits.picture_bytes))


def _without_doubles(names: list[str]) -> list[str]:
    """Canvas writes each quiz twice, for others and, richer, for itself (`non_cc_assessments/ID.xml.qti`): the richer one stays."""
    richer = {posixpath.basename(name).split(".")[0] for name in names if name.startswith("non_cc_assessments/")}
    return [name for name in names if posixpath.basename(posixpath.dirname(name)) not in richer]
