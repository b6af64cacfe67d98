"""The room's table of contents: who may knock at which page."""

from core.http.rows import Row

ROWS: list[Row] = []
