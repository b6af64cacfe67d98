"""Statements under one stem, each true or false (Part II of the national format, QĐ 764/QĐ-BGDĐT)."""

from collections.abc import Mapping
from types import MappingProxyType

from core.words import say
from question_bank.kinds import answers, checks, marks, ordering, shape
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Part, Problem

NATIONAL_TABLE = MappingProxyType({"1": "0.1", "2": "0.25", "3": "0.5", "4": "1"})
"""QĐ 764: 1 right of 4 earns 0.1 of the points, 2 0.25, 3 0.5, 4 all. A default, not a rule of ours."""


class TrueFalseGroup(Kind):
    """body: {"statements": [{"id", "text", "feedback"?}]}; key: {"truths": {id: bool}, "score_table"?: {...}}.

    score_table: {"how many are right": share of the question's points}, a missing count being 0. Without
    one, four statements follow the national table and any other number shares evenly. Statements keep
    their order in every form. Answer: {"a": true, "c": false}; a statement left out is not right.
    """

    code = "true_false_group"
    label = say("Đúng/Sai")
    marking = "machine"
    html_places = ("body.statements.*.text", "body.statements.*.feedback")

    def blank(self) -> dict[str, object]:
        statements = [{"id": name, "text": ""} for name in "abcd"]
        key = {"truths": {}, "score_table": dict(NATIONAL_TABLE)}
        return {"stem": "", "body": {"statements": statements}, "key": key, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        statements = shape.at(content, "body", "statements")
        problems = checks.check_document(content)
        problems += checks.check_rows(statements, "body.statements", at_least=1, same_allowed=True)
        known = shape.ids(shape.rows(statements))
        truths = shape.mapping(shape.at(content, "key", "truths"))
        for name in known:
            if not isinstance(truths.get(name), bool):
                problems.append(Problem(f"key.truths.{name}", say("Chưa chọn Đúng hay Sai.")))
        problems += checks.check_unknown(truths, known, "key.truths")
        return problems + _check_table(shape.at(content, "key", "score_table"), len(known))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        body = {"statements": ordering.bare(_statements(content))}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def normalise(self, content: Content, raw: object) -> Answer:
        given = answers.read_mapping(raw, shape.ids(_statements(content)))
        chosen = {name: given[name] for name in sorted(given) if given[name] is not None}
        if not all(isinstance(value, bool) for value in chosen.values()):
            raise InvalidAnswer(say("Mỗi ý chỉ nhận Đúng hoặc Sai."))
        return chosen or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        truths = shape.mapping(shape.at(content, "key", "truths"))
        given = shape.mapping(answer)
        parts = tuple(
            Part(name, given.get(name), truths.get(name), name in given and given[name] is truths.get(name))
            for name in shape.ids(_statements(content))
        )
        right = sum(part.ok for part in parts)
        share = marks.by_table(_table(content, len(parts)), right, len(parts))
        return marks.machine_mark(share, parts, bool(given))

    def key(self, content: Content, order: Order = None) -> str:
        truths = shape.mapping(shape.at(content, "key", "truths"))
        return "".join("Đ" if truths.get(name) is True else "S" for name in shape.ids(_statements(content)))


def with_score_table(content: Content, table: Mapping[str, str]) -> Content:
    """The content as a paper with its own table has it marked: a group of as many statements as the table knows; any other as it is."""
    if len(_statements(content)) != len(table):
        return content
    return {**content, "key": {**shape.mapping(content.get("key")), "score_table": dict(table)}}


def _check_table(table: object, count: int) -> list[Problem]:
    if table == NATIONAL_TABLE and count != len(NATIONAL_TABLE):
        return [Problem("key.score_table", say("Thang thi tốt nghiệp cần đúng bốn ý. Hãy thêm ý, hoặc chọn thang khác."))]
    return checks.check_score_table(table, "key.score_table", count)


def _statements(content: Content) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "statements"))


def _table(content: Content, count: int) -> Mapping[str, object] | None:
    own = shape.at(content, "key", "score_table")
    if isinstance(own, dict):
        return own
    return NATIONAL_TABLE if count == len(NATIONAL_TABLE) else None
