"""The description of the JSON API, made from the rows themselves, so that it cannot lag behind."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app, jsonify
from flask.typing import ResponseReturnValue

from core.http.rows import Row, rows_of

_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
_TYPES = {"int": "integer", "float": "number"}


def show() -> ResponseReturnValue:
    """OpenAPI 3.1 of every row that answers with a documented model."""
    return jsonify(describe([row for row in rows_of(current_app).values() if row.reply is not None], current_app.config["PUBLIC_URL"]))


def describe(rows: list[Row], server: str) -> dict[str, Any]:
    """The document for `rows`."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": _PROBLEM}
    for row in rows:
        assert row.reply is not None
        schema = row.reply.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs", {})
        schemas[row.reply.__name__] = schema
        paths.setdefault(_PLACE.sub(r"{\2}", row.url), {})[row.method.lower()] = _operation(row)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Khoa Bảng", "version": "1", "description": "Public data that a stranger may verify."},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(row: Row) -> dict[str, Any]:
    assert row.reply is not None
    summary = (row.view.__doc__ or row.endpoint).strip().splitlines()[0]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": _TYPES.get(kind, "string")}}
        for kind, name in _PLACE.findall(row.url)
    ]
    return {
        "operationId": row.endpoint,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": "OK", "content": {"application/json": {"schema": _ref(row.reply.__name__)}}},
            "default": {"description": "Refused", "content": {"application/problem+json": {"schema": _ref("Problem")}}},
        },
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_PROBLEM = {
    "type": "object",
    "required": ["type", "status", "title"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
