"""The sealed document of one form: what a candidate will see, as bytes that never change and are named by their SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class PrintedQuestion:
    """One question as the form holds it. `shown` is what its kind shows: kind, stem and body, without the key."""

    number: int
    points: Decimal
    shown: dict[str, object]


@dataclass(frozen=True)
class PrintedPart:
    code: str
    name: str
    questions: tuple[PrintedQuestion, ...]


def document_bytes(exam_code: str, exam_name: str, form: str, parts: Sequence[PrintedPart]) -> bytes:
    """The document as canonical JSON: the same form always gives the same bytes."""
    document = {
        "exam": {"code": exam_code, "name": exam_name},
        "form": form,
        "parts": [{"code": part.code, "name": part.name, "questions": [_question(q) for q in part.questions]} for part in parts],
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def name_of(document: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(document).hexdigest()


def _question(question: PrintedQuestion) -> dict[str, object]:
    return {**question.shown, "number": question.number, "points": f"{question.points.normalize():f}"}
