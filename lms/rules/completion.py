"""When an item of an outline counts as done."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.words import Message, say


class Rule(StrEnum):
    """What completes an item: nothing, opening it, a share watched, a mastery, handing in, a score, the pupil's own tick."""

    NONE = "none"
    VIEW = "view"
    WATCH = "watch"
    PRACTISE = "practise"
    SUBMIT = "submit"
    SCORE = "score"
    MARK = "mark"


@dataclass(frozen=True)
class RuleKind:
    """How a rule is offered to a teacher and said to a pupil. `threshold` is the percent it begins with; None when it has none."""

    label: Message
    threshold: int | None = None


RULES: dict[Rule, RuleKind] = {
    Rule.NONE: RuleKind(say("Không tính hoàn thành")),
    Rule.VIEW: RuleKind(say("Mở ra xem")),
    Rule.WATCH: RuleKind(say("Xem ít nhất một phần video"), 80),
    Rule.PRACTISE: RuleKind(say("Ôn đến mức thành thạo"), 70),
    Rule.SUBMIT: RuleKind(say("Nộp bài")),
    Rule.SCORE: RuleKind(say("Đạt điểm tối thiểu"), 50),
    Rule.MARK: RuleKind(say("Học sinh tự đánh dấu đã xong")),
}


def meets(rule: str, threshold: int | None, percent: Decimal | None) -> bool:
    """Whether news of work on an item completes it. `percent` is how much was watched, mastered or scored; None: handed in, not scored."""
    match rule:
        case Rule.VIEW | Rule.SUBMIT:
            return True
        case Rule.WATCH | Rule.PRACTISE | Rule.SCORE:
            return percent is not None and percent >= _threshold(rule, threshold)
        case _:
            return False


def words_of(rule: str, threshold: int | None) -> Message:
    """What a pupil has to do, in words."""
    match rule:
        case Rule.WATCH:
            return say("Xem ít nhất %(n)s%%", n=_threshold(rule, threshold))
        case Rule.PRACTISE:
            return say("Ôn đến mức thành thạo %(n)s%%", n=_threshold(rule, threshold))
        case Rule.SCORE:
            return say("Đạt ít nhất %(n)s%% số điểm", n=_threshold(rule, threshold))
        case Rule.MARK:
            return say("Tự đánh dấu khi xong")
        case _:
            return RULES[Rule(rule)].label


def _threshold(rule: str, threshold: int | None) -> int:
    return threshold if threshold is not None else RULES[Rule(rule)].threshold or 0
