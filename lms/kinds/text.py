"""Paragraphs, headings and lists."""

from __future__ import annotations

from core.words import say
from lms.kinds import rich, shape
from lms.kinds.contract import BlockType, Data, Found, Known


class Text(BlockType):
    """data: {"html"}."""

    code, icon = "text", "file-text"
    label = say("Chữ")
    hint = say("Đoạn văn, đầu mục, danh sách")

    def tidy(self, raw: object, known: Known) -> Data:
        return {"html": rich.tidy_text(shape.at(raw, "html"))}

    def check(self, data: Data, known: Known) -> Found:
        if rich.is_empty(data["html"]):
            return [("html", say("Khối này chưa có chữ nào."))]
        return rich.check_formulas("html", data["html"])

    def safe(self, data: Data, known: Known) -> Data:
        return {"html": rich.safe(data["html"])}

    def words(self, data: Data, known: Known) -> str:
        return rich.words(data["html"])
