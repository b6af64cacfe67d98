"""What items of both generations need of the package they lie in: their pictures, and a list of what was told."""

from __future__ import annotations

from core.words import Message
from question_bank.formats import media
from question_bank.formats.qti.folder import Folder


class Sourced:
    """An item of the document at `path`; gathers reasons and used pictures while it is read."""

    def __init__(self, folder: Folder, path: str) -> None:
        self._folder = folder
        self._path = path
        self.reasons: list[Message] = []
        self.used: list[str] = []

    def kept(self, text: str) -> str:
        """The html with its pictures on the shelf."""
        made, used, reasons = self._folder.with_pictures(text, self._path)
        self.used += used
        self.reasons += reasons
        return made

    def picture_size(self, picture: str) -> tuple[int, int]:
        """Width and height in pixels of the picture that the html shows; (0, 0) for none."""
        name = next((each for each in self.used if f"media:{each}" in picture), "")
        return media.picture_size(self._folder.shelf.found.get(name, b""))
