"""A formula that stands by itself."""

from __future__ import annotations

import html
import re

from core.maths import LONGEST_FORMULA, broken_formulas
from core.words import say
from lms.kinds import rich, shape
from lms.kinds.contract import BlockType, Data, Found, Known

_AROUND = re.compile(r"^\s*(?:\\\[(.*)\\\]|\\\((.*)\\\)|\$\$(.*)\$\$|\$(.*)\$)\s*$", re.S)


class Maths(BlockType):
    """data: {"latex", "caption"}; LaTeX without its delimiters, which are taken off when they were typed."""

    code, icon = "maths", "sigma"
    label = say("Công thức")
    hint = say("Một công thức đứng riêng, viết bằng LaTeX")

    def tidy(self, raw: object, known: Known) -> Data:
        latex = shape.text(shape.at(raw, "latex"), LONGEST_FORMULA)
        found = _AROUND.match(latex)
        bare = next((part for part in found.groups() if part is not None), "") if found else latex
        return {"latex": bare.strip(), "caption": rich.tidy_line(shape.at(raw, "caption"))}

    def check(self, data: Data, known: Known) -> Found:
        if not data["latex"]:
            return [("latex", say("Hãy viết công thức."))]
        if broken_formulas(_written(data)):
            return [("latex", say("Công thức này chưa đọc được. Hãy xem lại dấu ngoặc và tên lệnh."))]
        return rich.check_formulas("caption", data["caption"])

    def safe(self, data: Data, known: Known) -> Data:
        return {"html": rich.safe(_written(data)) if data["latex"] else "", "caption": rich.safe(data["caption"])}

    def words(self, data: Data, known: Known) -> str:
        return f"{data['latex']} {rich.words(data['caption'])}".strip()


def _written(data: Data) -> str:
    return f"\\[{html.escape(data['latex'], quote=False)}\\]"
