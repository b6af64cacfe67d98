"""The Moodle XML writer (https://docs.moodle.org/en/Moodle_XML_format): pictures travel inside the file."""

import base64
from collections.abc import Mapping, Sequence

from lxml import etree

from core.words import say
from question_bank.formats.contract import Exported, OutgoingItem
from question_bank.formats.disassemble import ONE, Answer, Taken, take
from question_bank.formats.outgoing_media import as_plugin_files, picture_names
from question_bank.formats.outgoing_text import Losses, percent, writable
from question_bank.formats.xml import Element

_TYPES = {"match": "matching"}
"""Where the file's word is not Moodle's own name of the type."""
_PENALTIES = {"truefalse": "1", "essay": "0", "description": "0"}
_PENALTY = "0.3333333"
_NO_UNIT, _FREE_UNIT = "3", "0"


def write(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """The questions as one <quiz>."""
    root = etree.Element("quiz")
    losses = []
    category = ""
    for item in items:
        told = Losses()
        named = " ".join(writable(item.category).split())
        if named != category:
            _category(root, named)
            category = named
        _Question(root, item, take(item, told), _Pictures(pictures, told)).write()
        losses += [(item.ref, message) for message in told.messages]
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Exported(data, tuple(losses))


def _category(root: Element, name: str) -> None:
    question = etree.SubElement(root, "question", type="category")
    _add(_add(question, "category"), "text", name)


def _add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    made = etree.SubElement(parent, tag, attributes)
    made.text = text or None
    return made


class _Pictures:
    """Where the bytes of pictures are, and whom to tell that one is missing."""

    def __init__(self, pictures: Mapping[str, bytes], told: Losses) -> None:
        self._pictures = pictures
        self._told = told

    def attach(self, holder: Element, html: str) -> None:
        """The pictures of a text as files beside it."""
        for name in picture_names([html]):
            if name in self._pictures:
                encoded = base64.b64encode(self._pictures[name]).decode()
                _add(holder, "file", encoded, name=name, path="/", encoding="base64")
            else:
                self._told.tell(say("Thiếu hình: %(names)s.", names=name))


class _Question:
    """One <question> being written."""

    def __init__(self, root: Element, item: OutgoingItem, taken: Taken, pictures: _Pictures) -> None:
        self._item, self._taken, self._pictures = item, taken, pictures
        self._at = etree.SubElement(root, "question", type=_TYPES.get(taken.type, taken.type))

    def write(self) -> None:
        ref, taken = " ".join(writable(self._item.ref).split()), self._taken
        _add(_add(self._at, "name"), "text", ref)
        self._html(self._at, "questiontext", taken.stem)
        self._html(self._at, "generalfeedback", taken.explanation)
        _add(self._at, "defaultgrade", "0" if taken.type == "description" else "1")
        _add(self._at, "penalty", _PENALTIES.get(taken.type, _PENALTY))
        _add(self._at, "hidden", "0")
        _add(self._at, "idnumber", ref)
        self._settings()
        for answer in taken.answers:
            self._answer(answer)
        for prompt, words in taken.pairs:
            pair = self._html(self._at, "subquestion", prompt)
            _add(_add(pair, "answer"), "text", words)
        self._unit()
        self._tags()

    def _settings(self) -> None:
        taken = self._taken
        if taken.type == "multichoice":
            _add(self._at, "single", "true" if taken.single else "false")
            _add(self._at, "shuffleanswers", "false" if taken.pinned else "true")
            _add(self._at, "answernumbering", "ABCD")
        elif taken.type == "match":
            _add(self._at, "shuffleanswers", "true")
        elif taken.type == "shortanswer":
            _add(self._at, "usecase", "1" if taken.case_sensitive else "0")
        elif taken.type == "essay":
            _add(self._at, "responseformat", "editor")
            _add(self._at, "responsefieldlines", str(taken.lines))
            _add(self._at, "attachments", "0")
            self._html(self._at, "graderinfo", taken.model_answer)

    def _answer(self, answer: Answer) -> None:
        kind = self._taken.type
        text = answer.text
        if kind == "truefalse":
            text = "true" if answer is self._taken.answers[0] else "false"
        if kind == "multichoice":
            made = self._html(self._at, "answer", text)
        else:
            made = _add(self._at, "answer", format="plain_text" if kind == "shortanswer" else "moodle_auto_format")
            _add(made, "text", text)
        made.set("fraction", "100" if answer.share == ONE else percent(answer.share))
        self._html(made, "feedback", answer.feedback)
        if kind == "numerical":
            _add(made, "tolerance", answer.tolerance)

    def _unit(self) -> None:
        if self._taken.type != "numerical":
            return
        if self._taken.unit:
            unit = _add(_add(self._at, "units"), "unit")
            _add(unit, "multiplier", "1")
            _add(unit, "unit_name", self._taken.unit)
        _add(self._at, "unitgradingtype", "0")
        _add(self._at, "showunits", _FREE_UNIT if self._taken.unit else _NO_UNIT)

    def _tags(self) -> None:
        tags = [" ".join(writable(tag).split()) for tag in self._item.tags]
        holder = _add(self._at, "tags") if any(tags) else None
        for tag in tags:
            if holder is not None and tag:
                _add(_add(holder, "tag"), "text", tag)

    def _html(self, parent: Element, name: str, html: str) -> Element:
        made = _add(parent, name, format="html")
        _add(made, "text", as_plugin_files(html))
        self._pictures.attach(made, html)
        return made
