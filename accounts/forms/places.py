"""Organisations, groups, and lists to import."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from accounts.forms.person import number_or_none, organisation_choices
from accounts.operations.create_group import NewGroup
from accounts.operations.create_organisation import NewOrganisation
from accounts.operations.plan_import import ImportOrder
from accounts.queries.organisations import OrganisationView
from accounts.rules.kinds import GROUP_KINDS, ORGANISATION_KINDS
from core.http.forms import Form
from core.http.language import translate


class OrganisationForm(Form):
    name = StringField(_("Tên đơn vị"), [InputRequired(), Length(max=200)])
    code = StringField(_("Mã đơn vị"), [InputRequired(), Length(max=40)])
    kind = SelectField(_("Loại"))
    parent_id = SelectField(_("Trực thuộc"), coerce=number_or_none)

    def offer(self, organisations: Sequence[OrganisationView], *, may_be_root: bool) -> None:
        root: list[tuple[int | str, str]] = [("", gettext("Không trực thuộc đơn vị nào"))] if may_be_root else []
        self.parent_id.choices = [*root, *organisation_choices(organisations)]
        self.kind.choices = [(code, translate(label)) for code, label in ORGANISATION_KINDS.items()]

    def to_command(self) -> NewOrganisation:
        return NewOrganisation(self.code.data, self.name.data, self.kind.data, self.parent_id.data)


class RenameForm(Form):
    name = StringField(_("Tên đơn vị"), [InputRequired(), Length(max=200)])


class GroupForm(Form):
    name = StringField(_("Tên lớp, nhóm"), [InputRequired(), Length(max=80)])
    kind = SelectField(_("Loại"))
    school_year = StringField(_("Năm học"), [Optional(), Length(max=9)])
    organisation_id = SelectField(_("Đơn vị"), coerce=int)

    def offer(self, organisations: Sequence[OrganisationView]) -> None:
        self.organisation_id.choices = organisation_choices(organisations)
        self.kind.choices = [(code, translate(label)) for code, label in GROUP_KINDS.items()]

    def to_command(self) -> NewGroup:
        return NewGroup(self.organisation_id.data, self.name.data, self.kind.data, self.school_year.data or "")


class MembersForm(Form):
    usernames = TextAreaField(_("Tên đăng nhập"), [InputRequired(), Length(max=20_000)])

    def names(self) -> list[str]:
        """Usernames as typed, parted by spaces, commas or lines."""
        return self.usernames.data.replace(",", " ").replace(";", " ").split()  # type: ignore[no-any-return]


class ImportForm(Form):
    organisation_id = SelectField(_("Đơn vị"), coerce=int)
    default_role = SelectField(_("Vai trò của người mới"))
    file = FileField(_("Tệp Excel"))

    def offer(self, organisations: Sequence[OrganisationView], roles: Sequence[tuple[str, str]]) -> None:
        self.organisation_id.choices = organisation_choices(organisations)
        self.default_role.choices = [*roles, ("", gettext("Không trao vai trò nào"))]

    def to_command(self) -> ImportOrder:
        return ImportOrder(self.organisation_id.data, self.default_role.data)
