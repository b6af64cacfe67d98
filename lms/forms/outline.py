"""Forms of the outline: a section, and an item of any kind."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from core.http.fields import InstantField
from core.http.forms import Form
from core.http.language import translate
from lms.operations.edit_sections import SectionDetails
from lms.operations.save_item import ItemDetails
from lms.rules.completion import RULES
from lms.rules.items import Kind, Source, meeting_start
from lms.rules.outline import Outline, OutlineItem

Choices = Sequence[tuple[int, str]]


class SectionForm(Form):
    title = StringField(_("Tên chương"), [DataRequired(), Length(max=200)])
    summary = TextAreaField(_("Nói ngắn về chương"), [Length(max=1000)])

    def to_command(self) -> SectionDetails:
        return SectionDetails(self.title.data or "", self.summary.data or "")


class TitleForm(Form):
    title = StringField(_("Tên mục"), [DataRequired(), Length(max=200)])


class ItemForm(Form):
    """An item of any kind: `for_kind` takes away the fields that its kind has no use for."""

    title = StringField(_("Tên mục"), [Length(max=200)])
    section_id = SelectField(_("Chương"), coerce=int)
    target_id = SelectField(_("Chọn"), coerce=int, validate_choice=False)
    file = FileField(_("Tệp"))
    url = StringField(_("Địa chỉ"), [InputRequired(), Length(max=500)], description=_("Bắt đầu bằng https://"))
    starts_at = InstantField(_("Bắt đầu lúc"), [InputRequired()])
    minutes = IntegerField(_("Kéo dài"), [InputRequired(), NumberRange(5, 600)])
    is_visible = BooleanField(_("Học sinh thấy mục này"), default=True)
    opens_at = InstantField(_("Mở lúc"), [Optional()], description=_("Để trống: mở ngay."))
    due_at = InstantField(_("Hạn"), [Optional()], description=_("Để trống: không có hạn."))
    completion = RadioField(_("Tính là hoàn thành khi"))
    threshold = IntegerField(
        _("Mức cần đạt"), [Optional(), NumberRange(1, 100)], description=_("Chỉ dùng khi cách hoàn thành có phần trăm.")
    )
    needs = SelectMultipleField(
        _("Phải hoàn thành trước"), coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        description=_("Mục này khóa đến khi học sinh làm xong những mục được chọn."),
    )  # fmt: skip

    def for_kind(self, kind: Kind, outline: Outline, *, item_id: int | None = None, targets: Choices = ()) -> ItemForm:
        """Keep the fields of this kind and fill what can be chosen. An item that is there keeps its target."""
        kept = {Source.PICKED: {"target_id"}, Source.SENT: {"file"}, Source.TYPED: {"url"}, Source.MADE: {"target_id"}}[kind.source]
        kept = kept if item_id is None or kind.source == Source.TYPED else set()
        kept |= {"starts_at", "minutes"} if kind.code == "meeting" else set()
        for name in {"target_id", "file", "url", "starts_at", "minutes"} - kept:
            del self[name]
        if "target_id" in self:
            self.target_id.choices = list(targets)
        self.section_id.choices = [(section.id, section.title) for section in outline.sections]
        self.completion.choices = [(rule.value, translate(RULES[rule].label)) for rule in kind.rules]
        self.needs.choices = [(item.id, item.title) for item in outline.items if item.counts and item.id != item_id]
        return self

    def fill(self, item: OutlineItem) -> None:
        """Show an item's present details."""
        for name, value in (("title", item.title), ("section_id", item.section_id), ("is_visible", item.is_visible)):
            self[name].data = value
        self.completion.data, self.threshold.data, self.needs.data = item.completion, item.threshold, list(item.needs)
        self.opens_at.data, self.due_at.data = item.opens_at, item.due_at
        if "url" in self:
            self.url.data = item.url
        if "minutes" in self:
            self.starts_at.data, self.minutes.data = meeting_start(item.detail), item.detail.get("minutes")

    def to_command(self, kind: str, title: str, target_id: int | None) -> ItemDetails:
        starts_at = self.starts_at.data if "starts_at" in self else None
        return ItemDetails(
            kind=kind, section_id=self.section_id.data, title=title, target_id=target_id, url=self.url.data if "url" in self else "",
            detail={"starts_at": starts_at.isoformat(), "minutes": self.minutes.data} if starts_at else {},
            is_visible=self.is_visible.data, opens_at=self.opens_at.data, due_at=self.due_at.data,
            completion=self.completion.data, threshold=self.threshold.data, needs=tuple(self.needs.data or ()),
        )  # fmt: skip
