"""The process that looks at one file: a line of JSON and the file come in, a line of JSON goes out. Started by `apart.py`."""

from __future__ import annotations

import json
import resource
import sys
import time

from core.words import pack
from question_bank.rules.office.contract import Asked, Seen, UnreadableWork
from question_bank.rules.office.look import look_at


def main() -> None:
    """Read the task and the file, write what was seen."""
    task = json.loads(sys.stdin.buffer.readline())
    began = int(time.process_time())  # what the libraries took to load is not the file's fault
    resource.setrlimit(resource.RLIMIT_CPU, (began + task["seconds"], began + task["seconds"] + 1))
    asked = [(code, Asked(where, expected, tolerance)) for code, where, expected, tolerance in task["asked"]]
    try:
        told: dict[str, object] = {"seen": [_as_json(seen) for seen in look_at(task["app"], asked, sys.stdin.buffer.read())]}
    except UnreadableWork as refused:
        told = {"refused": pack(refused.message)}
    print(json.dumps(told))


def _as_json(seen: Seen) -> dict[str, object]:
    return {"ok": seen.ok, "found": pack(seen.found) if seen.found else None, "where": seen.where}


if __name__ == "__main__":
    main()
