"""The variables of a parameterised question: what values each may take, what must hold between them, and drawing values by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from math import prod
from typing import Protocol

from core.words import say
from question_bank.kinds import shape, written_number
from question_bank.kinds.contract import Problem
from question_bank.kinds.expression import BadExpression, Expression, is_name, read

RANGE, LIST = "range", "list"
MAX_VARIABLES = 20
MAX_VALUES = 100_000
MAX_WORDS = 60
MAX_CONDITIONS = 10
MAX_CONDITION_WORK = 150
"""`Expression.weight` of all conditions: they are tried with every set of values."""
MAX_TRIES = 3_000
"""Sets of values that are looked at before a search gives up."""

Row = Mapping[str, object]
Drawn = dict[str, str]
"""Variable -> value as it is kept: a number with a point, or words."""


class Values(Protocol):
    """The values of a variable: how many there are, the one at a place, and each in turn."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[str]: ...

    def __getitem__(self, index: int, /) -> str: ...


@dataclass(frozen=True)
class Variable:
    """A name and its values in order, each as it is kept."""

    name: str
    values: Values


def numbers_of(drawn: Mapping[str, object]) -> dict[str, Decimal]:
    """The values that can be computed with."""
    read_values = {name: written_number.parse(shape.text(value)) for name, value in drawn.items()}
    return {name: value for name, value in read_values.items() if value is not None}


def words_of(drawn: Mapping[str, object]) -> dict[str, str]:
    """The values that are words."""
    return {name: shape.text(value) for name, value in drawn.items() if written_number.parse(shape.text(value)) is None}


def check_variables(rows: Sequence[Row], place: str) -> list[Problem]:
    """All that is wrong with the variables, in order."""
    if not rows:
        return [Problem(place, say("Cần ít nhất một biến."))]
    if len(rows) > MAX_VARIABLES:
        return [Problem(place, say("Không được quá %(n)d mục.", n=MAX_VARIABLES))]
    problems, taken = [], set[str]()
    for index, row in enumerate(rows):
        name = shape.text(row.get("name"))
        if not is_name(name):
            told = say("Tên biến gồm chữ cái không dấu và chữ số, bắt đầu bằng chữ cái, không trùng tên hàm, e hay pi.")
            problems.append(Problem(f"{place}.{index}.name", told))
        elif name in taken:
            problems.append(Problem(f"{place}.{index}.name", say("Đã có biến tên %(name)s.", name=name)))
        taken.add(name)
        problems += _check_range(row, f"{place}.{index}") if row.get("type") == RANGE else _check_list(row, f"{place}.{index}")
    return problems


def _check_range(row: Row, place: str) -> list[Problem]:
    low, high, step = (written_number.parse(shape.text(row.get(name))) for name in ("low", "high", "step"))
    if low is None or high is None or low > high:
        return [Problem(f"{place}.low", say("Hãy ghi số nhỏ nhất và số lớn nhất, số trước không lớn hơn số sau."))]
    if step is None or step <= 0 or (high - low) / step >= MAX_VALUES:
        return [Problem(f"{place}.step", say("Bước là số dương, đủ lớn để không quá %(n)d giá trị.", n=MAX_VALUES))]
    return []


def _check_list(row: Row, place: str) -> list[Problem]:
    values = row.get("values")
    if row.get("type") != LIST or not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        return [Problem(f"{place}.values", say("Hãy ghi các giá trị, cách nhau bằng dấu chấm phẩy."))]
    if not 1 <= len(values) <= 1000 or any(not value.strip() or len(value) > MAX_WORDS for value in values):
        return [Problem(f"{place}.values", say("Hãy ghi các giá trị, cách nhau bằng dấu chấm phẩy."))]
    return []


def check_conditions(texts: Sequence[object], names: set[str], place: str) -> list[Problem]:
    """Conditions that cannot be read, or that ask for a variable there is not."""
    if len(texts) > MAX_CONDITIONS:
        return [Problem(place, say("Không được quá %(n)d mục.", n=MAX_CONDITIONS))]
    if work_of(texts) > MAX_CONDITION_WORK:
        return [Problem(place, say("Các điều kiện phải tính quá nhiều; hãy viết gọn lại."))]
    return [problem for text in texts for problem in check_expression(text, names, place)]


def work_of(texts: Iterable[object]) -> int:
    """The weight of these expressions; what cannot be read weighs nothing, for it is refused elsewhere."""
    found = 0
    for text in texts:
        with suppress(BadExpression):
            found += read(shape.text(text)).weight
    return found


def check_expression(text: object, names: set[str], place: str) -> list[Problem]:
    """The expression cannot be read, or asks for a variable there is not."""
    try:
        unknown = read(shape.text(text)).names - names
    except BadExpression as error:
        return [Problem(place, error.message)]
    return [Problem(place, say("Chưa có biến tên %(name)s.", name=min(unknown)[:40]))] if unknown else []


def variables_of(rows: Sequence[Row]) -> list[Variable]:
    """The variables of rows that `check_variables` finds no fault with."""
    return [Variable(shape.text(row.get("name")), _values(row)) for row in rows]


@dataclass(frozen=True)
class _Steps:
    """The numbers of a range, each made when it is asked for."""

    low: Decimal
    step: Decimal
    size: int

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[str]:
        return (self[index] for index in range(self.size))

    def __getitem__(self, index: int, /) -> str:
        if not 0 <= index < self.size:
            raise IndexError(index)
        return written_number.canonical(self.low + self.step * index)


def _values(row: Row) -> Values:
    if row.get("type") == LIST:
        values = row.get("values")
        return list(dict.fromkeys(_kept(shape.text(value)) for value in values)) if isinstance(values, list) else []
    low, high, step = (written_number.parse(shape.text(row.get(name))) or Decimal(0) for name in ("low", "high", "step"))
    return _Steps(low, step, int((high - low) / step) + 1) if step else []


def _kept(text: str) -> str:
    number = written_number.parse(text)
    return text.strip() if number is None else written_number.canonical(number)


def draws(variables: Sequence[Variable], conditions: Sequence[Expression], seed: int) -> Iterator[Drawn]:
    """Different sets of values for which every condition holds, the same for the same seed; ends when none is found any more."""
    for drawn in _candidates(variables, seed):
        try:
            if all(condition.holds(numbers_of(drawn)) for condition in conditions):
                yield drawn
        except BadExpression:
            continue


def _candidates(variables: Sequence[Variable], seed: int) -> Iterator[Drawn]:
    chance = random.Random(f"khoabang variants {seed}")
    names = [variable.name for variable in variables]
    if prod(len(variable.values) for variable in variables) <= MAX_TRIES:
        every = list(product(*(variable.values for variable in variables)))
        chance.shuffle(every)
        yield from (dict(zip(names, values, strict=True)) for values in every)
        return
    seen = set[tuple[str, ...]]()
    for values in islice((tuple(chance.choice(variable.values) for variable in variables) for _ in iter(int, 1)), MAX_TRIES):
        if values not in seen:
            seen.add(values)
            yield dict(zip(names, values, strict=True))
