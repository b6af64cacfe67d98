"""A question with variables as Moodle's `calculated` or `calculatedmulti`: its variants are the rows of the datasets, so they stay as they are.

Written so only where Moodle computes the same; a question that asks more of it (words as values, factorials, signs between terms, a number
of decimals in the text, a tolerance that differs without being relative) goes as its first variant.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.maths import with_formulas
from core.words import say
from question_bank.formats.moodle.php import BeyondMoodle, spelled
from question_bank.formats.moodle.sheet import Sheet, add
from question_bank.formats.outgoing_text import Losses
from question_bank.kinds import shape, written_number
from question_bank.kinds.expression import BadExpression, read
from question_bank.kinds.placeholders import rounded
from question_bank.kinds.variables import numbers_of
from question_bank.kinds.variants import CHOICE, SHORT

Row = Mapping[str, object]
Values = Mapping[str, Decimal]
_PLACE = re.compile(r"(\{?)\{(\+?)(=?)([^{}]{1,400}?)(:[0-9])?\}(\}?)")
_RELATIVE = re.compile(r"abs\((.+)\) \* (\d[\d.]*)")
_LARGE = Decimal("1e15")
"""From here on PHP counts no ones."""
_DECIMALS, _NOMINAL, _BY_SHARE = "1", "2", "1"


@dataclass(frozen=True, slots=True)
class Calculated:
    """The question in Moodle's words."""

    type: str
    stem: str
    explanation: str
    content: Row
    formula: str
    tolerance: tuple[str, str]
    options: tuple[tuple[str, bool, str], ...]
    """(text, whether it is right, feedback)."""

    def write(self, sheet: Sheet) -> None:
        """What only its type has."""
        sheet.add("synchronize", "0")
        if self.options:
            sheet.add("single", "1")
            sheet.add("shuffleanswers", "1")
            sheet.add("answernumbering", "ABCD")
        for text, is_right, feedback in self.options or ((self.formula, True, ""),):
            self._answer(sheet, text, is_right, feedback)
        if unit := shape.text(shape.at(self.content, "body", "unit")):
            made = add(sheet.add("units"), "unit")
            add(made, "multiplier", "1")
            add(made, "unit_name", " ".join(unit.split()))
        sheet.add("unitgradingtype", "0")
        _datasets(sheet, self.content)

    def _answer(self, sheet: Sheet, text: str, is_right: bool, feedback: str) -> None:
        made = sheet.html("answer", text) if self.options else sheet.add("answer")
        if not self.options:
            add(made, "text", text)
        made.set("fraction", "100" if is_right else "0")
        for tag, value in (("tolerance", self.tolerance[0]), ("tolerancetype", self.tolerance[1]), ("correctanswerformat", _DECIMALS)):
            add(made, tag, value)
        add(made, "correctanswerlength", str(shape.at(self.content, "body", "decimals")))
        sheet.html("feedback", feedback, made)


def take_calculated(content: Row, losses: Losses) -> Calculated | None:
    """The question with what it loses told; None, and nothing told, where Moodle would ask or mark something else."""
    told = Losses()
    try:
        made = _taken(content, told)
    except (BeyondMoodle, BadExpression):
        return None
    for message in told.messages:
        losses.tell(message)
    return made


def _taken(content: Row, told: Losses) -> Calculated:
    rows = _values(content)
    asks = shape.at(content, "body", "asks")
    is_choice = asks == CHOICE
    texts = _Texts(rows, shape.at(content, "body", "decimals"))
    told.tell(say("Điều kiện giữa các biến bị bỏ; các bộ giá trị của từng biến thể đi theo."), shape.at(content, "body", "conditions"))
    told.tell(say("Trả lời ngắn bốn ô thành câu trả lời bằng số, không sai số."), asks == SHORT)
    told.tell(say("Câu hỏi tham số thành câu tính toán của Moodle; nhập lại thì giá trị của các biến được lấy lại."))
    formula = "" if is_choice else texts.formula(shape.text(shape.at(content, "key", "answer")))
    options = shape.rows(shape.at(content, "body", "options")) if is_choice else []
    right = shape.at(content, "key", "right")
    return Calculated(
        "calculatedmulti" if is_choice else "calculated",
        texts.filled(told.html(content.get("stem"))),
        texts.filled(told.html(content.get("explanation"))),
        content,
        formula,
        ("0", _NOMINAL) if is_choice or asks == SHORT else _tolerance(content),
        tuple(
            (texts.filled(told.html(row.get("text"))), row.get("id") == right, texts.filled(told.html(row.get("feedback"))))
            for row in options
        ),
    )


def _values(content: Row) -> list[Values]:
    """The numbers of every variant; BeyondMoodle where one has words."""
    drawn = [shape.mapping(row.get("values")) for row in shape.rows(shape.at(content, "body", "variants"))]
    numbers: list[Values] = [numbers_of(each) for each in drawn]
    if not numbers or any(len(found) != len(each) for found, each in zip(numbers, drawn, strict=True)):
        raise BeyondMoodle
    return numbers


def _tolerance(content: Row) -> tuple[str, str]:
    """(tolerance, type): one number for all variants, or a share of the answer."""
    said = shape.text(shape.at(content, "key", "tolerance")) or "0"
    relative = _RELATIVE.fullmatch(said)
    if relative and relative[1] == shape.text(shape.at(content, "key", "answer")):
        return relative[2], _BY_SHARE
    accepted = [shape.rows(shape.at(row, "key", "accepted")) for row in shape.rows(shape.at(content, "key", "variants"))]
    spreads = {shape.text(rows[0].get("tolerance")) for rows in accepted if rows}
    if len(spreads) != 1:
        raise BeyondMoodle
    return spreads.pop(), _NOMINAL


@dataclass(frozen=True)
class _Texts:
    """Texts and formulas as Moodle fills them; `rows` are the values of the variants, by which it is seen what rounding changes."""

    rows: Sequence[Values]
    decimals: object

    def formula(self, text: str) -> str:
        """The expression, rounded where that says something else."""
        expression, places = read(text), self.decimals if isinstance(self.decimals, int) else 0
        exact = [expression.number(values) for values in self.rows]
        shown = [rounded(number, places) for number in exact]
        if any(abs(number) >= _LARGE for number in exact):
            raise BeyondMoodle
        if shown == exact:
            return spelled(expression)
        if shown != [number.quantize(Decimal(1).scaleb(-places)) for number in shown]:
            raise BeyondMoodle
        return f"round({spelled(expression)}, {places})"

    def filled(self, text: str) -> str:
        """Html whose places Moodle fills."""
        return _PLACE.sub(self._in_words, with_formulas(text, self._in_formula)).replace("\ue000", "{").replace("\ue001", "}")

    def _in_formula(self, latex: str, display: bool) -> str:
        opening, closing = ("\\[", "\\]") if display else ("\\(", "\\)")
        # Braces hold arguments together here, and Moodle takes those of a variable away.
        made = _PLACE.sub(self._in_latex, latex)
        return f"{opening}{html.escape(made, quote=False)}{closing}".replace("{", "\ue000").replace("}", "\ue001")

    def _in_latex(self, found: re.Match[str]) -> str:
        place = self._place(found, found[4])
        if place is None or (found[1] and found[6]):
            return found[0] if place is None else f"{{{place}}}"
        return f"{found[1]}{{{place}}}{found[6]}"

    def _in_words(self, found: re.Match[str]) -> str:
        place = self._place(found, html.unescape(found[4]))
        return found[0] if place is None else f"{found[1]}{place}{found[6]}"

    def _place(self, found: re.Match[str], inner: str) -> str | None:
        """`{a}` or `{=…}`; None for other braces, which stay."""
        _, signed, computed, _, digits, _ = found.groups()
        if not computed and inner.strip() not in self.rows[0]:
            return None
        if signed or digits:
            raise BeyondMoodle
        return f"{{={self.formula(inner)}}}" if computed else f"{{{inner.strip()}}}"


def _datasets(sheet: Sheet, content: Row) -> None:
    rows = _values(content)
    holder = sheet.add("dataset_definitions")
    for variable in shape.rows(shape.at(content, "body", "variables")):
        name = shape.text(variable.get("name"))
        made = add(holder, "dataset_definition")
        ends = _ends(variable)
        known = (
            ("status", "private"),
            ("name", name),
            ("distribution", "uniform"),
            *zip(("minimum", "maximum", "decimals"), ends, strict=True),
        )
        for tag, text in known:
            add(add(made, tag), "text", text)
        add(made, "type", "calculated")
        add(made, "itemcount", str(len(rows)))
        items = add(made, "dataset_items")
        for number, values in enumerate(rows, start=1):
            item = add(items, "dataset_item")
            add(item, "number", str(number))
            add(item, "value", written_number.canonical(values[name]))
        add(made, "number_of_items", str(len(rows)))


def _ends(variable: Row) -> tuple[str, str, str]:
    """(lowest, highest, decimals) of a range in powers of ten; Moodle draws nothing from any other, so it has no ends."""
    low, high, step = (written_number.parse(shape.text(variable.get(name))) for name in ("low", "high", "step"))
    decimals = -step.adjusted() if step else 0
    if low is None or high is None or step != Decimal(1).scaleb(-decimals) or decimals < 0:
        return "", "", ""
    return written_number.canonical(low), written_number.canonical(high), str(decimals)
