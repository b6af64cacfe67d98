"""The contract every question kind keeps: the one door to marking an answer.

A question's content is one JSON document::

    {"stem": html, "body": {...}, "key": {...}, "explanation": html}

The candidate may see the stem and what `show` takes from the body; never the key, the explanation or
any feedback. Fractions are Decimal, from 0 to 1, of the points the paper gives to the question: a kind
knows nothing of points. Not here: scores of a sitting (exams/rules), storage, HTML cleaning.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
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

Marking = Literal["machine", "examiner", "person", "nobody"]
"""Who finds what an answer is worth: `mark` at once, `Examined.examine` after the hand-in, a person, or nobody (no points)."""


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing looked for in what was handed in: what, what was found, where, and how much of the points hangs on it.

    `found` is None when nothing was found; `where` is a place a person can go to ("Sheet1!B7", "đoạn 3", "test 2"), "" for the
    whole. `share` is the part of the points (0..1) and `earned` what was given of it (0..share).
    """

    wanted: Message
    found: Message | None
    where: str
    share: Decimal
    earned: Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """What an examination says of one answer; `fraction` is None when it could say nothing.

    `is_final`: the fraction is the mark. Otherwise it is a proposal, which a person sees with the evidence and decides on.
    """

    fraction: Decimal | None
    is_final: bool
    evidence: tuple[Evidence, ...]
    reason: Message


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What may be handed in for a question: endings without the dot, the largest size in bytes."""

    endings: tuple[str, ...]
    most_bytes: int


Files = Callable[[str], bytes]
"""The bytes of a kept file by its SHA-256; LookupError when there is none."""


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

    def for_form(self, content: Content, order: Order = None) -> Content:
        """What one form (mã đề) asks of this question: one and the same wording unless the kind has variants.

        Whoever knows the form calls this before `show`, `normalise`, `mark`, `key`, `examine` and before reading the explanation; a
        content that already went through it stays as it is. Takes raw and cleaned contents alike.
        """
        return content

    def is_marked_at_once(self, content: Content) -> bool:
        """Whether `mark` alone says what any answer to this content is worth."""
        return self.marking == "machine"

    def file_limits(self, content: Content) -> FileLimits | None:
        """What file answers the question; None for a kind that is not answered by one. An answer by file is
        ``{"name", "sha256", "size"}`` of a file that has been kept before."""
        return None

    def texts(self, content: Content) -> Iterable[tuple[str, str]]:
        """Every html field, as (place, html)."""
        return html_fields.walk(content, ("stem", *self.html_places, "explanation"))

    def map_html(self, content: Content, change: Callable[[str], str]) -> dict[str, object]:
        """A copy of the content with `change` applied to every html field (cleaning, media, maths)."""
        return html_fields.apply(content, ("stem", *self.html_places, "explanation"), change)


EXAMINATION_SECONDS = 180
"""Of the wall for one answer, so that no answer keeps the others waiting for longer."""


class Examined(Kind):
    """A kind whose answers need more than arithmetic: files are opened, programs are run, in a job after the hand-in.

    `mark` gives 0 for "not answered" and leaves every other answer open (`fraction` None).
    """

    marking = "examiner"

    @abstractmethod
    def examine(self, content: Content, answer: Answer, files: Files, *, within: int = EXAMINATION_SECONDS) -> Finding:
        """What a canonical answer (not None) earns, with the evidence. Takes any file, hostile ones too, and never raises for one.

        After `within` seconds of the wall nothing more is begun. What was not looked at says so, and the finding is not final.
        LookupError from `files` passes through: then nothing is known and the job tries again.
        """

    def looked_for(self, content: Content) -> tuple[Message, ...]:
        """What the evidence is about, in its order, for the lines of statistics; () when that is nobody's business."""
        return ()
