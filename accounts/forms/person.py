"""A person's data, and the roles they are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, EmailField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import TextInput

from accounts.queries.organisations import OrganisationView
from accounts.rules.notices import DIGESTS
from accounts.rules.person import GENDERS, MOST_EXTRA_TIME, NewPerson
from core.http.forms import Form
from core.http.language import translate

INDENT = "\u2003"


def organisation_choices(found: Sequence[OrganisationView]) -> list[tuple[int, str]]:
    """Organisations for a select, set in by their depth below the first."""
    top = min((entry.depth for entry in found), default=0)
    return [(entry.id, INDENT * (entry.depth - top) + entry.name) for entry in found]


def number_or_none(value: Any) -> int | None:
    """A select's value as an id; its empty choice as None."""
    return int(value) if value not in (None, "", "None") else None


class PersonForm(Form):
    full_name = StringField(_("Họ và tên"), [InputRequired(), Length(max=120)])
    username = StringField(_("Tên đăng nhập"), [Optional(), Length(max=60)])
    organisation_id = SelectField(_("Đơn vị"), coerce=number_or_none)
    code = StringField(_("Mã số"), [Optional(), Length(max=40)])
    birth_on = DateField(_("Ngày sinh"), [Optional()], format=["%d/%m/%Y", "%Y-%m-%d"], widget=TextInput())
    birth_place = StringField(_("Nơi sinh"), [Optional(), Length(max=200)])
    gender = SelectField(_("Giới tính"), default="")
    ethnicity = StringField(_("Dân tộc"), [Optional(), Length(max=40)])
    citizen_id = StringField(_("Số CCCD"), [Optional(), Length(max=20)])
    email = EmailField(_("Thư điện tử"), [Optional(), Length(max=200)])
    extra_time_percent = IntegerField(_("Thời gian thêm khi thi"), [Optional(), NumberRange(min=0, max=MOST_EXTRA_TIME)], default=0)

    def offer(self, organisations: Sequence[OrganisationView], *, may_be_nowhere: bool) -> None:
        """Fill the selects. Only those who manage everything may leave a person without an organisation."""
        nowhere: list[tuple[int | str, str]] = [("", gettext("Không thuộc đơn vị nào"))] if may_be_nowhere else []
        self.organisation_id.choices = [*organisation_choices(organisations), *nowhere]
        self.gender.choices = [("", "–"), *((code, translate(label)) for code, label in GENDERS.items())]

    def to_command(self) -> NewPerson:
        return NewPerson(
            self.full_name.data, self.username.data or "", self.code.data or "", self.email.data or "", self.birth_on.data,
            self.birth_place.data or "", self.gender.data or "", self.ethnicity.data or "", self.citizen_id.data or "",
            self.organisation_id.data, self.extra_time_percent.data or 0,
        )  # fmt: skip


class DigestForm(Form):
    digest = RadioField(_("Gửi thông báo chưa đọc vào thư của tôi"), [InputRequired()])

    def offer(self) -> None:
        self.digest.choices = [(code, translate(label)) for code, label in DIGESTS.items()]


class RoleForm(Form):
    role = SelectField(_("Vai trò"), [InputRequired()])
    organisation_id = SelectField(_("Nơi giữ vai trò"), coerce=number_or_none)

    def offer(self, roles: Sequence[tuple[str, str]], organisations: Sequence[OrganisationView], *, everywhere: bool) -> None:
        whole: list[tuple[int | str, str]] = [("", gettext("Toàn hệ thống"))] if everywhere else []
        self.role.choices = [("", gettext("Chọn vai trò")), *roles]
        self.organisation_id.choices = [*organisation_choices(organisations), *whole]
