"""The writers of QTI 2.1 and 3.0: a package of one file per item, its pictures, and a manifest with what QTI leaves to metadata."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from lxml import etree

from core.words import say
from question_bank.formats.contract import Exported, OutgoingItem
from question_bank.formats.outgoing_text import Losses, writable
from question_bank.formats.qti import dialects, metadata, out_choices, out_pictures, out_typed
from question_bank.formats.qti.dialects import Dialect
from question_bank.formats.qti.sheet import Sheet, el
from question_bank.formats.xml import Element
from question_bank.kinds import shape

Content = Mapping[str, object]
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same questions make the same bytes."""
_MEDIA = "media:"
_MAKERS: Mapping[str, Callable[[Sheet, Content, str], list[Element]]] = MappingProxyType(
    {
        "single_choice": out_choices.choice,
        "multiple_choice": out_choices.choice,
        "true_false_group": out_choices.statements,
        "matching": out_choices.matching,
        "ordering": out_choices.ordering,
        "drag_words": out_choices.drag_words,
        "short_answer": out_typed.typed,
        "numerical": out_typed.typed,
        "cloze": out_typed.cloze,
        "essay": out_typed.essay,
        "file_upload": out_typed.upload,
        "hotspot": out_pictures.hotspot,
        "drag_picture": out_pictures.drag_picture,
        "description": lambda sheet, content, suffix: [],
    }
)
_NOT_HELD = say("QTI không có dạng câu hỏi này.")


@dataclass(frozen=True, slots=True)
class _Written:
    """One item of the package."""

    path: str
    data: bytes
    pictures: tuple[str, ...]
    known: metadata.Known


def write_21(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """A QTI 2.1 package."""
    return _package(items, pictures, dialects.QTI_21)


def write_30(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """A QTI 3.0 package."""
    return _package(items, pictures, dialects.QTI_30)


def _package(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes], dialect: Dialect) -> Exported:
    losses, left_out, written = [], [], list[_Written]()
    for item in items:
        told = Losses()
        if item.kind in _MAKERS or item.kind == "stimulus":
            written.append(_item(item, pictures, dialect, told, len(written) + 1))
        else:
            told.tell(_NOT_HELD)
            left_out.append(item.ref)
        losses += [(item.ref, message) for message in told.messages]
    return Exported(_zipped(written, pictures, dialect), tuple(losses), tuple(left_out))


def _item(item: OutgoingItem, pictures: Mapping[str, bytes], dialect: Dialect, told: Losses, number: int) -> _Written:
    sheet = Sheet(told, is_third=dialect.is_third)
    body = _body(sheet, item.kind, item.content, "")
    if item.content.get("explanation"):
        sheet.outcome("SOLUTION", "identifier")
        sheet.rule(el("setOutcomeValue", el("baseValue", baseType="identifier", text="solution"), identifier="SOLUTION"))
        sheet.say_after("SOLUTION", "solution", item.content["explanation"])
    element = sheet.item(body, f"q{number}", _line(item.ref))
    used = _with_pictures(element, pictures, told)
    known = metadata.Known(
        _line(item.ref), _line(item.category), tuple(tag for each in item.tags if (tag := _line(each))), item.topic_code, item.level,
        item.outcome_code,
    )  # fmt: skip
    return _Written(f"items/q{number:04d}.xml", dialects.serialised(element, dialect), used, known)


def _body(sheet: Sheet, kind: str, content: Content, suffix: str) -> list[Element]:
    if kind == "stimulus":
        return _shared(sheet, content, suffix)
    return [sheet.stem(content.get("stem")), *_MAKERS[kind](sheet, content, suffix)]


def _shared(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """The stimulus, then a div for each part with all that is the part's own."""
    body, weights = [sheet.stem(content.get("stem"))], []
    for number, row in enumerate(shape.rows(shape.at(content, "body", "parts")), start=1):
        inner, own = f"{suffix}_{number}", shape.mapping(row.get("content"))
        part = el("div", *_body(sheet, str(row.get("kind")), own, inner), class_="part")
        if own.get("explanation"):
            part.append(_solution(sheet, inner, own["explanation"]))
        body.append(part)
        weights.append((inner, shape.decimal(row.get("share", "1")) or out_choices.ONE))
    sheet.add_up(suffix, weights)
    return body


def _solution(sheet: Sheet, suffix: str, raw: object) -> Element:
    outcome = f"SOLUTION{suffix}"
    sheet.outcome(outcome, "identifier")
    sheet.rule(el("setOutcomeValue", el("baseValue", baseType="identifier", text="solution"), identifier=outcome))
    return sheet.block("feedbackBlock", raw, outcomeIdentifier=outcome, identifier="solution", showHide="show")


def _line(text: str) -> str:
    return " ".join(writable(text).split())


def _with_pictures(element: Element, pictures: Mapping[str, bytes], told: Losses) -> tuple[str, ...]:
    """Names of the pictures shown; their sources lead to where the package has them."""
    used: dict[str, None] = {}
    for each in element.iter("img", "object"):
        place = "src" if each.tag == "img" else "data"
        name = each.get(place, "").removeprefix(_MEDIA)
        if not each.get(place, "").startswith(_MEDIA):
            continue
        told.tell(say("Thiếu hình: %(names)s.", names=name), name not in pictures)
        used |= {name: None} if name in pictures else {}
        each.set(place, f"../media/{name}")
    return tuple(used)


def _zipped(written: Sequence[_Written], pictures: Mapping[str, bytes], dialect: Dialect) -> bytes:
    packed = BytesIO()
    shown = dict.fromkeys(name for item in written for name in item.pictures)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        _add(
            target,
            "imsmanifest.xml",
            etree.tostring(_manifest(written, dialect), encoding="UTF-8", xml_declaration=True, pretty_print=True),
        )
        for item in written:
            _add(target, item.path, item.data)
        for name in shown:
            _add(target, f"media/{name}", pictures[name])
    return packed.getvalue()


def _add(target: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    target.writestr(entry, data)


def _manifest(written: Sequence[_Written], dialect: Dialect) -> Element:
    root = el("manifest", identifier="khoabang")
    root.append(el("metadata", el("schema", text=dialect.schema), el("schemaversion", text=dialect.schema_version)))
    root.append(el("organizations"))
    resources = el("resources")
    for number, item in enumerate(written, start=1):
        resource = el("resource", identifier=f"R{number}", type=dialect.resource, href=item.path)
        resource.append(metadata.written(item.known))
        resource.append(el("file", href=item.path))
        resource.extend(el("file", href=f"media/{name}") for name in item.pictures)
        resources.append(resource)
    root.append(resources)
    return dialects.in_namespace(root, dialect.packaging)
