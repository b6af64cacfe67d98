"""The reader of QTI files and packages of every generation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.words import Message, say
from question_bank.formats import assemble
from question_bank.formats.archive import names_in
from question_bank.formats.assemble import Assembled
from question_bank.formats.contract import ImportedFile, Limits, State, TaggedItem, UnreadableFile
from question_bank.formats.qti import v1_item, v1_kinds, v2_item, v2_kinds
from question_bank.formats.qti.folder import Document, Folder
from question_bank.formats.qti.making import Refusal
from question_bank.formats.qti.metadata import described
from question_bank.formats.qti.sourced import Sourced
from question_bank.formats.xml import Element
from question_bank.kinds import written_number
from question_bank.kinds.registry import KINDS

MOST_ELEMENTS = 20_000
"""Of one question: far more than a long table of formulas has."""
_SNIFFED = 4096
_SIGNS = (b"<questestinterop", b"<assessmentitem", b"<qti-assessment-item", b":assessmentitem", b":questestinterop")
_CANVAS_ONLY = ("question_bank", "bank_title")
_CHOICES = ("response_label", "simpleChoice", "simpleAssociableChoice", "inlineChoice", "gapText", "mapEntry", "respcondition")


def looks_like(data: bytes) -> bool:
    """Whether the bytes are a QTI document, or a package with a manifest."""
    if data.startswith(b"PK"):
        return "imsmanifest.xml" in names_in(data) or any(name.endswith(".qti") for name in names_in(data))
    head = data[:_SNIFFED].replace(b"\x00", b"").lower()
    return any(sign in head for sign in _SIGNS)


def read(data: bytes, limits: Limits = Limits()) -> ImportedFile:  # noqa: B008 (frozen)
    """Every item of the file or package; raises UnreadableFile."""
    folder = Folder(data, limits)
    items: list[TaggedItem] = []
    for document in folder.documents():
        for item in _items(document, folder, len(items), limits):
            if len(items) >= limits.questions:
                raise UnreadableFile(say("Tệp có hơn %(n)d câu hỏi; hãy chia thành nhiều tệp.", n=limits.questions))
            items.append(item)
    if not items:
        raise UnreadableFile(folder.notes[0] if folder.notes else say("Tệp không có câu hỏi nào."))
    categories = tuple(dict.fromkeys(item.category for item in items if item.category))
    return ImportedFile("qti", categories, tuple(items), folder.shelf.found, tuple(folder.notes))


def _items(document: Document, folder: Folder, before: int, limits: Limits) -> Iterator[TaggedItem]:
    if document.root.tag == "assessmentItem":
        yield _second_generation(document, folder, str(before + 1), limits)
        return
    for number, element in enumerate(document.root.iter("item"), start=before + 1):
        yield _first_generation(element, document, folder, str(number), limits)


def _first_generation(element: Element, document: Document, folder: Folder, ref: str, limits: Limits) -> TaggedItem:
    item = v1_item.Item(element, folder, document.path)
    said = item.fields.get("question_type") or item.fields.get("cc_profile") or _asked(element, "response_", ("response_label",))
    made, reasons = _made(item, element, limits, lambda: v1_kinds.assembled(item, said))
    return TaggedItem(
        ref=ref,
        source_kind=said[:40],
        kind=made.kind if made else None,
        state=_state(made, reasons),
        reasons=reasons,
        content=made.content if made else None,
        name=_line(element.get("title"), 200),
        category=_category(element),
        line=getattr(element, "sourceline", None) or 0,  # its stub has no type
        external_id=(element.get("ident") or "")[:100],
        points=written_number.parse(item.fields.get("points_possible", "")),
        media=tuple(dict.fromkeys(item.used)),
    )


def _second_generation(document: Document, folder: Folder, ref: str, limits: Limits) -> TaggedItem:
    element = document.root
    item = v2_item.Item(element, folder, document.path)
    made, reasons = _made(item, element, limits, lambda: v2_kinds.assembled(item))
    known = described(document.metadata)
    return TaggedItem(
        ref=ref,
        source_kind=_asked(element, "", (), "Interaction")[:40],
        kind=made.kind if made else None,
        state=_state(made, reasons),
        reasons=reasons,
        content=made.content if made else None,
        name=_line(element.get("title"), 200),
        category=known.category,
        tags=known.tags,
        line=getattr(element, "sourceline", None) or 0,
        external_id=known.ident or (element.get("identifier") or "")[:100],
        media=tuple(dict.fromkeys(item.used)),
        topic_code=known.topic_code,
        level=known.level,
        outcome_code=known.outcome_code,
    )


def _made(item: Sourced, element: Element, limits: Limits, make: Callable[[], Assembled]) -> tuple[Assembled | None, tuple[Message, ...]]:
    """The question, or None, and what is to be told of it."""
    made: Assembled | None = None
    refusal: tuple[Message, ...] = ()
    try:
        _check_size(element, limits)
        made = _checked(make())
    except Refusal as error:
        refusal = (error.message,)
    return made, tuple(dict.fromkeys((*item.reasons, *(made.reasons if made else ()), *refusal)))


def _asked(element: Element, start: str, skipped: tuple[str, ...], end: str = "") -> str:
    """The name of the first thing that asks for something."""
    names = (str(each.tag) for each in element.iter("*"))
    return next((name for name in names if name.startswith(start) and name.endswith(end) and name not in skipped), "item")


def _check_size(element: Element, limits: Limits) -> None:
    if sum(1 for each in element.iter(*_CHOICES)) > limits.answers:
        raise Refusal(say("Câu hỏi có hơn %(n)d đáp án.", n=limits.answers))
    if sum(1 for each in element.iter()) > MOST_ELEMENTS:
        raise Refusal(say("Câu hỏi có hơn %(n)d phần tử.", n=MOST_ELEMENTS))
    if sum(len(text) for text in element.itertext()) > limits.question_characters:
        raise Refusal(say("Câu hỏi dài quá %(n)d ký tự.", n=limits.question_characters))


def _checked(made: Assembled) -> Assembled:
    if made.kind not in KINDS:
        raise Refusal(say("Dạng câu hỏi “%(type)s” chưa được hỗ trợ.", type=made.kind))
    return assemble.checked(made)


def _state(made: Assembled | None, reasons: tuple[Message, ...]) -> State:
    return "refused" if made is None or made.refused else "changed" if reasons else "kept"


def _line(text: str | None, longest: int) -> str:
    return " ".join((text or "").split())[:longest]


def _category(element: Element) -> str:
    """The title of the quiz or bank that the item stands in."""
    for above in element.iterancestors("assessment", "objectbank"):
        fields = {field.findtext("fieldlabel"): field.findtext("fieldentry") for field in above.iter("qtimetadatafield")}
        title = above.get("title") or next((fields[name] for name in _CANVAS_ONLY if fields.get(name)), "")
        return _line(title, 300)
    return ""
