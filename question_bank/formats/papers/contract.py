"""What the documents of a test are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Heading:
    """Who tests and what: the authority above ("" for none), the school, the test's title, its subject ("" for none), its minutes."""

    authority: str
    school: str
    title: str
    subject: str
    minutes: int


class Place(Protocol):
    """A question in a form; `number` counts in its part, `content` and `order` go to the kind."""

    @property
    def number(self) -> int: ...
    @property
    def part(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def content(self) -> Mapping[str, Any]: ...
    @property
    def order(self) -> tuple[str, ...] | None: ...
    @property
    def points(self) -> Decimal: ...
    @property
    def question_id(self) -> int: ...
    @property
    def topic(self) -> str: ...
    @property
    def level(self) -> str: ...


class Form(Protocol):
    """A mã đề and its questions, part by part."""

    @property
    def code(self) -> str: ...
    @property
    def questions(self) -> Sequence[Place]: ...
