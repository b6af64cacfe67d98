"""Remove the files of exports that are kept no longer; the run stays with its counts and may be written again."""

from __future__ import annotations

from sqlalchemy import delete

from core import storage
from core.db import session
from question_bank.models import ExportLoss, ExportState
from question_bank.queries.export_runs import expired_exports


def forget_exports() -> int:
    """Those past their day, with what was told question by question. How many there were."""
    old = expired_exports()
    for run in old:
        if run.stored is not None:
            storage.delete(run.stored)
        run.state, run.stored, run.question_ids = ExportState.GONE, None, []
        session.execute(delete(ExportLoss).where(ExportLoss.run_id == run.id))
    return len(old)
