"""The base of every form: CSRF is the row's business, messages are ours, and what fails in an operation shows at its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from wtforms import FieldList

from core.errors import Conflict, Invalid
from core.http.language import translate
from core.words import say

# WTForms ships no Vietnamese; these are its sentences that our forms can meet.
SENTENCES = {
    "This field is required.": say("Hãy điền mục này."),
    "Not a valid choice.": say("Hãy chọn một mục trong danh sách."),
    "Not a valid choice": say("Hãy chọn một mục trong danh sách."),
    "Invalid Choice: could not coerce.": say("Hãy chọn một mục trong danh sách."),
    "Not a valid integer value.": say("Hãy nhập một số nguyên."),
    "Not a valid decimal value.": say("Hãy nhập một số."),
    "Not a valid date value.": say("Hãy nhập ngày theo dạng ngày/tháng/năm."),
    "Not a valid datetime value.": say("Hãy nhập ngày và giờ."),
    "Invalid email address.": say("Địa chỉ thư điện tử chưa đúng."),
    "Field must be equal to %(other_name)s.": say("Hai mục chưa giống nhau."),
    "Field must be at least %(min)d character long.": say("Cần ít nhất %(min)d ký tự."),
    "Field must be at least %(min)d characters long.": say("Cần ít nhất %(min)d ký tự."),
    "Field cannot be longer than %(max)d character.": say("Không dài quá %(max)d ký tự."),
    "Field cannot be longer than %(max)d characters.": say("Không dài quá %(max)d ký tự."),
    "Field must be between %(min)d and %(max)d characters long.": say("Cần từ %(min)d đến %(max)d ký tự."),
    "Number must be at least %(min)s.": say("Số nhỏ nhất là %(min)s."),
    "Number must be at most %(max)s.": say("Số lớn nhất là %(max)s."),
    "Number must be between %(min)s and %(max)s.": say("Cần một số từ %(min)s đến %(max)s."),
}


class _Sentences:
    def gettext(self, text: str) -> str:
        known = SENTENCES.get(text)
        return gettext(known.msgid) if known else text

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


class Lines(FieldList):  # type: ignore[misc]
    """Many of one field or small form. Places that are no plain number (`lines-²-count`) are left out instead of being an error."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        places = (name[len(prefix) + 1 :].partition("-")[0] for name in formdata if name.startswith(f"{prefix}-"))
        return (int(place) for place in places if place.isascii() and place.isdigit() and len(place) < 6)


class Form(FlaskForm):  # type: ignore[misc]
    """A form. Rows check CSRF, so it carries no token field; templates print `csrf_token()`."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Only what forms send: JSON, which Flask-WTF would read, may hold values of any type. It has `rest.py` to go to."""
            return None if request.is_json else super().wrap_formdata(form, formdata)

        def get_translations(self, form: Any) -> _Sentences:
            return _Sentences()

    def hidden_tag(self, *fields: Any) -> Markup:
        """The hidden fields, and the token that the row will ask for: `form_tag` prints this and nothing else."""
        token = Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
        return token + Markup(super().hidden_tag(*fields))

    def refuse(self, error: Invalid | Conflict, at: str = "") -> None:
        """Show an operation's refusal at the fields it names, or above the form when it names none here. A conflict is shown `at` a field."""
        placed = False
        for name, reason in (error.fields if isinstance(error, Invalid) else {at: error.message}).items():
            if name in self._fields:
                self._fields[name].errors = [*self._fields[name].errors, translate(reason)]
                placed = True
        if not placed:
            self.form_errors.append(translate(error.message))
