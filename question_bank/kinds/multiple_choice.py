"""Several options may be ticked; each carries a weight, and the sum never falls below 0."""

from collections.abc import Mapping
from decimal import Decimal

from core.words import say
from question_bank.kinds import answers, checks, marks, ordering, shape
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Part, Problem

_ALMOST = Decimal("0.001")


class MultipleChoice(Kind):
    """body: {"options": [{"id", "text", "pinned"?, "feedback"?}]}; key: {"weights": {id: "-1".."1"}}.

    Positive weights add up to 1 (or nearly: three thirds written as 0.33333 are a whole); an option
    without a weight is worth 0; a negative weight takes away (without any, ticking every option earns
    all: the author's choice, as in Moodle). Answer: ["a", "c"], sorted.
    """

    code = "multiple_choice"
    label = say("Chọn nhiều đáp án")
    marking = "machine"
    html_places = ("body.options.*.text", "body.options.*.feedback")

    def blank(self) -> dict[str, object]:
        options = [{"id": name, "text": ""} for name in "abcd"]
        return {"stem": "", "body": {"options": options}, "key": {"weights": {}}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        options = shape.at(content, "body", "options")
        problems = checks.check_document(content)
        problems += checks.check_rows(options, "body.options", at_least=2)
        known = shape.ids(shape.rows(options))
        return problems + self._check_weights(shape.at(content, "key", "weights"), known)

    def _check_weights(self, weights: object, known: list[str]) -> list[Problem]:
        if not isinstance(weights, dict):
            return [Problem("key.weights", say("Chưa chọn phương án đúng."))]
        problems = checks.check_unknown(weights, known, "key.weights")
        for name, weight in weights.items():
            problems += checks.check_share(weight, f"key.weights.{name}", lowest=Decimal(-1))
        whole = _positive_sum(weights)
        if not whole:
            problems.append(Problem("key.weights", say("Chưa chọn phương án đúng.")))
        elif abs(whole - 1) > _ALMOST:
            problems.append(Problem("key.weights", say("Các trọng số dương phải có tổng bằng 1.")))
        return problems

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        options = ordering.bare(ordering.arrange(_options(content), order))
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": {"options": options}}

    def orderable(self, content: Content) -> tuple[str, ...]:
        return ordering.free_ids(_options(content))

    def normalise(self, content: Content, raw: object) -> Answer:
        known = shape.ids(_options(content))
        if raw is None:
            return None
        if not isinstance(raw, (list, tuple)) or len(raw) > 2 * checks.MAX_OPTIONS:
            raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
        ticked = {name for each in raw if (name := answers.read_choice(each, known))}
        return sorted(ticked) or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        weights = shape.mapping(shape.at(content, "key", "weights"))
        ticked = answer if isinstance(answer, list) else []
        parts, earned = [], []
        for name in shape.ids(_options(content)):
            weight = shape.decimal(weights.get(name)) or Decimal(0)
            given, right = name in ticked, weight > 0
            earned += [weight] if given else []
            parts.append(Part(name, given, right, given == right))
        share = marks.ratio(marks.total(earned), _positive_sum(weights))
        return marks.machine_mark(share, tuple(parts), bool(ticked))

    def key(self, content: Content, order: Order = None) -> str:
        weights = shape.mapping(shape.at(content, "key", "weights"))
        shown = shape.ids(ordering.arrange(_options(content), order))
        right = [i for i, name in enumerate(shown) if (shape.decimal(weights.get(name)) or 0) > 0]
        return ", ".join(ordering.letter(i) for i in right)


def _options(content: Content) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "options"))


def _positive_sum(weights: Mapping[str, object]) -> Decimal:
    read = [shape.decimal(weight) or Decimal(0) for weight in weights.values()]
    return marks.total(weight for weight in read if weight > 0)
