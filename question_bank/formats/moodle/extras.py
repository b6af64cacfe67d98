"""What Moodle says of a question that our contents cannot hold, told as reasons.

Values that Moodle writes into every export, whether the author meant them or not, are no reason: a file
where every question is "changed" teaches people not to look.
"""

from decimal import Decimal

from core.words import Message, say
from question_bank.formats.moodle.node import Node

_USUAL_PENALTIES = (Decimal(0), Decimal("0.1"), Decimal("0.3333333"), Decimal("0.33333"), Decimal(1))
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_STANDARD_FEEDBACK = frozenset(
    {
        "Your answer is correct.",
        "Your answer is partially correct.",
        "Your answer is incorrect.",
        "The correct answer is",
        "Câu trả lời của bạn đúng.",
        "Câu trả lời của bạn đúng một phần.",
        "Câu trả lời của bạn sai.",
        "Câu trả lời của bạn là chính xác.",
        "Câu trả lời của bạn là đúng một phần.",
        "Câu trả lời của bạn là không chính xác.",
        "Câu trả lời đúng",
        "Câu trả lời đúng một phần",
        "Câu trả lời sai",
    }
)


def dropped(node: Node) -> list[Message]:
    """A reason for each thing that is left behind."""
    reasons: list[Message] = []
    penalty = node.number("penalty")
    if penalty is not None and penalty not in _USUAL_PENALTIES:
        reasons.append(say("Điểm trừ cho mỗi lần làm lại (penalty) bị bỏ."))
    if any(str(said).strip() for hint in node.below("hint") for said in hint.itertext()):
        reasons.append(say("Gợi ý cho lần làm lại (hint) bị bỏ."))
    if any(not _is_standard(node.word(f"{name}/text")) for name in _COMBINED):
        reasons.append(say("Nhận xét chung cho câu trả lời đúng, đúng một phần, sai bị bỏ."))
    if node.word("answernumbering") not in ("", "abc", "ABCD", "none"):
        reasons.append(say("Kiểu đánh số phương án bị bỏ; phương án luôn là A, B, C, D."))
    return reasons


def _is_standard(said: str) -> bool:
    bare = said.replace("<p>", "").replace("</p>", "").replace("<br>", "").strip()
    return not bare or bare in _STANDARD_FEEDBACK
