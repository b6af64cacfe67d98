"""A definition, a theorem, an example: text with a frame that says what it is."""

from __future__ import annotations

from core.words import Message, say
from lms.kinds import rich, shape
from lms.kinds.contract import BlockType, Data, Found, Known

TONES: dict[str, Message] = {
    "definition": say("Định nghĩa"),
    "theorem": say("Định lí"),
    "example": say("Ví dụ"),
    "note": say("Ghi nhớ"),
    "warning": say("Lưu ý"),
}


class Callout(BlockType):
    """data: {"tone", "title", "html"}."""

    code, icon = "callout", "bookmark"
    label = say("Khung")
    hint = say("Định nghĩa, định lí, ví dụ, ghi nhớ, lưu ý")

    def tidy(self, raw: object, known: Known) -> Data:
        tone = shape.at(raw, "tone")
        return {
            "tone": tone if isinstance(tone, str) and tone in TONES else "note",
            "title": rich.tidy_line(shape.at(raw, "title")),
            "html": rich.tidy_text(shape.at(raw, "html")),
        }

    def check(self, data: Data, known: Known) -> Found:
        if rich.is_empty(data["html"]):
            return [("html", say("Khung này chưa có chữ nào."))]
        return rich.check_formulas("title", data["title"]) + rich.check_formulas("html", data["html"])

    def safe(self, data: Data, known: Known) -> Data:
        return {"tone": data["tone"], "title": rich.safe(data["title"]), "html": rich.safe(data["html"])}

    def words(self, data: Data, known: Known) -> str:
        return f"{rich.words(data['title'])} {rich.words(data['html'])}".strip()
