"""Load the project's own data files. Doing it again changes nothing; what a person edited here is never overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core import audit
from core.actor import Actor
from core.db import session
from curriculum.models import ExamFormat, ItLevel, Level, Outcome, Subject, Topic
from curriculum.operations.index_topics import index_subject

DATA = Path(__file__).resolve().parent.parent / "data"
Values = dict[str, Any]


@dataclass
class Loaded:
    """How many rows were added, updated, found the same, and kept as people had edited them."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0

    @property
    def changed(self) -> bool:
        return bool(self.added or self.updated)


def load_curriculum(actor: Actor, folder: Path = DATA) -> Loaded:
    """Subjects, levels, topics with outcomes, IT levels and national formats from `folder`."""
    loaded = Loaded()
    for position, row in enumerate(_rows(folder, "subjects"), start=1):
        _put(loaded, Subject, {"code": row["code"]}, {**_names(row), "position": position})
    for position, row in enumerate(_rows(folder, "levels"), start=1):
        matrix_name = row.get("cv7991", row["name"])
        _put(loaded, Level, {"code": row["code"]}, {**_names(row), "position": position, "matrix_name": matrix_name})
    for file in sorted(folder.glob("topics-*.json")):
        _load_topics(loaded, json.loads(file.read_text("utf-8")))
    for row in _rows(folder, "it-levels"):
        _put(loaded, ItLevel, {"code": row["code"]}, _it_level(row))
    for row in _rows(folder, "national-formats"):
        _put(loaded, ExamFormat, {"subject_code": row["subject"]}, {name: row[name] for name in ("minutes", "source", "parts")})
    if loaded.changed:
        audit.record(actor, "curriculum.loaded", "curriculum", added=loaded.added, updated=loaded.updated, kept=loaded.kept)
    return loaded


def _load_topics(loaded: Loaded, file: Values) -> None:
    subject_id = session.scalars(select(Subject.id).where(Subject.code == file["subject"])).one()
    known = {topic.code: topic for topic in session.scalars(select(Topic).where(Topic.subject_id == subject_id))}
    of_topics = select(Outcome).join(Outcome.topic).where(Topic.subject_id == subject_id)
    outcomes = {outcome.code: outcome for outcome in session.scalars(of_topics)}
    for row, parent_code, position in _walk(file["topics"]):
        parent = known.get(parent_code or "")
        values = {**_names(row), "grade": file.get("grade"), "position": position, "parent_id": parent.id if parent else None}
        topic = _settle(loaded, known.get(row["code"]), Topic, {"code": row["code"], "subject_id": subject_id}, values)
        if topic.code not in known:
            session.flush()
            known[topic.code] = topic
        if topic.edited_at is None:
            topic.path = f"{parent.path if parent else '/'}{topic.id}/"
        for place, outcome in enumerate(row.get("outcomes", ()), start=1):
            words = {"text": outcome["text"], "text_en": outcome.get("text_en", ""), "position": place}
            _settle(loaded, outcomes.get(outcome["code"]), Outcome, {"code": outcome["code"], "topic_id": topic.id}, words)
    index_subject(subject_id)


def _walk(rows: list[Values], parent: str | None = None) -> Iterator[tuple[Values, str | None, int]]:
    """(topic, its parent's code, its place among its siblings), parents first."""
    for position, row in enumerate(rows, start=1):
        yield row, parent, position
        yield from _walk(row.get("topics", []), row["code"])


def _put(loaded: Loaded, model: type[Any], key: Values, values: Values) -> None:
    found = session.scalars(select(model).filter_by(**key)).one_or_none()
    _settle(loaded, found, model, key, values)
    session.flush()


def _settle(loaded: Loaded, found: Any, model: type[Any], key: Values, values: Values) -> Any:
    if found is None:
        loaded.added += 1
        found = model(**key, **values)
        session.add(found)
        return found
    differs = {name: value for name, value in values.items() if getattr(found, name) != value}
    if not differs:
        loaded.unchanged += 1
    elif getattr(found, "edited_at", None) is not None:
        loaded.kept += 1
    else:
        loaded.updated += 1
        for name, value in differs.items():
            setattr(found, name, value)
    return found


def _rows(folder: Path, name: str) -> list[Values]:
    file = folder / f"{name}.json"
    read = json.loads(file.read_text("utf-8")) if file.exists() else []
    rows: list[Values] = read[name.replace("-", "_")] if isinstance(read, dict) else read
    return rows


def _names(row: Values) -> Values:
    return {"name": row["name"], "name_en": row.get("name_en", "")}


def _it_level(row: Values) -> Values:
    return {
        **_names(row),
        "requires": row.get("requires", []), "requires_level": row.get("requires_level"),
        "at_least": row.get("at_least", 0), "choices": row.get("of", []),
    }  # fmt: skip
