"""From what a file says of a question to a content of one of our kinds, with what had to change on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from core.words import Message, say
from question_bank.kinds import matching, wildcard, written_number
from question_bank.kinds.registry import kind_of

ONE, ZERO = Decimal(1), Decimal(0)
_ALMOST = Decimal("0.001")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: html, the share of the points that choosing it is worth, and what is said of it."""

    text: str
    share: Decimal
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A typed answer that is accepted: text or number, tolerance for a number, share, and what is said of it."""

    text: str
    share: Decimal
    feedback: str = ""
    tolerance: str = "0"


@dataclass(frozen=True, slots=True)
class Assembled:
    """A kind, its content and what had to change; `refused` when it fails the kind's own check. `tells_key`: the reader has said by
    itself what is wrong with the key, better than the check could.
    """

    kind: str
    content: Mapping[str, object]
    reasons: tuple[Message, ...] = ()
    refused: bool = False
    tells_key: bool = False


def checked(made: Assembled) -> Assembled:
    """The same, refused with the check's messages when the content is not one that can be used."""
    problems = kind_of(made.kind).check(made.content)
    if not problems:
        return made
    told = dict.fromkeys(problem.message for problem in problems if not (made.tells_key and problem.place.startswith("key")))
    return replace(made, refused=True, reasons=(*made.reasons, *told))


def choices(stem: str, options: Sequence[Choice], single: bool, explanation: str = "", pinned: bool = False) -> Assembled:
    """single_choice or multiple_choice, as the source says."""
    rows = [_option(index, choice, pinned) for index, choice in enumerate(options)]
    body: dict[str, object] = {"options": rows}
    shares = {str(row["id"]): choice.share for row, choice in zip(rows, options, strict=True)}
    key, reasons = _single_key(shares) if single else _weights_key(shares)
    kind = "single_choice" if single else "multiple_choice"
    return Assembled(kind, _document(stem, body, key, explanation), reasons)


def _single_key(shares: Mapping[str, Decimal]) -> tuple[dict[str, object], tuple[Message, ...]]:
    """The first option worth all is the right one; others keep a positive share as partial."""
    reasons: list[Message] = []
    right = next((name for name, share in shares.items() if share >= ONE), "")
    partial = {name: plain_share(min(share, ONE)) for name, share in shares.items() if name != right and share > 0}
    if any(share >= ONE for name, share in shares.items() if name != right):
        reasons.append(say("Có nhiều phương án đúng: chọn một trong số đó là được trọn điểm."))
    if any(share < 0 for share in shares.values()):
        reasons.append(say("Điểm âm của phương án sai được tính là 0."))
    key: dict[str, object] = {"right": right}
    if partial:
        key["partial"] = partial
    return key, tuple(reasons)


def _weights_key(shares: Mapping[str, Decimal]) -> tuple[dict[str, object], tuple[Message, ...]]:
    whole = sum((share for share in shares.values() if share > 0), ZERO)
    reasons: list[Message] = []
    if whole and abs(whole - 1) > _ALMOST:
        reasons.append(say("Các trọng số dương không có tổng 100%%, đã chia lại theo tỉ lệ (tổng cũ %(sum)s).", sum=plain_share(whole)))
        shares = {name: share / whole if share > 0 else share for name, share in shares.items()}
    if any(share < -ONE for share in shares.values()):
        reasons.append(say("Trọng số dưới -1 được tính là -1."))
    return {"weights": {name: plain_share(max(share, -ONE)) for name, share in shares.items() if share}}, tuple(reasons)


def _option(index: int, choice: Choice, pinned: bool) -> dict[str, object]:
    row: dict[str, object] = {"id": _LETTERS[index] if index < 26 else f"o{index + 1}", "text": choice.text}
    if choice.feedback:
        row["feedback"] = choice.feedback
    if pinned:
        row["pinned"] = True
    return row


def true_false(stem: str, is_true: bool, said: tuple[str, str] = ("", ""), explanation: str = "") -> Assembled:
    """One statement is the stem itself, so: a single choice of Đúng and Sai. `said`: feedback to each."""
    options = [Choice("Đúng", ONE if is_true else ZERO, said[0]), Choice("Sai", ZERO if is_true else ONE, said[1])]
    return choices(stem, options, single=True, explanation=explanation, pinned=True)


def short_text(stem: str, accepted: Sequence[Accepted], case_sensitive: bool, explanation: str = "") -> Assembled:
    """short_answer in the text format."""
    rows = [_accepted_row("text", wildcard.tidy(each.text), each) for each in accepted]
    body: dict[str, object] = {"format": "text", "case_sensitive": case_sensitive}
    key, reasons = _accepted_key(rows, accepted)
    return Assembled("short_answer", _document(stem, body, key, explanation), reasons)


def numerical(stem: str, accepted: Sequence[Accepted], unit: str = "", explanation: str = "") -> Assembled:
    """numerical; numbers are written in one way whatever way they came."""
    rows = [{**_accepted_row("value", number(each.text), each), "tolerance": number(each.tolerance or "0")} for each in accepted]
    body: dict[str, object] = {"unit": unit}
    key, reasons = _accepted_key(rows, accepted)
    return Assembled("numerical", _document(stem, body, key, explanation), reasons)


def number(text: str) -> str:
    """The canonical spelling of a number; what is no number stays as it is, for the check to name."""
    read = written_number.parse(text)
    return text.strip() if read is None else written_number.canonical(read)


def _accepted_row(name: str, value: str, each: Accepted) -> dict[str, object]:
    row: dict[str, object] = {name: value, "fraction": plain_share(min(ONE, max(ZERO, each.share)))}
    if each.feedback:
        row["feedback"] = each.feedback
    return row


def _accepted_key(rows: list[dict[str, object]], accepted: Sequence[Accepted]) -> tuple[dict[str, object], tuple[Message, ...]]:
    negative = any(each.share < 0 for each in accepted)
    reasons = (say("Điểm âm của đáp án sai được tính là 0."),) if negative else ()
    return {"accepted": rows}, reasons


def match_pairs(stem: str, pairs: Sequence[tuple[str, str]], explanation: str = "") -> Assembled:
    """matching; a pair without a prompt is a choice that matches nothing."""
    asked = [(prompt, choice) for prompt, choice in pairs if prompt]
    others = [choice for prompt, choice in pairs if not prompt and choice]
    body, found = matching.pair_up(asked, others)
    return Assembled("matching", _document(stem, body, {"pairs": found}, explanation))


def essay(stem: str, lines: int = 10, model_answer: str = "", explanation: str = "") -> Assembled:
    """essay, without a rubric: no format we read has one."""
    key: dict[str, object] = {"rubric": [], "model_answer": model_answer}
    return Assembled("essay", _document(stem, {"lines": lines}, key, explanation))


def description(stem: str, explanation: str = "") -> Assembled:
    """description."""
    return Assembled("description", _document(stem, {}, {}, explanation))


def _document(stem: str, body: dict[str, object], key: dict[str, object], explanation: str) -> dict[str, object]:
    return {"stem": stem, "body": body, "key": key, "explanation": explanation}


def plain_share(share: Decimal) -> str:
    """A share as contents write it: at most seven decimals, no exponent."""
    rounded = share.quantize(Decimal("0.0000001"), rounding=ROUND_HALF_UP).normalize()
    return f"{rounded:f}" if rounded else "0"
