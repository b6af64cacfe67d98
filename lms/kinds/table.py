"""A small table whose first row is its head."""

from __future__ import annotations

from core.words import say
from lms.kinds import rich, shape
from lms.kinds.contract import BlockType, Data, Found, Known

MOST_ROWS, MOST_COLUMNS = 60, 12


class Table(BlockType):
    """data: {"caption", "rows"}: rows of one length, of cells in inline HTML."""

    code, icon = "table", "table"
    label = say("Bảng")
    hint = say("Bảng nhỏ, hàng đầu là tiêu đề cột")

    def blank(self, known: Known) -> Data:
        return {"caption": "", "rows": [["", ""], ["", ""]]}

    def tidy(self, raw: object, known: Known) -> Data:
        rows = [[rich.tidy_line(cell) for cell in shape.rows(row)[:MOST_COLUMNS]] for row in shape.rows(shape.at(raw, "rows"))[:MOST_ROWS]]
        width = max(map(len, rows), default=0)
        return {"caption": rich.tidy_line(shape.at(raw, "caption")), "rows": [row + [""] * (width - len(row)) for row in rows]}

    def check(self, data: Data, known: Known) -> Found:
        if len(data["rows"]) < 2 or all(rich.is_empty(cell) for row in data["rows"] for cell in row):
            return [("rows", say("Bảng cần hàng tiêu đề và ít nhất một hàng nữa."))]
        broken = [rich.check_formulas(f"rows.{n}", cell) for n, row in enumerate(data["rows"]) for cell in row]
        return [each for found in broken for each in found][:1] + rich.check_formulas("caption", data["caption"])

    def safe(self, data: Data, known: Known) -> Data:
        return {"caption": rich.safe(data["caption"]), "rows": [[rich.safe(cell) for cell in row] for row in data["rows"]]}

    def words(self, data: Data, known: Known) -> str:
        return " ".join([rich.words(data["caption"]), *(rich.words(cell) for row in data["rows"] for cell in row)]).strip()
