"""In which papers drawn from matrices a question stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select

from accounts import api as accounts
from core.actor import Actor
from core.db import session
from core.words import say
from question_bank.models import Bank, Matrix, Paper, PaperForm, PaperQuestion, PaperState
from question_bank.policies import may_see_paper
from question_bank.uses import Use

MOST = 50
"""Papers told of at once, the latest."""


def uses_in_papers(actor: Actor, question_id: int, revision_ids: Sequence[int]) -> list[Use]:
    """The drawn papers that the actor may see, latest first."""
    found = session.execute(_papers(question_id)).all()
    owners = accounts.organisations({organisation_id for _, organisation_id in found}) if found else {}
    seen = [paper for paper, owner in found if may_see_paper(actor, owners[owner].path, paper.created_by)]
    return [_use(paper) for paper in seen]


def drawers_of(question_id: int) -> set[int]:
    """Who drew the papers that hold the question."""
    return {paper.created_by for paper, _ in session.execute(_papers(question_id)) if paper.created_by is not None}


def _papers(question_id: int) -> Select[Paper, int]:
    held = (
        select(PaperForm.paper_id)
        .join(PaperQuestion, PaperQuestion.form_id == PaperForm.id)
        .where(PaperQuestion.question_id == question_id)
    )
    found = select(Paper, Bank.organisation_id).join(Matrix, Matrix.id == Paper.matrix_id).join(Bank, Bank.id == Matrix.bank_id)
    return found.where(Paper.id.in_(held)).order_by(Paper.id.desc()).limit(MOST)


def _use(paper: Paper) -> Use:
    state = say("đã chốt") if paper.state == PaperState.CONFIRMED else say("chưa chốt")
    return Use(say("%(name)s", name=paper.title), state, paper.created_at, url=f"/matrices/papers/{paper.id}")
