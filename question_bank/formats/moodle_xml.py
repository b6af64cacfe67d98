"""The Moodle XML reader (https://docs.moodle.org/en/Moodle_XML_format)."""

from core.words import say
from question_bank.formats import assemble, media, xml
from question_bank.formats.contract import ImportedFile, ImportedItem, Limits, UnreadableFile
from question_bank.formats.moodle import bonds, extras
from question_bank.formats.moodle.node import Node
from question_bank.formats.moodle.types import TYPES, refusal_of
from question_bank.formats.xml import Element

_SOURCE_NAMES = {"matching": "match"}
"""Where the export's word is not Moodle's own name of the type."""
_ROWS = ("answer", "subquestion", "dragbox", "selectoption", "drag", "drop")


def read(data: bytes, limits: Limits = Limits()) -> ImportedFile:  # noqa: B008 (frozen)
    """Every question of a Moodle XML file; raises UnreadableFile."""
    root = xml.parse(data, limits)
    if root.tag != "quiz":
        raise UnreadableFile(say("Tệp XML này không phải ngân hàng câu hỏi Moodle (thiếu thẻ quiz)."))
    shelf = media.MediaShelf(limits)
    categories: dict[str, None] = {}
    items: list[ImportedItem] = []
    category = ""
    for element in root.iterchildren("question"):
        if element.get("type") == "category":
            category = " ".join((element.findtext("category/text") or "").split())
            categories[category] = None
            continue
        if len(items) >= limits.questions:
            raise UnreadableFile(say("Tệp có hơn %(n)d câu hỏi; hãy chia thành nhiều tệp.", n=limits.questions))
        items.append(_item(element, category, str(len(items) + 1), limits, shelf))
    if not items and not categories:
        raise UnreadableFile(say("Tệp không có câu hỏi nào."))
    return ImportedFile("moodle-xml", tuple(categories), bonds.joined(items), shelf.found)


def _item(element: Element, category: str, ref: str, limits: Limits, shelf: media.MediaShelf) -> ImportedItem:
    node = Node(element, shelf)
    said = element.get("type", "").strip()[:40]
    made = _made(node, said, limits)
    reasons = tuple(dict.fromkeys((*node.reasons, *(made.reasons if made else ()))))
    refused = made is None or made.refused
    return ImportedItem(
        ref=ref,
        source_kind=_SOURCE_NAMES.get(said, said),
        kind=made.kind if made else None,
        state="refused" if refused else "changed" if reasons else "kept",
        reasons=reasons,
        content=made.content if made else None,
        name=node.word("name/text")[:500],
        category=category,
        tags=tuple(dict.fromkeys(" ".join((tag.text or "").split()) for tag in element.iterfind("tags/tag/text"))),
        line=getattr(element, "sourceline", None) or 0,  # its stub has no type
        external_id=node.word("idnumber")[:200],
        points=node.number("defaultgrade"),
        media=tuple(dict.fromkeys(node.used)),
    )


def _made(node: Node, said: str, limits: Limits) -> assemble.Assembled | None:
    """The assembled question; None when there is nothing to assemble, with the reason left on the node."""
    maker = TYPES.get(said)
    if maker is None:
        node.reasons.append(refusal_of(said))
        return None
    if sum(child.tag in _ROWS for child in node.element) > limits.answers:
        node.reasons.append(say("Câu hỏi có hơn %(n)d đáp án.", n=limits.answers))
        return None
    made = maker(node)
    node.reasons += extras.dropped(node)
    return assemble.checked(made) if made else None
