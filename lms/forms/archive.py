"""The form that takes a course archive."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField

from core.http.forms import Form


class ArchiveForm(Form):
    organisation_id = SelectField(_("Đơn vị"), coerce=int)
    file = FileField(_("Gói khóa học (.zip)"), description=_("Gói đã xuất từ Khoa Bảng, dưới 150 MB."))

    def offer(self, organisations: Sequence[tuple[int, str]]) -> None:
        """Where the actor may make courses."""
        self.organisation_id.choices = list(organisations)
