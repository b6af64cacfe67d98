"""A short answer typed by the candidate: a number in four boxes (national) or text."""

from collections.abc import Mapping
from decimal import Decimal

from core.words import say
from question_bank.kinds import answers, checks, marks, national_number, shape, wildcard
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Part, Problem

MAX_LENGTH = 200
MAX_ACCEPTED = 100
NATIONAL, TEXT = "national", "text"


class ShortAnswer(Kind):
    """body: {"format": "national" | "text", "case_sensitive"?: bool};
    key: {"accepted": [{"text", "fraction", "feedback"?}]}.

    The first accepted row that fits gives its fraction, so a general row ("*") stands last. National
    answers are compared as numbers ("0,50" is "0,5"); texts in NFC with single spaces, ``*`` being any
    text. Answer: "2,5".
    """

    code = "short_answer"
    label = say("Trả lời ngắn")
    marking = "machine"
    html_places = ("key.accepted.*.feedback",)

    def blank(self) -> dict[str, object]:
        key = {"accepted": [{"text": "", "fraction": "1"}]}
        return {"stem": "", "body": {"format": NATIONAL}, "key": key, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        problems = checks.check_document(content)
        if shape.at(content, "body", "format") not in (NATIONAL, TEXT):
            problems.append(Problem("body.format", say("Chưa chọn dạng trả lời: số hay văn bản.")))
        if not isinstance(shape.at(content, "body", "case_sensitive") or False, bool):
            problems.append(Problem("body.case_sensitive", say("Giá trị chỉ là có hoặc không.")))
        rows = _accepted(content)
        if len(rows) > MAX_ACCEPTED:
            return [*problems, Problem("key.accepted", say("Không được quá %(n)d mục.", n=MAX_ACCEPTED))]
        for index, row in enumerate(rows):
            problems += _check_row(row, f"key.accepted.{index}", _is_national(content))
        if not problems and not _full_text(content):
            wanted = say("Cần một đáp án được trọn điểm và không bị đáp án ở trên che mất.")
            problems.append(Problem("key.accepted", wanted))
        return problems

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        national = _is_national(content)
        longest = national_number.MAX_LENGTH if national else MAX_LENGTH
        body = {"format": NATIONAL if national else TEXT, "max_length": longest}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def normalise(self, content: Content, raw: object) -> Answer:
        text = answers.read_text(raw, MAX_LENGTH)
        if not _is_national(content):
            return wildcard.tidy(text) or None
        written = national_number.with_comma(text)
        if written and not national_number.is_writable(written):
            longest = national_number.MAX_LENGTH
            raise InvalidAnswer(say("Chỉ ghi tối đa %(n)d kí tự: chữ số, dấu trừ ở đầu, dấu phẩy.", n=longest))
        return written or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        given = shape.text(answer)
        share = _share(content, given) if given else Decimal(0)
        part = Part("answer", given or None, self.key(content) or None, share == 1)
        return marks.machine_mark(share, (part,), bool(given))

    def key(self, content: Content, order: Order = None) -> str:
        return _full_text(content)


def _accepted(content: object) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "key", "accepted"))


def _is_national(content: object) -> bool:
    return shape.at(content, "body", "format") == NATIONAL


def _check_row(row: Mapping[str, object], place: str, national: bool) -> list[Problem]:
    problems = checks.check_share(row.get("fraction"), f"{place}.fraction")
    text = shape.text(row.get("text"))
    if not wildcard.tidy(text):
        problems.append(Problem(f"{place}.text", say("Đáp án còn trống.")))
    elif national and national_number.value_of(national_number.with_comma(text)) is None:
        problems.append(Problem(f"{place}.text", say("Đáp án phải là số viết được trong 4 ô, ví dụ -1,5.")))
    elif len(text) > MAX_LENGTH:
        problems.append(Problem(f"{place}.text", say("Đáp án dài quá %(n)d ký tự.", n=MAX_LENGTH)))
    if not isinstance(row.get("feedback", ""), str):
        problems.append(Problem(f"{place}.feedback", say("Nhận xét phải là văn bản.")))
    return problems


def _share(content: Content, given: str) -> Decimal:
    for row in _accepted(content):
        if _fits(content, shape.text(row.get("text")), given):
            return shape.decimal(row.get("fraction")) or Decimal(0)
    return Decimal(0)


def _fits(content: Content, accepted: str, given: str) -> bool:
    if _is_national(content):
        right = national_number.value_of(national_number.with_comma(accepted))
        return right is not None and right == national_number.value_of(given)
    case_sensitive = shape.at(content, "body", "case_sensitive") is True
    return wildcard.matches(wildcard.tidy(accepted), given, case_sensitive)


def _full_text(content: object) -> str:
    """What a candidate may write for all the points: the first such answer that no earlier row hides."""
    document = shape.mapping(content)
    for row in _accepted(document):
        text = shape.text(row.get("text"))
        shown = national_number.with_comma(text) if _is_national(document) else wildcard.example(text)
        if shown and shape.decimal(row.get("fraction")) == 1 and _share(document, shown) == 1:
            return shown
    return ""
