"""What the figures of a question call for, in words that say what to do. Chance alone raises few: each limit widens with few sittings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.words import Message, say
from exams.rules.picks import GIVEN
from exams.rules.statistics import ENOUGH, ItemFigures

EASY, HARD = 0.95, 0.2
FLAT = 0.15
"""A question whose correlation with the rest of the paper is lower tells the able from the weak too poorly (Ebel's 0.2, less its own part)."""
_REVIEW_OPTIONS = say("Câu không phân hóa: thí sinh giỏi và yếu làm được gần như nhau. Xem lại lời văn và các phương án.")
_REVIEW_SCORING = say("Câu không phân hóa: thí sinh giỏi và yếu làm được gần như nhau. Xem lại lời văn và cách cho điểm.")
IDLE, IDLE_NEEDS = 0.02, 50


@dataclass(frozen=True)
class Flag:
    """Something to look at. `name` is one or two words for the table; `tone`: seal for a key that may be wrong, amber for the rest."""

    code: str
    name: Message
    advice: Message
    tone: str = "amber"


def flags_of(figures: ItemFigures, right: frozenset[str], names: Mapping[str, str]) -> tuple[Flag, ...]:
    """The most pressing first. `right`: the lines that earn points; `names`: line -> its letter or text, for every choice there is."""
    if figures.asked < ENOUGH:
        return ()
    noise = 2 / math.sqrt(figures.asked)
    return (*_keys(figures, right, names, noise), *_powers(figures, noise, bool(names)), *_idle(figures, right, names))


def _keys(figures: ItemFigures, right: frozenset[str], names: Mapping[str, str], noise: float) -> list[Flag]:
    drawing = [pick for pick, line in figures.lines.items() if pick not in right and (line.biserial or 0.0) > noise]
    found = []
    for pick in sorted(drawing, key=lambda pick: -(figures.lines[pick].biserial or 0.0)):
        if pick in names:
            advice = say("Phương án %(name)s hút nhiều thí sinh giỏi: kiểm tra lại đáp án.", name=names[pick])
        else:
            advice = say("Câu trả lời “%(name)s” đến từ nhiều thí sinh giỏi: xem có nên chấp nhận không.", name=pick.removeprefix(GIVEN))
        found.append(Flag("key", say("Xem đáp án"), advice, "seal"))
    return found


def _powers(figures: ItemFigures, noise: float, has_options: bool) -> list[Flag]:
    biserial = figures.biserial
    if biserial is not None and biserial < -noise:
        words = say("Thí sinh giỏi làm sai nhiều hơn thí sinh yếu: kiểm tra đáp án và lời văn của câu.")
        return [Flag("negative", say("Phân hóa ngược"), words, "seal")]
    if figures.facility >= EASY:
        return [Flag("easy", say("Quá dễ"), say("Câu quá dễ: gần như ai cũng làm được. Đổi sang mức khó hơn hoặc giữ làm câu mở đầu."))]
    if figures.facility <= HARD:
        found = [
            Flag("hard", say("Quá khó"), say("Câu quá khó: rất ít thí sinh làm được. Xem câu có nằm trong chương trình và rõ ý không."))
        ]
    else:
        found = []
    if biserial is None or biserial < FLAT:
        found.append(Flag("flat", say("Không phân hóa"), _REVIEW_OPTIONS if has_options else _REVIEW_SCORING))
    return found


def _idle(figures: ItemFigures, right: frozenset[str], names: Mapping[str, str]) -> list[Flag]:
    if figures.asked < IDLE_NEEDS:
        return []
    idle = [names[pick] for pick in names if pick not in right and (pick not in figures.lines or figures.lines[pick].rate < IDLE)]
    if not idle:
        return []
    advice = say("Gần như không ai chọn phương án %(names)s: thay bằng một lỗi sai mà thí sinh hay mắc.", names=", ".join(idle))
    return [Flag("idle", say("Phương án thừa"), advice)]
