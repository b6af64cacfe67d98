"""The forms of captions: a file, and what the editor sends."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import FileField, HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange

from core.http.forms import Form
from video.rules.cues import LANGUAGES


class CaptionFileForm(Form):
    """A file of captions in one language."""

    language = SelectField(_("Ngôn ngữ"), [InputRequired()], choices=list(LANGUAGES.items()))
    file = FileField(
        _("Tệp phụ đề"), description=_("WebVTT (.vtt) hoặc SubRip (.srt), tối đa 400 KB. Thay phụ đề đang có của ngôn ngữ này.")
    )


class CuesForm(Form):
    """All cues as WebVTT; the table of the editor is written from it and back into it."""

    number = IntegerField(widget=HiddenField.widget, validators=[InputRequired(), NumberRange(0, 2**31 - 1)])
    text = TextAreaField(_("Phụ đề dạng WebVTT"))
