"""The Moodle XML writer (https://docs.moodle.org/en/Moodle_XML_format): pictures travel inside the file."""

from collections.abc import Mapping, Sequence

from lxml import etree

from core.words import say
from question_bank.formats.contract import Exported, OutgoingItem
from question_bank.formats.disassemble import ONE, Answer, Taken, take, tell_curriculum
from question_bank.formats.moodle import bonds
from question_bank.formats.moodle.bonds import Piece
from question_bank.formats.moodle.calculated_out import Calculated, take_calculated
from question_bank.formats.moodle.sheet import Sheet, add
from question_bank.formats.moodle.younger import Younger, take_younger
from question_bank.formats.outgoing_text import Losses, percent, writable
from question_bank.formats.xml import Element

_TYPES = {"match": "matching"}
"""Where the file's word is not Moodle's own name of the type."""
_PENALTIES = {"truefalse": "1", "essay": "0", "description": "0"}
_PENALTY = "0.3333333"
_NO_UNIT, _FREE_UNIT = "3", "0"


def write(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """The questions as one <quiz>; one that no type of Moodle asks is left out, and told."""
    root = etree.Element("quiz")
    losses, left_out = [], []
    category = ""
    for place, item in enumerate(items):
        told = Losses()
        pieces = _taken(item, place, told)
        if not pieces:
            told.tell(say("Moodle không có dạng câu hỏi này: câu không có trong tệp."))
            left_out.append(item.ref)
        elif (named := " ".join(writable(item.category).split())) != category:
            _category(root, named)
            category = named
        for piece, taken in pieces:
            element = add(root, "question", type=_TYPES.get(taken.type, taken.type))
            _write(Sheet(element, pictures, told), piece, taken)
        losses += [(item.ref, message) for message in told.messages]
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Exported(data, tuple(losses), tuple(left_out))


def _taken(item: OutgoingItem, place: int, told: Losses) -> list[tuple[Piece, Taken | Younger | Calculated]]:
    """The question in Moodle's words, a shared stimulus as several; none when one of them has no type."""
    pieces = [(piece, _said(piece.item, told)) for piece in bonds.unfolded(item, place, told)]
    found = [(piece, taken) for piece, taken in pieces if taken is not None]
    return found if len(found) == len(pieces) else []


def _said(item: OutgoingItem, told: Losses) -> Taken | Younger | Calculated | None:
    """A question with variables computes in Moodle, too, where that can compute it."""
    found = take_calculated(item.content, told) if item.kind == "parameterised" else None
    if found is not None:
        tell_curriculum(item, told)
    return found or take(item, told) or take_younger(item, told)


def _category(root: Element, name: str) -> None:
    question = etree.SubElement(root, "question", type="category")
    add(add(question, "category"), "text", name)


def _write(sheet: Sheet, piece: Piece, taken: Taken | Younger | Calculated) -> None:
    ref = " ".join(writable(piece.item.ref).split())
    add(sheet.add("name"), "text", ref)
    sheet.html("questiontext", taken.stem)
    sheet.html("generalfeedback", taken.explanation)
    sheet.add("defaultgrade", piece.grade)
    sheet.add("penalty", _PENALTIES.get(taken.type, _PENALTY))
    sheet.add("hidden", "0")
    sheet.add("idnumber", ref)
    if isinstance(taken, Taken):
        _Body(sheet, taken).write()
    else:
        taken.write(sheet)
    _tags(sheet, piece.item)


def _tags(sheet: Sheet, item: OutgoingItem) -> None:
    tags = [" ".join(writable(tag).split()) for tag in item.tags]
    holder = sheet.add("tags") if any(tags) else None
    for tag in tags:
        if holder is not None and tag:
            add(add(holder, "tag"), "text", tag)


class _Body:
    """What the oldest types have beside the text: settings, answers, pairs, a unit."""

    def __init__(self, sheet: Sheet, taken: Taken) -> None:
        self._sheet, self._taken, self._at = sheet, taken, sheet.at

    def write(self) -> None:
        self._settings()
        for answer in self._taken.answers:
            self._answer(answer)
        for prompt, words in self._taken.pairs:
            pair = self._sheet.html("subquestion", prompt)
            add(add(pair, "answer"), "text", words)
        self._unit()

    def _settings(self) -> None:
        taken = self._taken
        if taken.type == "multichoice":
            self._sheet.add("single", "true" if taken.single else "false")
            self._sheet.add("shuffleanswers", "false" if taken.pinned else "true")
            self._sheet.add("answernumbering", "ABCD")
        elif taken.type == "match":
            self._sheet.add("shuffleanswers", "true")
        elif taken.type == "shortanswer":
            self._sheet.add("usecase", "1" if taken.case_sensitive else "0")
        elif taken.type == "essay":
            self._sheet.add("responseformat", "editor")
            self._sheet.add("responsefieldlines", str(taken.lines))
            self._sheet.add("attachments", "0")
            self._sheet.html("graderinfo", taken.model_answer)

    def _answer(self, answer: Answer) -> None:
        kind = self._taken.type
        text = answer.text
        if kind == "truefalse":
            text = "true" if answer is self._taken.answers[0] else "false"
        if kind == "multichoice":
            made = self._sheet.html("answer", text)
        else:
            made = self._sheet.add("answer", format="plain_text" if kind == "shortanswer" else "moodle_auto_format")
            add(made, "text", text)
        made.set("fraction", "100" if answer.share == ONE else percent(answer.share))
        self._sheet.html("feedback", answer.feedback, made)
        if kind == "numerical":
            add(made, "tolerance", answer.tolerance)

    def _unit(self) -> None:
        if self._taken.type != "numerical":
            return
        if self._taken.unit:
            unit = add(self._sheet.add("units"), "unit")
            add(unit, "multiplier", "1")
            add(unit, "unit_name", self._taken.unit)
        self._sheet.add("unitgradingtype", "0")
        self._sheet.add("showunits", _FREE_UNIT if self._taken.unit else _NO_UNIT)
