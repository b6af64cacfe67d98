"""The short answer of the national format: what four boxes on the answer sheet can hold.

At most four characters: digits, a minus in the first box only, one decimal comma.
"""

import re
from decimal import Decimal

MAX_LENGTH = 4
_WRITABLE = re.compile(r"-?[0-9]*,?[0-9]*")
_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]+)?")


def with_comma(text: str) -> str:
    """The text as it is written in the boxes: no spaces, a comma for a point, a plain minus."""
    return "".join(text.split()).replace(".", ",").replace("\u2212", "-").replace("\u2013", "-")


def is_writable(text: str) -> bool:
    """Whether the boxes can hold it, be it a number or not ("-", "2,"): a candidate's unfinished work."""
    return 0 < len(text) <= MAX_LENGTH and _WRITABLE.fullmatch(text) is not None


def value_of(text: str) -> Decimal | None:
    """The number that the boxes say, None when they say none ("2,", "-", ",5") or hold too much."""
    if len(text) > MAX_LENGTH or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))
