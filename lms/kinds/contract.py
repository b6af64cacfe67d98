"""What every type of lesson block keeps. A block is `{"id", "type", "data"}`; a type knows only the data.

`tidy` takes any JSON value and gives data of the type's own shape, so everything after it may rely on that shape: `check` says
what keeps it from being published, `safe` is what readers get, `words` what can be searched. All are pure and never raise.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from core.words import Message

if TYPE_CHECKING:
    from question_bank.api import Kind

Data = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """Something that keeps a lesson from being published: at `place` (a field, dotted below it) of a block; `block_id` empty: of the whole."""

    block_id: str
    place: str
    message: Message


@dataclass(frozen=True)
class FileFacts:
    """What blocks know of a course's file. Width and height in pixels, for pictures only."""

    name: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None

    @property
    def is_picture(self) -> bool:
        return self.width is not None and self.height is not None


@dataclass(frozen=True)
class Known:
    """What is there for blocks to point at: the course's files, episodes, and the kinds of questions with what cleans their HTML."""

    files: Mapping[int, FileFacts] = field(default_factory=dict)
    episodes: frozenset[int] = frozenset()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    safe_question_html: Callable[[str], str] = lambda raw: ""


Found = list[tuple[str, Message]]
"""(place, what is wrong there)."""


class BlockType(ABC):
    """One type of block. Instances carry no state."""

    code: ClassVar[str]
    label: ClassVar[Message]
    hint: ClassVar[Message]
    icon: ClassVar[str]

    def blank(self, known: Known) -> Data:
        """Data for the editor to start from."""
        return self.tidy({}, known)

    @abstractmethod
    def tidy(self, raw: object, known: Known) -> Data:
        """Data of this type's shape from any JSON value: HTML cleaned, nothing that the type does not know."""

    @abstractmethod
    def check(self, data: Data, known: Known) -> Found:
        """What is wrong with tidy data, in reading order."""

    @abstractmethod
    def safe(self, data: Data, known: Known) -> Data:
        """What a reader's page is made from; every HTML in it may be printed as it is."""

    @abstractmethod
    def words(self, data: Data, known: Known) -> str:
        """Its plain text."""

    def file_ids(self, data: Data) -> tuple[int, ...]:
        """The course files that tidy data points at."""
        return ()

    def episode_ids(self, data: Data) -> tuple[int, ...]:
        """The episodes that tidy data points at."""
        return ()

    def with_files(self, data: Data, new_ids: Mapping[int, int]) -> Data:
        """The data in another course, whose copies of the files have other ids; a file that was not copied is left out."""
        return data
