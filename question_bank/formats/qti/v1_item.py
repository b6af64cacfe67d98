"""One item of QTI 1.2, read with care for everything that may be missing: its texts, what it asks for, what earns points."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from question_bank.formats import rich_text
from question_bank.formats.qti import markup
from question_bank.formats.qti.folder import Folder
from question_bank.formats.qti.sourced import Sourced
from question_bank.formats.xml import Element
from question_bank.kinds import written_number

_RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_FLOWS = (
    "flow",
    "flow_mat",
    "flow_label",
    "presentation",
    "render_choice",
    "render_fib",
    "render_hotspot",
    "render_extension",
    "ims_render_object",
)
_BOUNDS = ("vargte", "vargt", "varlte", "varlt")
_MOST_POINTS = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Label:
    """One thing to choose: its ident, html, and the zone of a hot spot."""

    ident: str
    html: str
    area: str = ""
    area_shape: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """One thing that is asked: `tag` is QTI's, `prompt` what stands inside it, `at` its place among the texts."""

    ident: str
    tag: str
    cardinality: str
    prompt: str
    labels: tuple[Label, ...]
    fib: str = ""
    shuffles: bool = True
    picture: str = ""
    answer_type: str = ""
    """Canvas's word for how a gap of many is filled: openEntry, dropdown, wordbank."""


@dataclass(slots=True)
class Rule:
    """One respcondition: (response, value) that must and must not be given, bounds by response, and the points it adds."""

    points: Decimal
    wanted: list[tuple[str, str]] = field(default_factory=list)
    unwanted: list[tuple[str, str]] = field(default_factory=list)
    bounds: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    parts_of_texts: set[str] = field(default_factory=set)
    is_strict: bool = False
    feedback: list[str] = field(default_factory=list)


class Item(Sourced):
    """Reading one <item>."""

    def __init__(self, element: Element, folder: Folder, path: str) -> None:
        super().__init__(folder, path)
        self.element = element
        self.fields = {
            _text(field.find("fieldlabel")): _text(field.find("fieldentry"))
            for field in element.iterfind(".//itemmetadata//qtimetadatafield")
        }

    def body(self) -> list[str | Response]:
        """Html and responses of the presentation in the order of the page."""
        presentation = self.element.find("presentation")
        return list(self._walk(presentation)) if presentation is not None else []

    def _walk(self, element: Element) -> Iterator[str | Response]:
        for child in element:
            if child.tag in _RESPONSES:
                yield self._response(child)
            elif child.tag == "material":
                yield self.material(child)
            elif child.tag in _FLOWS:
                yield from self._walk(child)

    def _response(self, element: Element) -> Response:
        prompt = "".join(self.material(each) for each in element.iterchildren("material"))
        fib = element.find(".//render_fib")
        choice = element.find(".//render_choice")
        picture = element.find(".//render_hotspot//matimage")
        labels = tuple(self._label(each) for each in element.iter("response_label"))
        return Response(
            element.get("ident", ""), str(element.tag), element.get("rcardinality", "Single"), prompt, labels,
            fib="" if fib is None else fib.get("fibtype", "String"),
            shuffles=choice is None or choice.get("shuffle", "Yes").lower() != "no",
            picture="" if picture is None else self._image(picture.get("uri", ""), ""),
            answer_type=next((each.get("answer_type", "") for each in element.iter("response_label")), ""),
        )  # fmt: skip

    def _label(self, element: Element) -> Label:
        said = "".join(self.material(each) for each in element.iter("material"))
        is_area = bool(element.get("rarea"))
        return Label(element.get("ident", ""), said, (element.text or "").strip() if is_area else "", element.get("rarea", ""))

    def material(self, element: Element) -> str:
        """The html of a <material>: its texts, pictures and line breaks."""
        pieces = []
        for each in element.iter("mattext", "matemtext", "mattable", "matimage", "matbreak"):
            if each.tag == "matimage":
                pieces.append(self._image(each.get("uri", ""), each.get("label", "")))
            elif each.tag == "matbreak":
                pieces.append("<br>")
            else:
                pieces.append(self._written(each))
        return "".join(pieces)

    def _written(self, element: Element) -> str:
        if len(element):
            return self.kept(markup.inner(element))
        text = element.text or ""
        if "html" in element.get("texttype", "").lower() or "xml" in element.get("texttype", "").lower():
            return self.kept(rich_text.convert(text, "html").html)
        # A space at an end keeps words apart where a text goes on after a gap.
        made = rich_text.convert(text, "plain").html
        return f"{' ' if text[:1].isspace() else ''}{made}{' ' if text[-1:].isspace() and made else ''}"

    def _image(self, source: str, said: str) -> str:
        return self.kept(f'<img src="{html.escape(source)}" alt="{html.escape(said)}">') if source else ""

    def rules(self) -> list[Rule]:
        """What earns points, in order; rules that only say something are left out."""
        return [rule for rule in map(self._rule, self.element.iter("respcondition")) if rule.points or rule.wanted or rule.bounds]

    def _rule(self, element: Element) -> Rule:
        rule = Rule(sum((_points(each.text) for each in element.iterchildren("setvar")), Decimal(0)))
        for condition in element.iterchildren("conditionvar"):
            _gather(condition, rule, negated=False)
        rule.feedback = [each.get("linkrefid", "") for each in element.iterchildren("displayfeedback")]
        return rule

    def feedback(self) -> dict[str, str]:
        """Ident -> html of every feedback."""
        found: dict[str, str] = {}
        for each in self.element.iterchildren("itemfeedback"):
            found[each.get("ident", "")] = "".join(self.material(material) for material in each.iter("material"))
        return found


def _gather(element: Element, rule: Rule, *, negated: bool) -> None:
    for child in element:
        if child.tag == "not":
            _gather(child, rule, negated=not negated)
        elif child.tag in ("and", "or"):
            _gather(child, rule, negated=negated)
        elif child.tag in ("varequal", "varsubset", "varinside", "varsubstring"):
            _gather_value(child, rule, negated=negated)
        elif child.tag in _BOUNDS and not negated:
            rule.bounds.setdefault(child.get("respident", ""), []).append((str(child.tag), (child.text or "").strip()))


def _gather_value(element: Element, rule: Rule, *, negated: bool) -> None:
    respident = element.get("respident", "")
    written = (element.text or "").strip()
    values = [each.strip() for each in written.split(",")] if element.tag == "varsubset" else [written]
    (rule.unwanted if negated else rule.wanted).extend((respident, value) for value in values)
    rule.is_strict = rule.is_strict or element.get("case", "").lower() == "yes"
    if element.tag == "varsubstring":
        rule.parts_of_texts.add(respident)


def _points(text: str | None) -> Decimal:
    read = written_number.parse((text or "").strip())
    # Bounded so that no arithmetic below meets a monster.
    return Decimal(0) if read is None else max(-_MOST_POINTS, min(_MOST_POINTS, read))


def _text(element: Element | None) -> str:
    return " ".join((element.text or "").split()) if element is not None else ""
