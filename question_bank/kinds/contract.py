"""The contract every question kind keeps: the one door to marking an answer.

A question's content is one JSON document::

    {"stem": html, "body": {...}, "key": {...}, "explanation": html}

The candidate may see the stem and what `show` takes from the body; never the key, the explanation or
any feedback. Fractions are Decimal, from 0 to 1, of the points the paper gives to the question: a kind
knows nothing of points. Not here: scores of a sitting (exams/rules), storage, HTML cleaning.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from core.words import Message
from question_bank.kinds import html_fields

Content = Mapping[str, object]
Answer = object
"""A canonical JSON answer: str, list or dict by kind; None is "not answered"."""

Order = Sequence[str] | None
"""Ids of the options in the order of one form (mã đề); None is the order they were written in."""

Marking = Literal["machine", "person", "nobody"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a content; `place` is a dotted path such as ``body.options.1.text``."""

    place: str
    message: Message


@dataclass(frozen=True, slots=True)
class Part:
    """Why a mark is what it is: one thing asked, what was given, what was right (JSON values)."""

    id: str
    given: object
    right: object
    ok: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What one answer is worth; `fraction` is None while a person has still to mark it."""

    fraction: Decimal | None
    parts: tuple[Part, ...]
    reason: Message


class InvalidAnswer(ValueError):
    """An answer that no honest client sends; the only error `normalise` raises."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Kind(ABC):
    """One kind of question. Instances carry no state; every method is a pure function of its arguments.

    `check` takes any JSON value. The other methods expect a content that `check` finds no fault with;
    with a faulty one they still do not raise (but for InvalidAnswer), and may give a poor result.
    """

    code: ClassVar[str]
    label: ClassVar[Message]
    marking: ClassVar[Marking]
    html_places: ClassVar[tuple[str, ...]] = ()
    """Where html lives besides the stem and the explanation; ``*`` is every row of a list."""

    @abstractmethod
    def blank(self) -> dict[str, object]:
        """A fresh content for the editor to start from (it does not pass `check`)."""

    @abstractmethod
    def check(self, content: object) -> list[Problem]:
        """All that is wrong with the content, in reading order; never raises on a JSON value."""

    @abstractmethod
    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        """What a sealed paper holds: ``{"kind", "stem", "body"}`` without anything that tells the key.

        Free options follow `order` (unknown ids are ignored, missing ones come last); a pinned option
        keeps its place.
        """

    @abstractmethod
    def normalise(self, content: Content, raw: object) -> Answer:
        """The canonical answer, None for "not answered"; raises InvalidAnswer and nothing else."""

    @abstractmethod
    def mark(self, content: Content, answer: Answer) -> Mark:
        """What a canonical answer is worth, and why."""

    @abstractmethod
    def key(self, content: Content, order: Order = None) -> str:
        """The right answer as a key sheet prints it ("B", "ĐSĐS", "2,5"); "" when there is none."""

    def orderable(self, content: Content) -> tuple[str, ...]:
        """Ids a form may put in another order; () when the order is part of the question."""
        return ()

    def texts(self, content: Content) -> Iterator[tuple[str, str]]:
        """Every html field, as (place, html)."""
        return html_fields.walk(content, ("stem", *self.html_places, "explanation"))

    def map_html(self, content: Content, change: Callable[[str], str]) -> dict[str, object]:
        """A copy of the content with `change` applied to every html field (cleaning, media, maths)."""
        return html_fields.apply(content, ("stem", *self.html_places, "explanation"), change)
