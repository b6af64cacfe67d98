"""A text with gaps of several sorts: words to type, a number, one of several choices."""

from collections.abc import Mapping
from decimal import Decimal

from core.words import say
from question_bank.kinds import answers, checks, gapped, marks, shape
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Part, Problem
from question_bank.kinds.numerical import Numerical
from question_bank.kinds.short_answer import ShortAnswer
from question_bank.kinds.single_choice import SingleChoice

GAP_KINDS: Mapping[str, Kind] = {kind.code: kind for kind in (ShortAnswer(), Numerical(), SingleChoice())}
MOST_WEIGHT = 100


class Cloze(Kind):
    """body: {"text": html with ``[[1]]`` where gap "1" is, "gaps": [{"id", "kind", "body"}]}; key: {"gaps": {id: key}, "weights"?: {id: w}}.

    Each gap is a small question of one of `GAP_KINDS`: its body and key are those of that kind; texts of options are words, for they stand
    in a menu. Worth the weighted mean of the gaps (weights are above 0; one that is not given is 1). Answer: {"1": "Hà Nội", "2": "2.5"}.
    """

    code = "cloze"
    label = say("Điền chỗ trống")
    marking = "machine"
    html_places = ("body.text",)

    def blank(self) -> dict[str, object]:
        return {"stem": "", "body": {"text": "", "gaps": []}, "key": {"gaps": {}}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        gaps = _gaps(content)
        names = shape.ids(gaps)
        problems = checks.check_document(content)
        problems += gapped.check_text(shape.at(content, "body", "text"), names)
        for index, gap in enumerate(gaps[: gapped.MOST_GAPS]):
            problems += _check_gap(content, gap, f"body.gaps.{index}")
        problems += checks.check_unknown(shape.mapping(shape.at(content, "key", "gaps")), names, "key.gaps")
        return problems + checks.check_unknown(shape.mapping(shape.at(content, "key", "weights")), names, "key.weights")

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        gaps = [_shown(content, gap) for gap in _gaps(content)]
        body = {"text": shape.text(shape.at(content, "body", "text")), "gaps": gaps}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def normalise(self, content: Content, raw: object) -> Answer:
        gaps = _gaps(content)
        given = answers.read_mapping(raw, shape.ids(gaps))
        read = {shape.text(gap.get("id")): _normalised(content, gap, given.get(shape.text(gap.get("id")))) for gap in gaps}
        return {name: answer for name, answer in read.items() if answer is not None} or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        given = shape.mapping(answer)
        gaps = [gap for gap in _gaps(content) if _kind_of(gap)]
        found = [_marked(content, gap, given.get(shape.text(gap.get("id")))) for gap in gaps]
        weights = [weight_of(content, shape.text(gap.get("id"))) for gap in gaps]
        earned = marks.total(share * weight for (share, _), weight in zip(found, weights, strict=True))
        parts = tuple(part for _, part in found)
        return marks.machine_mark(marks.ratio(earned, marks.total(weights)), parts, bool(given))

    def key(self, content: Content, order: Order = None) -> str:
        gaps = [gap for gap in _gaps(content) if _kind_of(gap)]
        return "; ".join(f"({number}) {_right_words(content, gap)}" for number, gap in enumerate(gaps, start=1))


def small_content(content: object, gap: Mapping[str, object]) -> dict[str, object]:
    """The gap as a content of its own kind."""
    key = shape.mapping(shape.at(content, "key", "gaps")).get(shape.text(gap.get("id")))
    return {"stem": "…", "body": shape.mapping(gap.get("body")), "key": shape.mapping(key), "explanation": ""}


def weight_of(content: object, name: str) -> Decimal:
    """What a gap weighs among the others; 1 where nothing is said."""
    weight = shape.decimal(shape.mapping(shape.at(content, "key", "weights")).get(name, "1"))
    return weight if weight is not None and 0 < weight <= MOST_WEIGHT else marks.ONE


def right_choice(content: object, gap: Mapping[str, object]) -> str:
    """The words of the right option of a gap with choices."""
    small = small_content(content, gap)
    right = shape.at(small, "key", "right")
    options = shape.rows(shape.at(small, "body", "options"))
    return next((shape.text(row.get("text")) for row in options if row.get("id") == right), "")


def _gaps(content: object) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "gaps"))


def _kind_of(gap: Mapping[str, object]) -> Kind | None:
    return GAP_KINDS.get(shape.text(gap.get("kind")))


def _check_gap(content: object, gap: Mapping[str, object], place: str) -> list[Problem]:
    name, kind = shape.text(gap.get("id")), _kind_of(gap)
    if kind is None:
        return [Problem(place, say("Chỗ trống %(n)s thuộc dạng không dùng được.", n=name[:16]))]
    told = dict.fromkeys(problem.message for problem in kind.check(small_content(content, gap)))
    problems = [Problem(place, say("Chỗ trống %(n)s: %(why)s", n=name[:16], why=message)) for message in told]
    weight = shape.decimal(shape.mapping(shape.at(content, "key", "weights")).get(name, "1"))
    if weight is None or not 0 < weight <= MOST_WEIGHT:
        problems.append(Problem(f"key.weights.{name}", say("Trọng số của chỗ trống phải lớn hơn 0, không quá %(n)d.", n=MOST_WEIGHT)))
    return problems


def _shown(content: object, gap: Mapping[str, object]) -> dict[str, object]:
    kind = _kind_of(gap)
    body = kind.show(small_content(content, gap))["body"] if kind else {}
    return {"id": shape.text(gap.get("id")), "kind": shape.text(gap.get("kind")), "body": body}


def _normalised(content: object, gap: Mapping[str, object], raw: object) -> Answer:
    kind = _kind_of(gap)
    if kind is None:
        raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
    return kind.normalise(small_content(content, gap), raw)


def _marked(content: object, gap: Mapping[str, object], given: Answer) -> tuple[Decimal, Part]:
    """The share that the gap earned and what was right in it."""
    mark = GAP_KINDS[shape.text(gap.get("kind"))].mark(small_content(content, gap), given)
    right = mark.parts[0].right if mark.parts else None
    share = mark.fraction or marks.ZERO
    return share, Part(shape.text(gap.get("id")), given, right, share == marks.ONE)


def _right_words(content: object, gap: Mapping[str, object]) -> str:
    if gap.get("kind") == SingleChoice.code:
        return right_choice(content, gap)
    return GAP_KINDS[shape.text(gap.get("kind"))].key(small_content(content, gap))
