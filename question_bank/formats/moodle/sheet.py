"""One <question> of a Moodle XML file being written: elements, html with its pictures beside it, pictures alone."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from lxml import etree

from core.words import say
from question_bank.formats.media import picture_size
from question_bank.formats.outgoing_media import as_plugin_files, picture_names
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.xml import Element


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """A child with some text."""
    made = etree.SubElement(parent, tag, attributes)
    made.text = text or None
    return made


class Sheet:
    """The element of a question, with the bytes of the pictures there are; a picture that is missing is told."""

    def __init__(self, element: Element, pictures: Mapping[str, bytes], told: Losses) -> None:
        self.at = element
        self._pictures = pictures
        self._told = told

    def add(self, tag: str, text: str = "", /, **attributes: str) -> Element:
        """A child of the question."""
        return add(self.at, tag, text, **attributes)

    def html(self, tag: str, html: str, below: Element | None = None) -> Element:
        """An element with <text> and the pictures that it shows."""
        made = add(self.at if below is None else below, tag, format="html")
        add(made, "text", as_plugin_files(html))
        for name in picture_names([html]):
            self.file(name, made)
        return made

    def tell_other_size(self, name: str, width: int, height: int) -> None:
        """Say that a picture is not of the size by which places on it are counted; bytes that nobody read are passed over."""
        data = self._pictures.get(name)
        other = bool(data) and picture_size(data or b"") != (width, height)
        self._told.tell(say("Hình nền không có kích thước đã ghi: vị trí trên hình có thể lệch."), other)

    def file(self, name: str, below: Element | None = None) -> None:
        """A picture by its name."""
        if name in self._pictures:
            encoded = base64.b64encode(self._pictures[name]).decode()
            add(self.at if below is None else below, "file", encoded, name=name, path="/", encoding="base64")
        else:
            self._told.tell(say("Thiếu hình: %(names)s.", names=name))
