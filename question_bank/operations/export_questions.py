"""Take questions out of a bank as a file. The bank does not change; that it was taken is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import audit
from core.actor import Actor
from core.errors import Invalid
from core.words import Message, say
from question_bank import policies
from question_bank.formats.contract import Exported, Limits, OutgoingItem
from question_bank.formats.registry import TARGETS
from question_bank.kinds import shape
from question_bank.kinds.registry import KINDS
from question_bank.models import Door
from question_bank.operations.note_reading import note_reading
from question_bank.queries.banks import BankView
from question_bank.queries.exports import count_of, outgoing
from question_bank.queries.media import media_files, sizes_of
from question_bank.rules.content import pictures_in
from question_bank.rules.filter import Filter

MOST_BYTES = 30_000_000
"""What the import page takes; a file that could not come back is not let out."""
AT_ONCE = 100
"""Questions that a request writes itself: of the slowest format (Word, read back line by line) about half a second."""


@dataclass(frozen=True)
class ExportedFile:
    """The file, how many questions stand in it, and what they lost: (ref, reason)."""

    filename: str
    mime: str
    data: bytes
    count: int
    losses: tuple[tuple[str, Message], ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class ExportPlan:
    """What an export would give: `found` questions asked for, `lossy` of them written with a loss, and each reason with its count.

    Of a large one (`is_large`) only `found` is known: it is written by a job, which tells the rest.
    """

    found: int
    written: int = 0
    lossy: int = 0
    reasons: tuple[tuple[Message, int], ...] = ()
    refusal: Message | None = None
    is_large: bool = False


def export_questions(actor: Actor, bank: BankView, format: str, wanted: Filter) -> ExportedFile:
    """The file. NotAllowed for who may only read the bank, NotFound for who may not even do that; Invalid for none or too many."""
    policies.require_export(actor, bank.organisation_path)
    require_exportable(bank.id, format, wanted)
    found = outgoing(bank.id, wanted)
    items = list(found.values())
    require_few(items)
    made = TARGETS[format].write(items, pictures_for(format, items))
    require_returnable(format, made)
    count = len(items) - len(made.left_out)
    audit.record(
        actor, "question_bank.exported", f"bank:{bank.id}", format=format, questions=count, left_out=len(made.left_out),
        filter=wanted.said,
    )  # fmt: skip
    note_reading(actor, found, Door.EXPORT)
    target = TARGETS[format]
    return ExportedFile(f"{bank.code}.{target.ending}", target.mime, made.data, count, made.losses, made.left_out)


def plan_export(actor: Actor, bank: BankView, format: str, wanted: Filter) -> ExportPlan:
    """The same without a file: what it would lose, in words. Raises as `export_questions` does, but for a refusal that is told."""
    policies.require_export(actor, bank.organisation_path)
    try:
        if (found := require_exportable(bank.id, format, wanted)) > AT_ONCE:
            return ExportPlan(found, is_large=True)
        items = list(outgoing(bank.id, wanted).values())
        known = sizes_of(_picture_names(items)) if TARGETS[format].holds_pictures else {}
        _weigh(known)
    except Invalid as error:
        return ExportPlan(count_of(bank.id, wanted), refusal=error.message)
    # The bytes of pictures weigh, but say nothing of what is lost.
    made = TARGETS[format].write(items, dict.fromkeys(known, b""))
    return ExportPlan(len(items), len(items) - len(made.left_out), len({ref for ref, _ in made.losses}), counted(made))


def require_exportable(bank_id: int, format: str, wanted: Filter) -> int:
    """How many questions that would be; Invalid for none, too many, or a format that nobody writes."""
    if format not in TARGETS:
        raise Invalid(fields={"format": say("Không có định dạng này.")})
    count = count_of(bank_id, wanted)
    if not count:
        raise Invalid(say("Không có câu hỏi nào để xuất."))
    if count > (most := TARGETS[format].most):
        named = TARGETS[format].label
        raise Invalid(
            say("Mỗi lần xuất ra %(format)s được nhiều nhất %(n)d câu. Hãy lọc hẹp lại rồi xuất từng phần.", format=named, n=most)
        )
    return count


def pictures_for(format: str, items: Sequence[OutgoingItem]) -> Mapping[str, bytes]:
    """The pictures of those questions where the format holds them; Invalid when they weigh too much."""
    if not TARGETS[format].holds_pictures:
        return {}
    names = _picture_names(items)
    _weigh(sizes_of(names))
    return media_files(names)


def require_few(items: Sequence[OutgoingItem]) -> None:
    """Invalid for more questions than the import takes, those of a shared stimulus counted as a file counts them."""
    count = sum(1 + len(shape.rows(shape.at(item.content, "body", "parts"))) if item.kind == "stimulus" else 1 for item in items)
    if count > Limits().questions:
        raise Invalid(
            say(
                "Tính cả câu trong dữ kiện chung, tệp sẽ có %(n)d câu, nhiều hơn %(most)d. Hãy lọc hẹp lại rồi xuất từng phần.",
                n=count, most=Limits().questions,
            )
        )  # fmt: skip


def require_returnable(format: str, made: Exported) -> None:
    """Invalid for a file that the import would not take."""
    if len(made.data) > MOST_BYTES:
        raise Invalid(_too_heavy())
    if TARGETS[format].is_too_long(made.data):
        raise Invalid(say("Tệp dài hơn mức trang nhập nhận. Hãy lọc hẹp lại rồi xuất từng phần."))


def _picture_names(items: Sequence[OutgoingItem]) -> set[str]:
    return {name for item in items for name in pictures_in(KINDS[item.kind], item.content)}


def _weigh(sizes: Mapping[str, int]) -> None:
    # Three bytes are four letters in the file.
    if sum(sizes.values()) * 4 // 3 > MOST_BYTES:
        raise Invalid(_too_heavy())


def _too_heavy() -> Message:
    return say("Tệp sẽ lớn hơn %(n)d MB. Hãy lọc hẹp lại rồi xuất từng phần.", n=MOST_BYTES // 1_000_000)


def counted(made: Exported) -> tuple[tuple[Message, int], ...]:
    """Each reason with the number of questions that it touches, the most frequent first."""
    touched: dict[Message, set[str]] = {}
    for ref, message in made.losses:
        touched.setdefault(message, set()).add(ref)
    return tuple(sorted(((message, len(refs)) for message, refs in touched.items()), key=lambda each: -each[1]))
