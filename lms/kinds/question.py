"""A question to check oneself: content and marking are a question kind's, the page shows what the kind shows."""

from __future__ import annotations

import json
from typing import Any

from core.html import clean_html
from core.words import say
from lms.kinds import rich, shape
from lms.kinds.contract import BlockType, Data, Found, Known

KINDS = ("single_choice", "multiple_choice", "true_false_group", "short_answer", "numerical")
LARGEST = 100_000
"""Characters of a content as JSON."""
_SCALARS = (str, int, bool, type(None))


class Question(BlockType):
    """data: {"kind", "content"}; `safe` keeps {"kind", "shown", "explanation"}, of which a page shows the explanation only with the mark."""

    code, icon = "question", "circle-help"
    label = say("Câu hỏi tự kiểm tra")
    hint = say("Học sinh trả lời và biết ngay đúng sai")

    def tidy(self, raw: object, known: Known) -> Data:
        named = shape.at(raw, "kind")
        code = named if isinstance(named, str) and named in KINDS else KINDS[0]
        content = shape.at(raw, "content")
        if code not in known.kinds:
            return {"kind": code, "content": {}}
        kind = known.kinds[code]
        outline = {name: type(part)() for name, part in kind.blank().items()}
        if not (isinstance(content, dict) and _is_like(content, kind.blank()) and _is_keepable(content)):
            return {"kind": code, "content": kind.blank()}
        return {"kind": code, "content": kind.map_html({name: content.get(name, empty) for name, empty in outline.items()}, _tidy)}

    def check(self, data: Data, known: Known) -> Found:
        if data["kind"] not in known.kinds:
            return [("kind", say("Hãy chọn dạng câu hỏi."))]
        kind = known.kinds[data["kind"]]
        found: Found = [(problem.place, problem.message) for problem in kind.check(data["content"])]
        broken = [rich.check_formulas(place, html) for place, html in kind.texts(data["content"])]
        return found + [each for one in broken for each in one][:1]

    def safe(self, data: Data, known: Known) -> Data:
        if data["kind"] not in known.kinds:
            return {"kind": data["kind"], "shown": None, "explanation": ""}
        kind = known.kinds[data["kind"]]
        content = kind.map_html(data["content"], known.safe_question_html)
        return {"kind": kind.code, "shown": kind.show(content), "explanation": content.get("explanation", "")}

    def words(self, data: Data, known: Known) -> str:
        return rich.words(shape.text(data["content"].get("stem"), LARGEST))


def _tidy(html: str) -> str:
    return clean_html(html)


def _is_like(value: object, blank: object) -> bool:
    """Whether a content has the outline of its kind's blank one as far as it goes, so that forms and pages can walk it."""
    if isinstance(blank, dict):
        return (
            isinstance(value, dict)
            and _is_flat(value, blank)
            and all(_is_like(value[name], blank[name]) for name in blank if name in value)
        )
    if isinstance(blank, list):
        return isinstance(value, list) and all(isinstance(row, dict) and _is_flat(row, {}) for row in value)
    return isinstance(value, str) if isinstance(blank, str) else isinstance(value, _SCALARS)


def _is_flat(value: dict[str, Any], blank: dict[str, Any]) -> bool:
    """What the blank does not name is a plain value or an object of plain values (a score table, weights)."""
    for name in value.keys() - blank.keys():
        inner = value[name].values() if isinstance(value[name], dict) else [value[name]]
        if not all(isinstance(each, _SCALARS) for each in inner):
            return False
    return True


def _is_keepable(content: dict[str, Any]) -> bool:
    """Small enough, and of text that a database can hold."""
    return all(shape.is_storable(each) for each in shape.strings(content)) and len(json.dumps(content)) <= LARGEST
