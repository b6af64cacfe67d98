"""The system calls that a stranger's program is refused: memory that no process owns, keys of the kernel, and its rarer doors.

Limits of memory count what a process maps. Shared memory of System V stays when nothing maps it, so a program could fill the machine.
"""

from __future__ import annotations

import platform
import struct

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ARCHITECTURE, _NUMBER = 4, 0
"""Where the kernel shows them to a filter (struct seccomp_data)."""
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000
_FOREIGN_NUMBERS = 0x40000000
"""From here on: another table of numbers (x32), which no program here needs."""
_CALLS = ("shmget", "semget", "msgget", "add_key", "request_key", "keyctl", "perf_event_open", "bpf", "userfaultfd", "io_uring_setup")
_MACHINES = {
    "x86_64": (0xC000003E, (29, 64, 68, 248, 249, 250, 298, 321, 323, 425)),
    "aarch64": (0xC00000B7, (194, 190, 186, 217, 218, 219, 241, 280, 282, 425)),
}


def refusals(machine: str = "") -> bytes | None:
    """The filter as bubblewrap reads it (struct sock_filter, one after another); None for a kind of machine whose numbers we do not know."""
    known = _MACHINES.get(machine or platform.machine())
    if known is None:
        return None
    architecture, numbers = known
    count = len(numbers)
    program = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER)]
    program += [(_AT_LEAST, count + 1, 0, _FOREIGN_NUMBERS)]
    program += [(_EQUAL, count - place, 0, number) for place, number in enumerate(numbers)]
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *each) for each in program)
