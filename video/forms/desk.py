"""The forms of programmes, series, episodes and showings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FileField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from core.http.fields import InstantField
from core.http.forms import Form
from video.operations.save_episode import EpisodeDetails
from video.operations.save_programme import ProgrammeDetails
from video.operations.save_series import SeriesDetails
from video.operations.schedule_broadcast import Showing

MOST_TEXT = 200_000


def number_or_none(value: Any) -> int | None:
    """How a select whose first choice is nothing reads what was chosen."""
    return int(value) if value not in (None, "", "None") else None


class ProgrammeForm(Form):
    """Choices of `organisation_id` are filled by the view."""

    title = StringField(_("Tên chương trình"), [DataRequired(), Length(max=200)])
    code = StringField(
        _("Mã chương trình"),
        [DataRequired(), Length(max=40), Regexp(r"^[A-Za-z0-9._-]+$", message=_("Mã chỉ gồm chữ không dấu, số và . _ -"))],
        description=_("Ngắn, không dấu, ví dụ DH-VTV7."),
    )
    organisation_id = SelectField(_("Đơn vị"), coerce=int)
    description = TextAreaField(_("Giới thiệu"), [Length(max=4000)])
    is_public = BooleanField(
        _("Ai cũng xem được, không cần đăng nhập"), description=_("Bỏ chọn thì chỉ người đã đăng nhập mới thấy lịch và xem bài.")
    )

    def to_command(self) -> ProgrammeDetails:
        return ProgrammeDetails(
            code=(self.code.data or "").strip(),
            title=" ".join((self.title.data or "").split()),
            description=(self.description.data or "").strip(),
            organisation_id=self.organisation_id.data,
            is_public=self.is_public.data,
        )


class SeriesForm(Form):
    """Choices of `subject_code` are filled by the view."""

    title = StringField(_("Tên loạt bài"), [DataRequired(), Length(max=200)], description=_("Ví dụ: Toán 12 – Ôn thi tốt nghiệp."))
    subject_code = SelectField(_("Môn"))
    grade = IntegerField(_("Lớp"), [Optional(), NumberRange(1, 12)], description=_("Để trống nếu không theo lớp."))
    summary = TextAreaField(_("Giới thiệu"), [Length(max=4000)])

    def to_command(self) -> SeriesDetails:
        title, summary = " ".join((self.title.data or "").split()), (self.summary.data or "").strip()
        return SeriesDetails(title, summary, self.subject_code.data, self.grade.data)


class EpisodeForm(Form):
    """Choices of `topic_id` are filled by the view."""

    number = IntegerField(_("Bài số"), [InputRequired(), NumberRange(1, 9999)])
    title = StringField(_("Tên bài"), [DataRequired(), Length(max=300)])
    teacher = StringField(_("Giáo viên"), [Length(max=120)])
    topic_id = SelectField(_("Chủ đề chính"), [Optional()], coerce=number_or_none)
    summary = TextAreaField(_("Tóm tắt"), [Length(max=4000)])

    def to_command(self) -> EpisodeDetails:
        return EpisodeDetails(
            number=self.number.data or 0,
            title=" ".join((self.title.data or "").split()),
            teacher=" ".join((self.teacher.data or "").split()),
            summary=(self.summary.data or "").strip(),
            topic_id=self.topic_id.data,
        )


class BroadcastForm(Form):
    """One showing; the time is typed in the site's zone."""

    channel = StringField(_("Kênh"), [DataRequired(), Length(max=60)])
    starts_at = InstantField(_("Phát lúc"), [InputRequired()])
    minutes = IntegerField(_("Thời lượng"), [InputRequired(), NumberRange(1, 600)])

    def to_command(self) -> Showing:
        assert self.starts_at.data is not None  # InputRequired has spoken
        return Showing(self.channel.data or "", self.starts_at.data, self.starts_at.data + timedelta(minutes=self.minutes.data or 0))


class ScheduleForm(Form):
    """A season's schedule: a table pasted, or a workbook whose cells are put in its place. Choices of `programme_id` come from the view."""

    programme_id = SelectField(_("Chương trình"), coerce=int)
    text = TextAreaField(_("Bảng lịch"), [Length(max=MOST_TEXT)])
    file = FileField(_("Hoặc tệp Excel (.xlsx)"))
    minutes = IntegerField(_("Thời lượng mỗi bài khi bảng không ghi"), [InputRequired(), NumberRange(1, 600)], default=30)
    publishes = BooleanField(_("Cho hiện ngay trên lịch, kể cả bài chưa có video"), default=True)
