"""The reader of QTI files and packages of every generation."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Message, say
from question_bank.formats import assemble
from question_bank.formats.archive import names_in
from question_bank.formats.assemble import Assembled
from question_bank.formats.contract import ImportedFile, Limits, State, TaggedItem, UnreadableFile
from question_bank.formats.qti import v1_kinds
from question_bank.formats.qti.folder import Document, Folder
from question_bank.formats.qti.making import Refusal
from question_bank.formats.qti.v1_item import Item
from question_bank.formats.xml import Element
from question_bank.kinds import written_number
from question_bank.kinds.registry import KINDS

_SNIFFED = 4096
_SIGNS = (b"<questestinterop", b"<assessmentitem", b"<qti-assessment-item")
_CANVAS_ONLY = ("question_bank", "bank_title")


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
    for number, element in enumerate(document.root.iter("item"), start=before + 1):
        yield _first_generation(element, document, folder, str(number), limits)


def _first_generation(element: Element, document: Document, folder: Folder, ref: str, limits: Limits) -> TaggedItem:
    item = Item(element, folder, document.path)
    said = item.fields.get("question_type") or item.fields.get("cc_profile") or _presented(element)
    made: Assembled | None = None
    refusal: tuple[Message, ...] = ()
    try:
        _check_size(element, limits)
        made = _checked(v1_kinds.assembled(item, said))
    except Refusal as error:
        refusal = (error.message,)
    reasons = tuple(dict.fromkeys((*item.reasons, *(made.reasons if made else ()), *refusal)))
    return TaggedItem(
        ref=ref,
        source_kind=said[:40],
        kind=made.kind if made else None,
        state=_state(made, reasons),
        reasons=reasons,
        content=made.content if made else None,
        name=" ".join((element.get("title") or "").split())[:200],
        category=_category(element),
        line=getattr(element, "sourceline", None) or 0,  # its stub has no type
        external_id=(element.get("ident") or "")[:100],
        points=written_number.parse(item.fields.get("points_possible", "")),
        media=tuple(dict.fromkeys(item.used)),
    )


def _presented(element: Element) -> str:
    asked = next((each for each in element.iter() if str(each.tag).startswith("response_") and each.tag != "response_label"), None)
    return "item" if asked is None else str(asked.tag)


def _check_size(element: Element, limits: Limits) -> None:
    if sum(1 for each in element.iter("response_label", "simpleChoice", "simpleAssociableChoice")) > limits.answers:
        raise Refusal(say("Câu hỏi có hơn %(n)d đáp án.", n=limits.answers))
    if sum(len(text) for text in element.itertext()) > limits.question_characters:
        raise Refusal(say("Câu hỏi dài quá %(n)d ký tự.", n=limits.question_characters))


def _checked(made: Assembled) -> Assembled:
    if made.kind not in KINDS:
        raise Refusal(say("Dạng câu hỏi “%(type)s” chưa được hỗ trợ.", type=made.kind))
    return assemble.checked(made)


def _state(made: Assembled | None, reasons: tuple[Message, ...]) -> State:
    return "refused" if made is None or made.refused else "changed" if reasons else "kept"


def _category(element: Element) -> str:
    """The title of the quiz or bank that the item stands in."""
    for above in element.iterancestors("assessment", "objectbank"):
        title = above.get("title") or next(
            (
                (field.findtext("fieldentry") or "")
                for field in above.iter("qtimetadatafield")
                if field.findtext("fieldlabel") in _CANVAS_ONLY
            ),
            "",
        )
        return " ".join(title.split())[:300]
    return ""
