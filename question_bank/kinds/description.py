"""A text without an answer: instructions, or the material that the next questions share."""

from core.words import say
from question_bank.kinds import checks, marks, shape
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Problem


class Description(Kind):
    """body: {}; key: {}. It takes no answer and carries no points (`marking` is "nobody")."""

    code = "description"
    label = say("Đoạn dẫn")
    marking = "nobody"

    def blank(self) -> dict[str, object]:
        return {"stem": "", "body": {}, "key": {}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        return checks.check_document(content)

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": {}}

    def normalise(self, content: Content, raw: object) -> Answer:
        if raw is None:
            return None
        raise InvalidAnswer(say("Phần này không có câu trả lời."))

    def mark(self, content: Content, answer: Answer) -> Mark:
        return Mark(marks.ZERO, (), say("Phần này không chấm điểm."))

    def key(self, content: Content, order: Order = None) -> str:
        return ""
