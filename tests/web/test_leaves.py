"""Buttons, badges and cells as functions: escaped as a macro would, and attributes left out as a macro would."""

from __future__ import annotations

import pytest
from flask import Flask

PAGES = [
    ("{{ button('A&B') }}", '<button class="btn btn-secondary" type="submit"><span>A&amp;B</span></button>'),
    (
        "{{ button('Gửi', kind='primary', name='a', value=0, size='lg', wide=true, disabled=true, attrs={'data-close': true, 'x': none, 'y': '<'}) }}",
        '<button class="btn btn-primary btn-lg btn-wide" type="submit" name="a" value="0" disabled data-close y="&lt;"><span>Gửi</span></button>',
    ),
    ("{{ link_button('Sửa', '/a?b=1&c=2', size='sm') }}", '<a class="btn btn-secondary btn-sm" href="/a?b=1&amp;c=2"><span>Sửa</span></a>'),
    (
        "{{ icon_button('X\"', 'x')|replace(icon('x'), '') }}",
        '<button class="btn btn-quiet btn-icon" type="button" aria-label="X&#34;" title="X&#34;"></button>',
    ),
    (
        "{{ icon_button('Sửa', 'pencil', href='/e', kind='danger', attrs={'data-dialog': 'd'})|replace(icon('pencil'), '') }}",
        '<a class="btn btn-danger btn-icon" href="/e" aria-label="Sửa" title="Sửa" data-dialog="d"></a>',
    ),
    ("{{ (icon('filter') ~ '<span>'|safe) in button('Lọc', icon='filter') }}", "True"),
]


@pytest.mark.parametrize(("page", "printed"), PAGES)
def test_a_leaf_prints_what_it_is_asked_for(app: Flask, page: str, printed: str) -> None:
    imports = "{% from 'ui/buttons.html' import button, link_button, icon_button %}{% from 'ui/icon.html' import icon %}"
    with app.test_request_context("/"):
        assert app.jinja_env.from_string(imports + page).render() == printed
