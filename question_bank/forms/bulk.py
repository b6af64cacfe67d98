"""What to change of many questions, and of which."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import Length

from core.errors import Invalid
from core.http.forms import Form
from core.http.language import translate
from core.words import say
from curriculum import api as curriculum
from question_bank.rules.bulk import Act, Change, Label, tags_from
from question_bank.rules.filter import Filter, filter_of

Outcomes = Sequence[tuple[curriculum.TopicView, Sequence[curriculum.OutcomeView]]]
MOST_IDS = 500


class BulkForm(Form):
    """`asked` is the library's filter, `chosen` "ids" or "all", `ids` numbers parted by commas, `digest` what a preview was shown by."""

    asked = HiddenField()
    chosen = HiddenField(default="ids")
    ids = HiddenField()
    digest = HiddenField()
    topic = SelectField()
    outcome = SelectField()
    level = SelectField()
    add_tags = StringField(validators=[Length(max=400)])
    remove_tags = StringField(validators=[Length(max=400)])
    act = SelectField()

    def offer(self, topics: Sequence[curriculum.TopicView], outcomes: Outcomes, *, needs_review: bool, locale: str) -> BulkForm:
        """What may be chosen in this bank."""
        keep, none = ("", translate(say("Giữ như cũ"))), ("-", translate(say("Bỏ, không gắn")))
        self.topic.choices = [keep, none, *((t.code, f"{'– ' * t.depth}{t.code} {t.label(locale)}") for t in topics)]
        rows = ((outcome.code, f"{outcome.code} {outcome.label(locale)}"[:110]) for _, within in outcomes for outcome in within)
        self.outcome.choices = [keep, none, *rows]
        self.level.choices = [keep, none, *((level.code, level.label(locale)) for level in curriculum.levels())]
        acts = [(Act.SUBMIT, say("Gửi duyệt"))] if needs_review else [(Act.READY, say("Sẵn sàng để ra đề"))]
        acts += [(Act.DRAFT, say("Về nháp")), (Act.RETIRE, say("Ngừng dùng")), (Act.RESTORE, say("Khôi phục thành nháp"))]
        self.act.choices = [keep, *((act.value, translate(name)) for act, name in acts)]
        return self

    @property
    def filter(self) -> Filter | None:
        """The filter whose finds are meant, None when single questions are."""
        return filter_of((self.asked.data or "")[:2_000]) if self.chosen.data == "all" else None

    @property
    def numbers(self) -> list[int]:
        """The ids of the questions chosen one by one."""
        parts = (self.ids.data or "").split(",")[:MOST_IDS]
        return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 10]

    def to_command(self) -> Change:
        """The change as asked for. Invalid for a code that there is no longer."""
        topic, outcome = self.topic.data or "", self.outcome.data or ""
        found_topic = curriculum.topic_named(topic) if topic not in ("", "-") else None
        found = curriculum.outcome_named(outcome) if outcome not in ("", "-") else None
        if (topic not in ("", "-") and found_topic is None) or (outcome not in ("", "-") and found is None):
            raise Invalid(say("Chủ đề hoặc yêu cầu cần đạt này không còn nữa."))
        return Change(
            Label(found_topic and found_topic.id) if topic else None,
            Label(None if self.level.data == "-" else self.level.data) if self.level.data else None,
            Label(found and found.id) if outcome else None,
            found.topic_id if found else None,
            tags_from(self.add_tags.data or ""), tags_from(self.remove_tags.data or ""), Act(self.act.data or ""),
        )  # fmt: skip
