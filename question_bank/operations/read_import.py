"""Bring a file to a bank: keep it, understand it, lay it out for a person to check. Nothing enters the bank yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from core import audit, clock, storage
from core.actor import Actor
from core.db import session
from core.errors import CoreError, Invalid
from core.jobs.api import Progress, enqueue, unwatched
from core.prepared import inserting
from core.words import Message, say
from question_bank.formats import registry
from question_bank.formats.contract import UnreadableFile
from question_bank.kinds.registry import KINDS
from question_bank.models import ImportItem, ImportRun, RunState
from question_bank.operations.add_media import add_media
from question_bank.operations.own_wordings import with_own_wordings
from question_bank.operations.read_file import ReadFile, ReadItem, alike_items, read_file
from question_bank.queries.imports import run_row
from question_bank.rules.content import rename_pictures, safe_content, safe_page
from question_bank.rules.messages import packed

READ_AT_ONCE = 200_000
"""Bytes; a larger file is read by the worker, so that no request waits for it."""
STEP = 100
MOST_ALIKE = 2_000
_PUT_ITEMS = inserting(
    ImportItem, "run_id", "number", "ref", "kind", "state", "reasons", "category", "tags", "topic_code", "outcome_code", "level", "content",
    "safe", "source", "origin", "questions",
)  # fmt: skip


@dataclass(frozen=True)
class NewImport:
    """A file and what to do with questions that do not say: their topic and level, and the state they get."""

    filename: str
    data: bytes
    format: str = "auto"
    topic_code: str | None = None
    level: str | None = None
    state: str = "ready"


def start_import(
    actor: Actor, bank_id: int, asked: NewImport, pictures: dict[str, bytes] | None = None, progress: Progress = unwatched
) -> ImportRun:
    """Keep the file and read it: at once when it is small or comes with `pictures`, else by a job. Callers check the policy."""
    if asked.format != "auto" and asked.format not in registry.SOURCES:
        raise Invalid(fields={"format": say("Không có định dạng này.")})
    run = ImportRun(
        bank_id=bank_id, filename=asked.filename, format=asked.format, stored=storage.put("imports", asked.data),
        settings={"topic": asked.topic_code, "level": asked.level, "state": asked.state},
        state=RunState.READING, report={}, created_by=actor.person_id, created_at=clock.now(),
    )  # fmt: skip
    session.add(run)
    session.flush()
    audit.record(actor, "question_bank.import_started", f"import:{run.id}", filename=asked.filename, bank=bank_id)
    if registry.weight(asked.data) <= READ_AT_ONCE or pictures is not None:
        _read(actor, run, asked.data, pictures or {}, progress)
    else:
        run.job_id = enqueue("question_bank.read_import", {"run": run.id, "person": actor.person_id}, key=f"read_import:{run.id}").id
    return run


def read_import(actor: Actor, run_id: int, progress: Progress) -> None:
    """The job: read a kept file. Goes on where it stopped."""
    run = run_row(run_id)
    if run.state == RunState.READING:
        _read(actor, run, storage.get(run.stored), {}, progress)


def _read(actor: Actor, run: ImportRun, data: bytes, pictures: dict[str, bytes], progress: Progress) -> None:
    progress(0, 0)  # others may write while the file is understood, which takes seconds
    try:
        found = read_file(data, run.filename, run.format, frozenset(pictures))
    except UnreadableFile as error:
        run.state, run.report = RunState.FAILED, {"failure": packed([error.message])[0]}
        return
    names, refused = _keep_pictures(actor, {**found.media, **pictures})
    present = set(session.scalars(select(ImportItem.number).where(ImportItem.run_id == run.id)))
    missing = [item for item in found.items if item.number not in present]
    for start in range(0, len(missing), STEP):
        some = with_own_wordings(run.bank_id, found.format, missing[start : start + STEP], names)
        _PUT_ITEMS.run_many(session.connection(), [_row(run.id, item, names, refused) for item in some])
        progress(some[-1].number, len(found.items))
    run.format, run.state, run.report = found.format, RunState.CHECK, _report(found)
    session.flush()


def _keep_pictures(actor: Actor, media: dict[str, bytes]) -> tuple[dict[str, str], set[str]]:
    names, refused = {}, set()
    for name, data in media.items():
        try:
            names[name] = add_media(actor, data)
        except CoreError:
            refused.add(name)
    return names, refused


def _row(run_id: int, item: ReadItem, names: dict[str, str], refused: set[str]) -> dict[str, Any]:
    """As the table has it."""
    content, safe, reasons = item.content, None, list(item.reasons)
    if content is not None and item.kind in KINDS:
        kind = KINDS[item.kind]
        content = rename_pictures(kind, content, names)
        safe = safe_content(kind, content)
        reasons += [_bad_picture(name) for name in sorted(refused) if f"media:{name}" in str(content)]
    state = "changed" if reasons and item.state == "kept" else item.state
    return {
        "run_id": run_id, "number": item.number, "ref": item.ref, "kind": item.kind[:40], "state": state, "reasons": packed(reasons),
        "category": item.category, "tags": list(item.tags), "topic_code": item.topic_code, "outcome_code": item.outcome_code,
        "level": item.level, "content": content, "safe": safe, "source": item.name, "origin": safe_page(item.origin, names),
        "questions": item.questions,
    }  # fmt: skip


def _bad_picture(name: str) -> Message:
    return say("Hình %(name)s không phải ảnh PNG, JPEG, GIF hay WebP nên bị bỏ.", name=name)


def _report(found: ReadFile) -> dict[str, Any]:
    alike = [[each.other, each.first, round(each.share, 2), each.has_other_numbers] for each in alike_items(found.items)[:MOST_ALIKE]]
    known = {"categories": list(found.categories), "notes": packed(found.notes), "items": len(found.items), "alike": alike}
    return known if found.markers is None else {**known, "markers": found.markers}
