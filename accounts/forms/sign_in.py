"""Signing in and changing one's password."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from core.http.forms import Form


class SignInForm(Form):
    username = StringField(_("Tên đăng nhập"), [InputRequired(), Length(max=200)])
    password = PasswordField(_("Mật khẩu"), [InputRequired(), Length(max=200)])
    next = HiddenField()


class PasswordForm(Form):
    """Three fields; the first is taken off for whoever must replace a password given by staff."""

    current = PasswordField(_("Mật khẩu hiện tại"), [InputRequired(), Length(max=200)])
    new = PasswordField(_("Mật khẩu mới"), [InputRequired(), Length(max=200)])
    again = PasswordField(_("Gõ lại mật khẩu mới"), [InputRequired(), EqualTo("new")])
