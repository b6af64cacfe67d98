"""Numbers as people write them: decimal comma or point, exponent, unit behind. Exact, and of bounded size."""

import re
from decimal import Context, Decimal
from functools import lru_cache

MAX_LENGTH = 60
_MAX_EXPONENT = 99
_MAX_DIGITS = 30
_NUMBER = re.compile(r"([+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))(?:(?:[eE]|[xX*\u00d7\u00b7.]10\^)([+-]?[0-9]{1,3}))?")
# Wide enough that no sum or difference of two admitted numbers is rounded.
EXACT = Context(prec=400)


def parse(text: str, unit: str = "") -> Decimal | None:
    """The number, or None for anything else: "2,5" "2.5" "-3e8" "6,02x10^23" "9,8 m/s" (with that unit)."""
    text = text.strip()
    bare = _parse(text)
    return _parse(text.removesuffix(unit)) if bare is None and unit else bare


@lru_cache(maxsize=1024)  # a file writes the same few shares and tolerances in every question
def _parse(text: str) -> Decimal | None:
    if len(text) > MAX_LENGTH:
        return None
    found = _NUMBER.fullmatch("".join(text.split()).replace("\u2212", "-").replace("\u2013", "-"))
    if not found:
        return None
    number = Decimal(found.group(1).replace(",", ".")).scaleb(int(found.group(2) or 0), EXACT)
    number = EXACT.normalize(number)
    if len(number.as_tuple().digits) > _MAX_DIGITS or abs(number.adjusted()) > _MAX_EXPONENT:
        return None
    return number


def canonical(number: Decimal) -> str:
    """One spelling for one number: "2.5", "100", "6.02E+23"."""
    number = EXACT.normalize(number)
    if not number:
        return "0"
    return f"{number:f}" if -12 <= number.adjusted() <= 20 else str(number)


def with_comma(number: Decimal) -> str:
    """The number as a key sheet prints it."""
    return canonical(number).replace(".", ",")


def is_near(given: Decimal, right: Decimal, tolerance: Decimal) -> bool:
    """Whether given lies in right ± tolerance, ends included."""
    return EXACT.abs(EXACT.subtract(given, right)) <= tolerance
