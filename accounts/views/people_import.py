"""Bringing a list of people in from Excel: upload, dry run, apply, hand out the passwords.

Nothing of a list is kept in the database before it is applied: the file waits in storage under its hash, and the signed token in
the address says whose it is and what was asked. The passwords of new accounts lie sealed in storage for an hour; the key to them
is in the address alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.formats import people_xlsx
from accounts.formats.sealed import seal, unseal
from accounts.forms.places import ImportForm
from accounts.operations.import_people import Imported, import_people, make_secrets
from accounts.operations.plan_import import ImportOrder, Plan, plan_import, roles_to_give
from accounts.queries.organisations import organisations_in
from accounts.rules.people_import import COLUMNS, Decision, Outcome, as_text
from accounts.rules.roles import ROLES
from core import clock, storage
from core.errors import Invalid, NotFound, TooLarge
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page
from core.http.signing import sign, unsign
from core.http.uploads import read_upload
from core.permissions import Permission as P
from core.sheets import MOST_ROWS, XLSX
from core.words import say

UPLOADS, RESULTS = "people-imports", "people-import-results"
RESULT_SECONDS = 3600
PER_PAGE = 100
OUTCOMES = {
    "": say("Tất cả"),
    Outcome.NEW: say("Thêm mới"),
    Outcome.CHANGED: say("Sửa đổi"),
    Outcome.UNCHANGED: say("Giữ nguyên"),
    Outcome.REFUSED: say("Từ chối"),
}


def show() -> ResponseReturnValue:
    return _upload_page(_form(ImportForm(organisation_id=request.args.get("organisation", type=int), default_role="student")))


def template() -> ResponseReturnValue:
    actor = current_actor()
    roles = sorted({role for path in actor.paths(P.PEOPLE_MANAGE) for role in roles_to_give(actor, path)}, key=list(ROLES).index)
    return _workbook(people_xlsx.write_template(translate, [ROLES[code].label for code in roles]), "nguoi-dung-mau.xlsx")


def upload() -> ResponseReturnValue:
    form = _form(ImportForm())
    if not form.validate():
        return _upload_page(form), 422
    try:
        sent = read_upload(request.files.get("file"), limit_bytes=people_xlsx.MOST_BYTES)
        people_xlsx.read_people(sent.data)
    except (Invalid, TooLarge) as error:
        form.refuse(Invalid(fields={"file": error.message}))
        return _upload_page(form), 422
    name = storage.put(UPLOADS, sent.data)
    return redirect(url_for("accounts.people_import.review", token=_order_token(form.to_command(), name)))


def review(token: str) -> ResponseReturnValue:
    plan = _plan(token)
    shown = request.args.get("show", "")
    if shown not in OUTCOMES:
        raise NotFound
    return render_template(
        "accounts/people_import/review.html", plan=plan, token=token, shown=shown, outcomes=OUTCOMES, page=_page(plan.of(shown)),
        counts=plan.counts, columns={column.name: column.heading for column in COLUMNS},
    )  # fmt: skip


def refused(token: str) -> ResponseReturnValue:
    order, data = _opened(token)
    sheet = people_xlsx.read_people(data)
    given = dict(sheet.rows)
    plan = plan_import(current_actor(), order, sheet)
    rows = [
        ({name: as_text(cell) for name, cell in given[decision.row.line].items()}, decision.reasons)
        for decision in plan.of(Outcome.REFUSED)
    ]
    return _workbook(people_xlsx.write_refused(translate, rows), "dong-can-sua.xlsx")


def apply(token: str) -> ResponseReturnValue:
    order, data = _opened(token)
    sheet = people_xlsx.read_people(data)
    done = import_people(current_actor(), order, sheet, make_secrets(len(sheet.rows)))
    storage.store().delete(_name_in(token))
    return redirect(url_for("accounts.people_import.done", token=_result_token(done)))


def done(token: str) -> ResponseReturnValue:
    result = _result(token)
    return render_template(
        "accounts/people_import/done.html", token=token, counts=result["counts"], issued=result["issued"], outcomes=OUTCOMES
    )


def passwords(token: str) -> ResponseReturnValue:
    headings = [say("Họ và tên"), say("Tên đăng nhập"), say("Mật khẩu dùng một lần"), say("Mã số"), say("Lớp, nhóm")]
    lines = [[who[name] for name in ("full_name", "username", "password", "code", "group")] for who in _result(token)["issued"]]
    words = [translate(heading) for heading in headings]
    return _workbook(people_xlsx.write_table(translate(say("Tài khoản mới")), words, lines, (28, 20, 22, 16, 12)), "tai-khoan-moi.xlsx")


def _form(form: ImportForm) -> ImportForm:
    actor = current_actor()
    paths = actor.paths(P.PEOPLE_MANAGE)
    roles = {role for path in paths for role in roles_to_give(actor, path)}
    form.offer(organisations_in(paths), [(code, translate(ROLES[code].label)) for code in ROLES if code in roles])
    return form


def _upload_page(form: ImportForm) -> str:
    return render_template("accounts/people_import/show.html", form=form, most_rows=MOST_ROWS)


def _order_token(order: ImportOrder, name: str) -> str:
    words = (current_actor().person_id, order.organisation_id, order.default_role, name.rpartition("/")[2])
    return sign("accounts.import", ":".join(str(word) for word in words))


def _opened(token: str) -> tuple[ImportOrder, bytes]:
    """What was asked and the file, for the person who uploaded it and nobody else."""
    value = unsign("accounts.import", token)
    if value is None:
        raise NotFound
    person_id, organisation_id, role, _ = value.split(":")
    if int(person_id) != current_actor().person_id:
        raise NotFound
    return ImportOrder(int(organisation_id), role), storage.get(_name_in(token))


def _name_in(token: str) -> str:
    return f"{UPLOADS}/{(unsign('accounts.import', token) or '').rpartition(':')[2]}"


def _plan(token: str) -> Plan:
    order, data = _opened(token)
    return plan_import(current_actor(), order, people_xlsx.read_people(data))


def _page(decisions: Sequence[Decision]) -> Page[Decision]:
    pages = max(1, -(-len(decisions) // PER_PAGE))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    return Page(decisions[(number - 1) * PER_PAGE : number * PER_PAGE], number, PER_PAGE, len(decisions), is_capped=False)


def _result_token(done: Imported) -> str:
    content = {"counts": done.counts, "issued": [asdict(who) for who in done.issued]}
    key, sealed = seal(json.dumps(content).encode())
    name = storage.put(RESULTS, sealed)
    until = int(clock.now().timestamp()) + RESULT_SECONDS
    return sign("accounts.import-result", f"{current_actor().person_id}:{until}:{name.rpartition('/')[2]}:{key}")


def _result(token: str) -> dict[str, Any]:
    value = unsign("accounts.import-result", token)
    if value is None:
        raise NotFound
    person_id, until, name, key = value.split(":")
    if int(person_id) != current_actor().person_id or int(until) < clock.now().timestamp():
        raise NotFound(say("Danh sách mật khẩu chỉ giữ trong một giờ. Hãy cấp lại mật khẩu cho người cần."))
    content: dict[str, Any] = json.loads(unseal(key, storage.get(f"{RESULTS}/{name}")))
    return content


def _workbook(data: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return current_app.response_class(data, mimetype=XLSX, headers=headers)
