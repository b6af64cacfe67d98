"""One form of a paper: the wordings frozen as an encrypted document, the keys kept apart."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from core import sealing, storage
from core.db import session
from core.errors import Invalid, NotFound
from core.words import say
from exams.models import Exam, Form, FormKey, FormQuestion
from exams.rules.document import PrintedPart, PrintedQuestion, document_bytes, name_of
from exams.rules.drawing import shuffled
from question_bank import api as question_bank

_MEDIA = re.compile(r'src="/media/([^"]+)"')
"""How `RevisionView.safe` names a picture."""


@dataclass(frozen=True)
class Slot:
    """A place in a form: where it stands, what it is worth, and the wording drawn for it. `order` is that of its options, None: not mixed yet."""

    part_id: int
    points: Decimal
    revision_id: int
    order: list[str] | None = None


def seal_form(exam: Exam, seed: str, code: str, slots: Sequence[Slot], wordings: Mapping[int, question_bank.RevisionView]) -> Form:
    """Freeze and store one form. `seed` mixes the options; Invalid when a picture is missing."""
    printed: dict[int, list[PrintedQuestion]] = {part.id: [] for part in exam.parts}
    rows, answers = [], {}
    for number, slot in enumerate(slots, start=1):
        wording = wordings[slot.revision_id]
        kind = question_bank.kind_of(wording.kind)
        order = slot.order or list(shuffled(kind.orderable(wording.content), f"{seed}:{number}")) or None
        wording = wording.for_form(order)
        shown = kind.show(kind.map_html(wording.safe, partial(_with_pictures, wording.ref)), order)
        printed[slot.part_id].append(PrintedQuestion(number, slot.points, shown))
        answers[str(number)] = kind.key(wording.content, order)
        rows.append(FormQuestion(number=number, part_id=slot.part_id, revision_id=slot.revision_id, points=slot.points, order=order))
    parts = [PrintedPart(part.code, part.name, tuple(printed[part.id])) for part in exam.parts]
    document = document_bytes(exam.code, exam.name, code, parts)
    sealed = sealing.seal(document)
    form = Form(
        exam_id=exam.id, code=code, seed=seed, document_sha256=name_of(document),
        stored_name=storage.put("papers", sealed.data), stored_bytes=len(sealed.data),
    )  # fmt: skip
    session.add(form)
    session.flush()
    for row in rows:
        row.form_id = form.id
    session.add_all([*rows, FormKey(form_id=form.id, cipher_key=sealed.key, answers=answers)])
    return form


def _with_pictures(ref: str, html: str) -> str:
    """Pictures travel inside the sealed document, so nothing is fetched, and nothing leaks, during the sitting. Invalid for a missing one."""

    def inline(found: re.Match[str]) -> str:
        try:
            data, mime = question_bank.media_bytes(found[1])
        except NotFound as missing:
            said = say("Câu %(ref)s thiếu hình %(name)s. Hãy sửa câu này trong ngân hàng rồi niêm phong lại.", ref=ref, name=found[1][:40])
            raise Invalid(said) from missing
        return f'src="data:{mime};base64,{base64.b64encode(data).decode()}"'

    return _MEDIA.sub(inline, html)
