"""Forms of certificates: the look-up by what is printed, revocation, another award run."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from certificates.operations.revoke_certificate import Revocation
from certificates.rules.revocation import WORDS, RevocationKind
from core.http.forms import Form
from core.http.language import translate
from core.words import say


class PaperForm(Form):
    """The second way to look up: what stands on the paper, without the code."""

    full_name = StringField(_("Họ và tên"), [InputRequired(), Length(max=120)], description=_("Có dấu hay không dấu đều được."))
    birth_on = DateField(_("Ngày sinh"), [InputRequired()])
    number = StringField(_("Số hiệu hoặc số vào sổ"), [InputRequired(), Length(max=120)])


class RevocationForm(Form):
    """Why a certificate is revoked, and by which decision."""

    kind = SelectField(_("Căn cứ thu hồi"), [InputRequired()])
    reason = TextAreaField(
        _("Lí do"), [InputRequired(), Length(max=2000)], description=_("Chỉ lưu trong sổ gốc, không hiện trên trang tra cứu.")
    )
    decision_number = StringField(_("Số quyết định"), [InputRequired(), Length(max=80)])
    decided_on = DateField(_("Ngày quyết định"), [InputRequired()])

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.kind.choices = [("", translate(say("Chọn một căn cứ"))), *((kind.value, translate(words)) for kind, words in WORDS.items())]

    def to_command(self) -> Revocation:
        return Revocation(RevocationKind(self.kind.data), self.reason.data, self.decision_number.data, self.decided_on.data)


class IssueForm(Form):
    """The exam to award again."""

    exam_id = IntegerField(_("Kỳ thi"), [InputRequired(), NumberRange(1, 2**31 - 1)])
