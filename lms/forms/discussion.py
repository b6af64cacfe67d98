"""Forms of talk: a thread, a post, an announcement."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from core.http.forms import Form
from lms.rules.posts import LONGEST

_MATHS = _("Công thức đặt giữa hai dấu $, ví dụ $x^2+1$.")


class ThreadForm(Form):
    title = StringField(_("Câu hỏi hoặc chủ đề"), [DataRequired(), Length(max=200)])
    text = TextAreaField(_("Nội dung"), [DataRequired(), Length(max=LONGEST)], description=_MATHS)
    is_question = BooleanField(_("Đây là câu hỏi cần được trả lời"), default=True)


class PostForm(Form):
    text = TextAreaField(_("Trả lời của bạn"), [DataRequired(), Length(max=LONGEST)], description=_MATHS)


class AnnouncementForm(Form):
    title = StringField(_("Tiêu đề"), [DataRequired(), Length(max=200)])
    text = TextAreaField(_("Nội dung"), [DataRequired(), Length(max=LONGEST)])
