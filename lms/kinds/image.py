"""A picture of the course."""

from __future__ import annotations

from collections.abc import Mapping

from core.words import say
from lms.kinds import rich, shape
from lms.kinds.contract import BlockType, Data, Found, Known


class Image(BlockType):
    """data: {"file_id", "alt", "decorative", "caption"}. Width and height are the file's, so that the page keeps their place."""

    code, icon = "image", "image"
    label = say("Hình")
    hint = say("Ảnh PNG, JPEG, WebP hoặc GIF, có lời mô tả")

    def tidy(self, raw: object, known: Known) -> Data:
        return {
            "file_id": shape.number(shape.at(raw, "file_id")),
            "alt": shape.text(shape.at(raw, "alt"), 500),
            "decorative": shape.at(raw, "decorative") in (True, "1"),
            "caption": rich.tidy_line(shape.at(raw, "caption")),
        }

    def check(self, data: Data, known: Known) -> Found:
        found: Found = []
        file = known.files.get(data["file_id"])
        if file is None or not file.is_picture:
            found.append(("file_id", say("Hãy chọn một ảnh của khóa học.")))
        if not data["alt"] and not data["decorative"]:
            found.append(("alt", say("Hãy mô tả hình cho người không nhìn thấy, hoặc đánh dấu là hình trang trí.")))
        return found + rich.check_formulas("caption", data["caption"])

    def safe(self, data: Data, known: Known) -> Data:
        file = known.files.get(data["file_id"])
        if file is None or not file.is_picture:
            return {"file_id": None}
        return {
            "file_id": data["file_id"], "name": file.name, "width": file.width, "height": file.height,
            "alt": "" if data["decorative"] else data["alt"], "caption": rich.safe(data["caption"]),
        }  # fmt: skip

    def words(self, data: Data, known: Known) -> str:
        return f"{data['alt']} {rich.words(data['caption'])}".strip()

    def file_ids(self, data: Data) -> tuple[int, ...]:
        return (data["file_id"],) if data["file_id"] is not None else ()

    def with_files(self, data: Data, new_ids: Mapping[int, int]) -> Data:
        return {**data, "file_id": new_ids.get(data["file_id"])}
