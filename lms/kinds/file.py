"""A file of the course to take away."""

from __future__ import annotations

from collections.abc import Mapping

from core.words import say
from lms.kinds import shape
from lms.kinds.contract import BlockType, Data, Found, Known


class File(BlockType):
    """data: {"file_id", "title"}; without a title the file's own name is shown."""

    code, icon = "file", "download"
    label = say("Tệp")
    hint = say("Tài liệu để tải về")

    def tidy(self, raw: object, known: Known) -> Data:
        return {"file_id": shape.number(shape.at(raw, "file_id")), "title": shape.text(shape.at(raw, "title"), 200)}

    def check(self, data: Data, known: Known) -> Found:
        return [] if data["file_id"] in known.files else [("file_id", say("Hãy chọn một tệp của khóa học."))]

    def safe(self, data: Data, known: Known) -> Data:
        file = known.files.get(data["file_id"])
        if file is None:
            return {"file_id": None}
        return {"file_id": data["file_id"], "name": file.name, "title": data["title"] or file.name, "size": file.size, "mime": file.mime}

    def words(self, data: Data, known: Known) -> str:
        return str(data["title"])

    def file_ids(self, data: Data) -> tuple[int, ...]:
        return (data["file_id"],) if data["file_id"] is not None else ()

    def with_files(self, data: Data, new_ids: Mapping[int, int]) -> Data:
        return {**data, "file_id": new_ids.get(data["file_id"])}
