"""What every reader and writer of question files promises: nothing is lost silently.

A reader takes bytes and gives an `ImportedFile`; each question of the file is there once, kept, changed
(with the reasons) or refused (with the reasons). The one error is `UnreadableFile`. A writer takes
questions and gives an `Exported`: the bytes, and by question what the format could not hold. Not here:
storing, cleaning what was read (who stores the contents cleans them).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, Protocol

from core.words import Message

State = Literal["kept", "changed", "refused"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold; beyond them the file is unreadable, or the one question refused."""

    file_bytes: int = 30_000_000
    questions: int = 10_000
    question_characters: int = 2_000_000
    answers: int = 200
    picture_bytes: int = 6_000_000
    xml_depth: int = 64
    xml_elements: int = 2_000_000


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One question of the file, as far as it was understood.

    `kind` and `content` follow question_bank.kinds; both are None when nothing could be made of the
    question, while a refused one that has them fails the kind's check and can be mended in the editor.
    """

    ref: str
    """Its place among the file's questions: "1", "2"..."""
    source_kind: str
    """What the file calls it, in Moodle's words: multichoice, truefalse, match, cloze..."""
    kind: str | None
    state: State
    reasons: tuple[Message, ...]
    content: Mapping[str, object] | None
    name: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    line: int = 0
    """The line it starts on, from 1; 0 when the format has no lines."""
    external_id: str = ""
    points: Decimal | None = None
    """What the source gave it; points belong to a paper here, so this is only passed on."""
    media: tuple[str, ...] = ()
    """Names in the file's `media` that this question shows."""
    origin: str = ""
    """What the file's own page says, as html; "" where the format has no page."""
    questions: int = 1
    """How many questions of the file stand in it: a shared stimulus holds several."""


@dataclass(frozen=True, slots=True)
class TaggedItem(ImportedItem):
    """An item that also says where it stands in the curriculum; "" where it does not."""

    topic_code: str = ""
    level: str = ""
    outcome_code: str = ""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """All that a file holds. Html refers to a picture in `media` by ``src="media:NAME"``."""

    format: str
    categories: tuple[str, ...]
    items: tuple[ImportedItem, ...]
    media: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Message, ...] = ()
    """What is to be said of the file as a whole, such as a guessed encoding."""
    markers: int | None = None
    """How many heads of questions stand in the file, counted apart from the items; None where a format has none."""


class UnreadableFile(ValueError):
    """The file as a whole cannot be read; the message says why and, where it can, the way out."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Reader(Protocol):
    """One format's way in."""

    def __call__(self, data: bytes, limits: Limits = ...) -> ImportedFile:
        """Everything in the file; raises UnreadableFile and nothing else."""


@dataclass(frozen=True, slots=True)
class OutgoingItem:
    """One question on its way out. `kind` and `content` pass the kind's check; html means pictures by ``media:NAME``."""

    ref: str
    kind: str
    content: Mapping[str, object]
    category: str = ""
    tags: tuple[str, ...] = ()
    topic_code: str = ""
    level: str = ""
    outcome_code: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A whole file, what it does not hold by ref in the order of the questions, and the refs it leaves out altogether."""

    data: bytes
    losses: tuple[tuple[str, Message], ...]
    left_out: tuple[str, ...] = ()


class Writer(Protocol):
    """One format's way out. What it writes, the format's reader reads back without a new loss."""

    def __call__(self, items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
        """The file of these questions in this order; `pictures` by the names that html uses."""
