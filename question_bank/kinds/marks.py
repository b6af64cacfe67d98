"""Turning counts and weights into a Mark: the arithmetic and the sentences that kinds share."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from core.words import Message, say
from question_bank.kinds import shape
from question_bank.kinds.contract import Mark, Part

ZERO, ONE = Decimal(0), Decimal(1)
NOT_ANSWERED = say("Chưa trả lời.")
_SIX_PLACES = Decimal("0.000001")
# Its own context: a mark must not depend on what a caller did to the thread's one.
_CONTEXT = Context(prec=40, rounding=ROUND_HALF_UP)


def tidy(fraction: Decimal) -> Decimal:
    """A fraction held to 0..1 and to six decimals, half up, so that it can be stored and compared."""
    held = min(ONE, max(ZERO, fraction))
    return held.quantize(_SIX_PLACES, context=_CONTEXT).normalize(_CONTEXT)


def total(shares: Iterable[Decimal]) -> Decimal:
    """The sum of shares."""
    found = ZERO
    for share in shares:
        found = _CONTEXT.add(found, share)
    return found


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """part / whole; nothing is worth nothing when the whole is 0."""
    return _CONTEXT.divide(part, whole) if whole else ZERO


def machine_mark(fraction: Decimal, parts: tuple[Part, ...], answered: bool) -> Mark:
    """A mark with the sentence that goes with it; not answered is worth 0."""
    fraction = tidy(fraction) if answered else ZERO
    return Mark(fraction, parts, _reason(fraction, parts, answered))


def left_open(is_answered: bool, waits: Message, missing: Message = NOT_ANSWERED) -> Mark:
    """Nothing for no answer; any other stays open until what `waits` says has been done."""
    if not is_answered:
        return Mark(ZERO, (Part("answer", None, None, False),), missing)
    return Mark(None, (), waits)


def _reason(fraction: Decimal, parts: tuple[Part, ...], answered: bool) -> Message:
    if not answered:
        return NOT_ANSWERED
    if len(parts) > 1:
        right = sum(part.ok for part in parts)
        return say("Đúng %(right)d trên %(all)d ý.", right=right, all=len(parts))
    if fraction == ONE:
        return say("Đúng.")
    return say("Đúng một phần.") if fraction else say("Sai.")


def by_table(table: object, right: int, count: int) -> Decimal:
    """The share for `right` of `count` by a score table (a missing row is 0); an even share without one."""
    if isinstance(table, Mapping):
        return shape.decimal(table.get(str(right), "0")) or ZERO
    return ratio(Decimal(right), Decimal(count))
