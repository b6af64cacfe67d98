"""Numbers in GIFT answers: ``1822``, ``1822:5`` (tolerance), ``3.141..3.142`` (range)."""

from decimal import Decimal

from core.words import say
from question_bank.formats.gift_syntax import GiftError
from question_bank.kinds import written_number


def read(text: str) -> tuple[str, str]:
    """(value, tolerance) as decimal strings; a range is its middle and half its width. Raises GiftError."""
    text = text.strip()
    if ".." in text:
        low, _, high = text.partition("..")
        return _range(_number(low), _number(high))
    value, _, tolerance = text.partition(":")
    spread = _number(tolerance) if tolerance.strip() else Decimal(0)
    return written_number.canonical(_number(value)), written_number.canonical(written_number.EXACT.abs(spread))


def _range(low: Decimal, high: Decimal) -> tuple[str, str]:
    exact = written_number.EXACT
    low, high = min(low, high), max(low, high)
    middle = exact.divide(exact.add(low, high), Decimal(2))
    return written_number.canonical(middle), written_number.canonical(exact.subtract(high, middle))


def _number(text: str) -> Decimal:
    number = written_number.parse(text)
    if number is None:
        raise GiftError(say("Không đọc được số “%(text)s” trong đáp án.", text=text.strip()[:40]))
    return number
