"""Mend an item of an import by hand, accept it or leave it out. An import is a draft: the audit begins when it is applied."""

from __future__ import annotations

from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from question_bank.kinds import shape
from question_bank.kinds.registry import KINDS
from question_bank.models import ImportItem, ImportRun, RunState, Verdict
from question_bank.queries.imports import item_at
from question_bank.rules.content import safe_content
from question_bank.rules.fixes import Fix, fixed, key_of

VERDICTS = {"accept": Verdict.ACCEPTED, "leave": Verdict.LEFT_OUT}


def fix_item(actor: Actor, run_id: int, number: int, fix: Fix) -> ImportItem:
    """The item after the fix; the same fix again undoes it. Conflict once the import is applied. Callers check the policy."""
    run = session.get_one(ImportRun, run_id, with_for_update=True, populate_existing=True)
    if run.state != RunState.CHECK:
        raise Conflict(say("Lần nhập này không còn chờ áp dụng."))
    item = item_at(run_id, number)
    if fix.act in VERDICTS:
        _judge(item, VERDICTS[fix.act])
    else:
        _mend(item, fix)
        item.mended_by = sorted({*item.mended_by, *([actor.person_id] if actor.person_id else [])})
    return item


def _judge(item: ImportItem, verdict: Verdict) -> None:
    if verdict == Verdict.ACCEPTED and item.state == "refused":
        raise Invalid(say("Câu này chưa đủ để nhập; hãy sửa trước."))
    item.verdict = None if item.verdict == verdict else verdict


def _mend(item: ImportItem, fix: Fix) -> None:
    """Whoever mends a question has looked at it; what is again as the file has it was not mended."""
    content = shape.mapping(item.content)
    read_key = key_of(item.kind, content) if item.read_key is None else item.read_key
    made = fixed(item.kind, content, read_key, fix)
    if made is None:
        raise Invalid(say("Câu này không sửa được theo cách đó."))
    item.kind, item.content = made
    item.safe = safe_content(KINDS[item.kind], item.content)
    is_as_read = key_of(*made) == read_key
    item.read_key = None if is_as_read else dict(read_key)
    if KINDS[item.kind].check(item.content):
        item.state, item.verdict = "refused", None
    elif is_as_read:
        item.state, item.verdict = "changed" if item.reasons else "kept", None
    else:
        item.state, item.verdict = "changed", Verdict.ACCEPTED
