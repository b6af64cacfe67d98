"""One item of QTI 2 or 3 taken apart: its texts, its interactions, what each response is worth, what is said afterwards."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Iterable, Sequence

from core.html import plain_text
from question_bank.formats.qti import markup
from question_bank.formats.qti.folder import Folder
from question_bank.formats.qti.markup import put_text
from question_bank.formats.qti.sourced import Sourced
from question_bank.formats.qti.v2_scoring import Scoring, scorings
from question_bank.formats.xml import Element
from question_bank.kinds import gapped

INLINE = ("inlineChoiceInteraction", "textEntryInteraction")
BLOCKS = (
    "choiceInteraction", "orderInteraction", "associateInteraction", "matchInteraction", "gapMatchInteraction", "hottextInteraction",
    "graphicGapMatchInteraction", "hotspotInteraction", "selectPointInteraction", "graphicOrderInteraction", "graphicAssociateInteraction",
    "positionObjectStage", "extendedTextInteraction", "sliderInteraction", "drawingInteraction", "uploadInteraction", "mediaInteraction",
    "customInteraction", "portableCustomInteraction",
)  # fmt: skip
_ASIDE = ("rubricBlock", "feedbackBlock", "endAttemptInteraction", "stylesheet", "catalogInfo", "templateBlock")
_SOLUTIONS = ("solution", "general", "general_fb", "explanation")


class Item(Sourced):
    """Reading one <assessmentItem> whose names are plain ones of QTI 2."""

    def __init__(self, element: Element, folder: Folder, path: str) -> None:
        super().__init__(folder, path)
        self.element = element
        self.scorings = scorings(element)
        self._said = {each.get("identifier", ""): self.inside(each) for each in element.iterchildren("modalFeedback")}

    @property
    def body(self) -> Element | None:
        return self.element.find("itemBody")

    def scoring(self, interaction: Element) -> Scoring:
        """Of the response that the interaction gives; an empty one where it is not declared."""
        ident = interaction.get("responseIdentifier", "")
        return self.scorings.get(ident, Scoring(ident))

    def explanation(self, container: Element) -> str:
        """What is said of the right answer: in a block of the container, or after the item."""
        for block in container.iterchildren("feedbackBlock"):
            if block.get("outcomeIdentifier", "").startswith("SOLUTION"):
                return self.inside(block)
        if container.tag != "itemBody":
            return ""
        return next((self._said[name] for name in self._said if name.lower() in _SOLUTIONS), "")

    def feedback(self, name: str, holder: Element | None = None) -> str:
        """What is said of one answer: within the choice itself, or after the item."""
        for each in holder.iter("feedbackInline", "feedbackBlock") if holder is not None else ():
            return self.inside(each)
        return self._said.get(name, "")

    def unused_feedback(self, used: Iterable[str]) -> bool:
        """Whether something is said that no choice and no solution takes."""
        known = {*used, *(name for name in self._said if name.lower() in _SOLUTIONS)}
        return any(text for name, text in self._said.items() if name not in known)

    def rubrics(self, container: Element) -> list[Element]:
        """Blocks for the marker."""
        return [each for each in container.iterchildren("rubricBlock") if "scorer" in each.get("view", "")]

    def inside(self, element: Element, skipped: Sequence[str] = ("feedbackInline", "feedbackBlock")) -> str:
        """The html that stands in an element."""
        content = element.find("contentBody")
        return self.kept(markup.inner(element if content is None else content, skipped))

    def pieces(self, elements: Iterable[Element]) -> str:
        """The html of elements one after another; a div that only holds a stem gives its contents."""
        made = []
        for each in elements:
            if each.tag in _ASIDE:
                continue
            is_bare = each.tag == "div" and (each.get("class") in ("stem", "gaps", "") or not each.attrib)
            made.append(markup.inner(each) if is_bare else markup.outer(each))
        return self.kept("".join(made)).strip()

    def prompt(self, interaction: Element) -> str:
        """The html of the interaction's own prompt, as a paragraph."""
        found = interaction.find("prompt")
        said = "" if found is None else self.inside(found)
        return f"<p>{said}</p>" if said and not said.startswith("<p") else said

    def picture(self, interaction: Element) -> tuple[str, tuple[int, int]]:
        """The picture that an interaction is about as html, and its size in pixels."""
        found = next(interaction.iterchildren("object", "img", "picture"), None)
        if found is None:
            return "", (0, 0)
        shown = self.image(found)
        sides = [int(side) if (side := found.get(name, "")).isdigit() and len(side) < 6 else 0 for name in ("width", "height")]
        return shown, (sides[0], sides[1]) if all(sides) else self.picture_size(shown)

    def image(self, element: Element) -> str:
        """An <object> or <img> as a picture."""
        source = element.get("data") or element.get("src") or ""
        said = element.get("alt") or " ".join("".join(str(text) for text in element.itertext()).split())
        return self.kept(f'<img src="{html.escape(source)}" alt="{html.escape(said)}">') if source else ""

    def with_markers(self, elements: Sequence[Element], interactions: Sequence[Element]) -> str:
        """The html of the elements with ``[[1]]`` where the first of the interactions stands, and so on."""
        number_of = {each.get("responseIdentifier", ""): str(number) for number, each in enumerate(interactions, start=1)}
        copies = [_marked(copy.deepcopy(each), number_of) for each in elements]
        return self.pieces(copies)


_OWN_MARKER = re.compile(r"\[\[(?=\d)")


def _marked(element: Element, number_of: dict[str, str]) -> Element:
    """The copy with markers for interactions and gaps; two brackets of the author's own must not pass for a marker."""
    for each in element.iter("*"):
        each.text = _OWN_MARKER.sub("[ [", each.text) if each.text else each.text
        each.tail = _OWN_MARKER.sub("[ [", each.tail) if each.tail else each.tail
    for each in list(element.iter(*INLINE, "gap")):
        unit = unit_of(each)
        if unit is not None:
            put_text(unit, "")
        name = each.get("responseIdentifier") or each.get("identifier") or ""
        put_text(each, gapped.marker(number_of.get(name, "0")))
    return element


def unit_of(gap: Element) -> Element | None:
    """The unit that stands right after a box for a number, as our writer puts it."""
    following = gap.getnext()
    is_unit = following is not None and following.get("class") == "unit" and not (gap.tail or "").strip()
    return following if is_unit else None


def fixed(interaction: Element, choices: Sequence[Element]) -> list[bool]:
    """Which choices keep their places: all where nothing is shuffled, else those that say so."""
    return [interaction.get("shuffle") == "false" or each.get("fixed") == "true" for each in choices]


def words_of(element: Element) -> str:
    """The plain words in an element."""
    return plain_text(markup.inner(element, ("feedbackInline", "feedbackBlock")))
