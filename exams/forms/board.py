"""What an invigilator fills in: minutes and reasons, a message."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from core.http.forms import Form
from exams.operations.force_hand_in import LONGEST_REASON
from exams.operations.give_extra_time import MOST_SECONDS
from exams.operations.tell_sitting import LONGEST


class ExtraTimeForm(Form):
    """Minutes for one candidate or for a whole room."""

    minutes = IntegerField(_("Số phút thêm"), [InputRequired(), NumberRange(1, MOST_SECONDS // 60)])
    reason = StringField(
        _("Lý do"), [DataRequired(), Length(max=LONGEST_REASON)], description=_("Thí sinh đọc được; biên bản phòng thi ghi lại.")
    )


class MessageForm(Form):
    """Something to say to one candidate or to a whole room."""

    text = TextAreaField(_("Lời nhắn"), [DataRequired(), Length(max=LONGEST)], description=_("Hiện ngay trên màn hình làm bài."))


class ReasonForm(Form):
    """Why a paper is taken in."""

    why = StringField(_("Lý do"), [DataRequired(), Length(max=LONGEST_REASON)], description=_("Biên bản phòng thi ghi lại."))
