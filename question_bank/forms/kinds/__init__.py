"""Each kind's side of the forms: what the editor sends of it, and what an answer to it sends. A new kind is a module here and a row below."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from question_bank.forms.kinds import (
    cloze,
    code,
    description,
    drag_picture,
    drag_words,
    essay,
    file_upload,
    hotspot,
    matching,
    multiple_choice,
    numerical,
    office_practical,
    ordering,
    parameterised,
    short_answer,
    single_choice,
    stimulus,
    true_false_group,
)
from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Read, Sent


class KindForm(Protocol):
    """What a module of a kind holds."""

    def content_of(self, sent: Sent) -> Read:
        """The body and the key that the editor's fields describe; poor fields give a poor content, never an error."""

    def raw_answer(self, content: Json, form: Sending, prefix: str) -> object:
        """What was chosen and typed, unjudged; every field's name begins with the prefix."""


FORMS: Mapping[str, KindForm] = MappingProxyType(
    {
        "single_choice": single_choice,
        "multiple_choice": multiple_choice,
        "true_false_group": true_false_group,
        "short_answer": short_answer,
        "numerical": numerical,
        "matching": matching,
        "ordering": ordering,
        "cloze": cloze,
        "drag_words": drag_words,
        "hotspot": hotspot,
        "drag_picture": drag_picture,
        "essay": essay,
        "stimulus": stimulus,
        "parameterised": parameterised,
        "code": code,
        "file_upload": file_upload,
        "office_practical": office_practical,
        "description": description,
    }
)
