"""The editor's form: the content by its kind, and what surrounds it. Kept as content, so that what was typed is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from core.errors import Conflict, Invalid
from core.words import Message
from question_bank.forms.content import content_from, typed_content
from question_bank.forms.kinds.parameterised import AGAIN, WITHOUT
from question_bank.forms.kinds.stimulus import ADD, DROP, UP, lead_of
from question_bank.forms.kinds.true_false_group import table_choice
from question_bank.forms.rows import letters
from question_bank.kinds import shape
from question_bank.kinds.contract import Kind
from question_bank.kinds.registry import KINDS
from question_bank.models import Question, State, Unfinished
from question_bank.operations.keep_unfinished import Begun
from question_bank.operations.save_question import Draft
from question_bank.rules.places import row_names

_STATES = {"draft": State.DRAFT, "review": State.REVIEW}
"""What the button asks for; any other one asks for a question ready for use."""

_LABELS = ("topic", "outcome", "level", "ref", "tags")


@dataclass
class QuestionForm:
    """What the editor shows: `content` as written, `errors` by place, and how many blank rows to add to which list."""

    kind: Kind
    content: dict[str, Any]
    ref: str = ""
    topic: str = ""
    outcome: str = ""
    level: str = ""
    state: str = State.READY
    tags: str = ""
    category: str = ""
    errors: dict[str, Message] = field(default_factory=dict)
    message: Message | None = None
    extra_rows: dict[str, int] = field(default_factory=dict)
    share: str = "1"
    """The weight of a part of a shared stimulus."""
    based_on: int = 0
    """The number of the wording that the author began from; 0 for a new question."""

    @property
    def typed(self) -> dict[str, Any]:
        """The content as it stands in the boxes."""
        return typed_content(self.kind.code, self.content)

    @property
    def parts(self) -> list[tuple[str, QuestionForm]]:
        """The parts of a shared stimulus, each as a form of its own by the name of its part."""
        rows = shape.rows(shape.at(self.content, "body", "parts"))
        return [(shape.text(row.get("id")), self._part(index, row)) for index, row in enumerate(rows) if row.get("kind") in KINDS]

    def _part(self, index: int, row: Mapping[str, Any]) -> QuestionForm:
        place, lead = f"body.parts.{index}.content.", lead_of(row["id"])
        errors = {name.removeprefix(place): message for name, message in self.errors.items() if name.startswith(place)}
        extra = {name.removeprefix(lead): count for name, count in self.extra_rows.items() if name.startswith(lead)}
        return QuestionForm(
            KINDS[row["kind"]], dict(row["content"]), errors=errors, extra_rows=extra, share=shape.text(row.get("share", "1"))
        )  # fmt: skip

    def refuse(self, error: Invalid | Conflict) -> None:
        """Remember where and why the question was refused."""
        self.errors, self.message = dict(error.fields) if isinstance(error, Invalid) else {}, error.message

    def where(self, place: str) -> list[Message]:
        """The row that a refusal speaks of, for a list of refusals that stands far from the rows."""
        return row_names(place, self.content)

    @property
    def table_choice(self) -> str:
        """Which of its tables a true/false group has."""
        return table_choice(self.content)

    def error(self, *places: str) -> Message | None:
        """The refusal at a place or below it, the first one there is."""
        for place in places:
            for name, message in self.errors.items():
                if name == place or name.startswith(place + "."):
                    return message
        return None

    def to_command(self) -> Draft:
        """The question as written."""
        tags = tuple(dict.fromkeys(tag.strip() for tag in self.tags.split(",") if tag.strip()))[:20]
        return Draft(
            self.kind.code, self.content, self.ref, self.topic or None, self.level or None, State(self.state), self.category, tags,
            outcome_code=self.outcome or None,
        )  # fmt: skip

    def to_begun(self, question_id: int | None, also_by: tuple[int, ...]) -> Begun:
        """The question as far as it is written."""
        labels = {name: getattr(self, name) for name in _LABELS}
        return Begun(self.kind.code, self.content, labels, question_id, self.based_on, also_by)


def blank_form(kind: str, **known: str) -> QuestionForm:
    """The editor for a new question; `known` may set topic and level."""
    return QuestionForm(KINDS[kind], KINDS[kind].blank(), **known)  # type: ignore[arg-type]


def form_of(question: Question, topic_code: str, outcome_code: str) -> QuestionForm:
    """The editor filled with a question's newest wording."""
    content = question.newest.content if question.newest else KINDS[question.kind].blank()
    return QuestionForm(
        KINDS[question.kind], content, question.ref, topic_code, outcome_code, question.proposed.level or "",
        question.state, ", ".join(question.tags), question.category, based_on=question.newest.number if question.newest else 0,
    )  # fmt: skip


def form_again(kept: Unfinished) -> QuestionForm:
    """The editor as it was when its author put it aside."""
    return QuestionForm(KINDS[kept.kind], kept.content, based_on=kept.based_on, **kept.labels)  # type: ignore[arg-type]


def form_from(kind: str, sent: MultiDict[str, str], old: dict[str, Any]) -> QuestionForm:
    """The editor as it was sent. `act` may ask for another row: `add:options`."""
    form = QuestionForm(
        KINDS[kind],
        content_from(kind, sent, sent.getlist, old),
        ref=sent.get("ref", "").strip(),
        topic=sent.get("topic", ""),
        outcome=sent.get("outcome", ""),
        level=sent.get("level", ""),
        state=_STATES.get(sent.get("act", ""), State.READY),
        tags=sent.get("tags", ""),
        category=sent.get("category", "").strip()[:300],
        based_on=_number(sent.get("based_on", "")),
    )
    form.extra_rows.update(_asked_for(sent.get("act", "")))
    return form


def _asked_for(act: str) -> dict[str, int]:
    """What the page is to be shown again with: rows by list, under their part's lead; a change of parts is in the content already."""
    verb, _, place = act.partition(":")
    if verb in (ADD, DROP, UP):
        return {"parts": 0}
    if verb in (AGAIN, WITHOUT):
        return {place: 0}
    lead, dot, verb = verb.rpartition(".")
    return {f"{lead}{dot}{place}": 1} if verb == "add" and place.isidentifier() else {}


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0


def free_letters(taken: list[str]) -> list[str]:
    """Ids that new rows may take."""
    return [name for name in letters() if name not in taken]
