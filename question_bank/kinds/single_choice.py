"""One right option among several (Part I of the national format; true or false as two pinned options)."""

from collections.abc import Mapping
from decimal import Decimal

from core.words import say
from question_bank.kinds import answers, checks, marks, ordering, shape
from question_bank.kinds.contract import Answer, Content, Kind, Mark, Order, Part, Problem


class SingleChoice(Kind):
    """body: {"options": [{"id", "text", "pinned"?, "feedback"?}]}; key: {"right": id, "partial"?: {id: share}}.

    `partial` gives other options a share of the points (Moodle's "half credit"). Answer: "b".
    """

    code = "single_choice"
    label = say("Nhiều lựa chọn")
    marking = "machine"
    html_places = ("body.options.*.text", "body.options.*.feedback")

    def blank(self) -> dict[str, object]:
        options = [{"id": name, "text": ""} for name in "abcd"]
        return {"stem": "", "body": {"options": options}, "key": {"right": ""}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        options = shape.at(content, "body", "options")
        problems = checks.check_document(content)
        problems += checks.check_rows(options, "body.options", at_least=2)
        known = shape.ids(shape.rows(options))
        if shape.at(content, "key", "right") not in known:
            problems.append(Problem("key.right", say("Chưa chọn phương án đúng.")))
        return problems + self._check_partial(shape.at(content, "key", "partial"), known)

    def _check_partial(self, partial: object, known: list[str]) -> list[Problem]:
        if partial is None:
            return []
        if not isinstance(partial, dict):
            return [Problem("key.partial", say("Đáp án không đúng cấu trúc."))]
        problems = checks.check_unknown(partial, known, "key.partial")
        for name, share in partial.items():
            problems += checks.check_share(share, f"key.partial.{name}")
        return problems

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        options = ordering.bare(ordering.arrange(_options(content), order))
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": {"options": options}}

    def orderable(self, content: Content) -> tuple[str, ...]:
        return ordering.free_ids(_options(content))

    def normalise(self, content: Content, raw: object) -> Answer:
        return answers.read_choice(raw, shape.ids(_options(content)))

    def mark(self, content: Content, answer: Answer) -> Mark:
        right = shape.at(content, "key", "right")
        ok = answer is not None and answer == right
        share = Decimal(1) if ok else self._partial_share(content, answer)
        return marks.machine_mark(share, (Part("answer", answer, right, ok),), answer is not None)

    def _partial_share(self, content: Content, answer: Answer) -> Decimal:
        partial = shape.mapping(shape.at(content, "key", "partial"))
        return shape.decimal(partial.get(shape.text(answer))) or Decimal(0)

    def key(self, content: Content, order: Order = None) -> str:
        shown = shape.ids(ordering.arrange(_options(content), order))
        right = shape.text(shape.at(content, "key", "right"))
        return ordering.letter(shown.index(right)) if right in shown else ""


def _options(content: Content) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "options"))
