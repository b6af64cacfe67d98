"""A matrix: started from a template, edited as a sheet; and what is asked of a draw."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, IntegerField, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from core.http.fields import PointsField
from core.http.forms import Form
from core.http.language import points, translate
from core.words import Message, say
from question_bank.forms.sheet import Sheet, level_columns, mistakes, part_columns, row_drafts, sheet_from, sheet_of
from question_bank.models import Matrix
from question_bank.operations.save_matrix import MatrixDraft, NewMatrix
from question_bank.rules.matrix.document import parts_from
from question_bank.rules.matrix.plan import MOST_FORMS, Asked
from question_bank.rules.matrix.table import LevelColumn


class NewMatrixForm(Form):
    """Template, title; the levels of the curriculum gathered as CV 7991 does, or each in a column of its own."""

    template = RadioField(_("Mẫu"))
    title = StringField(_("Tên ma trận"), [Length(max=200)])
    columns = RadioField(_("Mức độ nhận thức"), default="grouped")

    def to_command(self, bank_code: str) -> NewMatrix:
        """The matrix as asked for, of that bank."""
        return NewMatrix(bank_code, self.template.data or "", self.title.data or "", self.columns.data == "apart")


class MatrixForm(Form):
    """The sheet and what stands over it. `wrong`: {name of a box of the sheet: what to do there}."""

    title = StringField(_("Tên ma trận"), [InputRequired(), Length(max=200)])
    minutes = IntegerField(_("Thời gian làm bài"), [InputRequired(), NumberRange(1, 600)])
    scale = PointsField(_("Điểm cả đề"), [InputRequired(), NumberRange(Decimal("0.25"), 1000)])
    more_bank_ids = SelectMultipleField(
        _("Lấy thêm câu từ ngân hàng khác"), coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    sheet: Sheet
    wrong: dict[str, Message]

    @classmethod
    def of(cls, matrix: Matrix) -> MatrixForm:
        """Filled with the matrix as it is kept."""
        kept = {"title": matrix.title, "minutes": matrix.minutes, "scale": matrix.scale, "more_bank_ids": matrix.more_bank_ids}
        form = cls(formdata=None, data=kept)
        form.sheet, form.wrong = sheet_of(matrix), {}
        return form

    @classmethod
    def sent(cls, fields: MultiDict[str, str], levels: tuple[LevelColumn, ...]) -> MatrixForm:
        """As it was sent, with these columns."""
        form = cls()
        form.sheet, form.wrong = sheet_from(fields, fields.getlist, levels), {}
        return form

    def is_sound(self) -> bool:
        """Whether every box can be read; those that cannot are in `wrong` and told above the form."""
        sound = self.validate()
        self.wrong = mistakes(self.sheet)
        self.form_errors.extend(translate(words) for words in self.wrong.values())
        return bool(sound) and not self.wrong

    def to_command(self, matrix: Matrix) -> MatrixDraft:
        """The matrix as drafted; parts keep the tables of points they have in `matrix`."""
        return MatrixDraft(
            self.title.data or "", self.minutes.data or 0, self.scale.data or Decimal(0), tuple(self.more_bank_ids.data or ()),
            part_columns(self.sheet, parts_from(matrix.parts)), row_drafts(self.sheet), level_columns(self.sheet),
        )  # fmt: skip


class DrawForm(Form):
    """What is asked of a draw. Points are of the paper's own scale; the view turns them into shares of it."""

    title = StringField(_("Tên đề"), [Length(max=200)])
    forms = IntegerField(_("Số mã đề"), [InputRequired(), NumberRange(1, MOST_FORMS)], default=4)
    makes = RadioField(_("Các mã đề"), default="mixed")
    codes = StringField(_("Mã đề"), [Length(max=400)])
    keeps_levels = BooleanField(_("Câu dễ đứng trước trong mỗi phần"), default=True)
    within_time = BooleanField(_("Vừa thời gian làm bài"), default=True)
    points_from = PointsField(_("Điểm dự đoán từ"), [Optional(), NumberRange(0, 1000)])
    points_to = PointsField(_("đến"), [Optional(), NumberRange(0, 1000)])
    spread = PointsField(_("Các mã đề lệch nhau không quá"), [Optional(), NumberRange(0, 1000)])
    most_exposures = IntegerField(_("Bỏ câu đã có từ"), [Optional(), NumberRange(1, 1_000_000)])
    per_outcome = IntegerField(_("Mỗi yêu cầu cần đạt nhiều nhất"), [Optional(), NumberRange(1, 100)])
    per_tag = IntegerField(_("Mỗi thẻ nhiều nhất"), [Optional(), NumberRange(1, 100)])
    seed = StringField(_("Hạt giống"), [Length(max=40)])

    def validate_points_to(self, field: PointsField) -> None:
        """A range that ends before it begins holds no paper."""
        low, high = self.points_from.data, field.data
        if low is not None and high is not None and high < low:
            raise ValidationError(translate(say("Điểm dự đoán đến phải từ %(low)s trở lên.", low=points(low))))

    def to_command(self, whole: Decimal) -> Asked:
        """The draw as asked for, of a paper of `whole` points."""
        codes = tuple((self.codes.data or "").replace(",", " ").replace(";", " ").split())
        makes = self.makes.data
        return Asked(
            forms=self.forms.data or 1, is_parallel=makes != "mixed", shares=makes == "sharing", codes=codes[:MOST_FORMS],
            keeps_levels=bool(self.keeps_levels.data), most_exposures=self.most_exposures.data, within_time=bool(self.within_time.data),
            per_outcome=self.per_outcome.data, per_tag=self.per_tag.data,
            facility_from=_share(self.points_from.data, whole), facility_to=_share(self.points_to.data, whole),
            spread=_share(self.spread.data, whole),
        )  # fmt: skip


def _share(points: Decimal | None, whole: Decimal) -> Decimal | None:
    return None if points is None or not whole else min(Decimal(1), points / whole)
