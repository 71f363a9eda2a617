"""Read the word lists: a small part of TOML, which is all they use, thirty times as fast as a whole parser.

Any TOML reader gives the same; tests hold the two together.
"""

from __future__ import annotations

from os.path import dirname, join

#: One `[room]` of a file: its keys and what they hold, as text.
Room = dict[str, str]
_FENCE = "'''"


def text(name: str) -> str:
    """A data file that lies beside this module."""
    with open(join(dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def rooms(name: str) -> list[tuple[str, Room]]:
    """Every `[room]` in its order, a `[[room]]` as "[room]"; what stands before the first is in ""."""
    room: Room = {}
    found = [("", room)]
    lines = iter(text(name).split("\n"))
    for line in lines:
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            room = {}
            found.append((line[1:-1], room))
            continue
        key, _, value = line.partition(" = ")
        if value == _FENCE:
            held: list[str] = []
            for line in lines:
                if line == _FENCE:
                    break
                held.append(line)
            room[key] = "\n".join([*held, ""])
        else:
            room[key] = value[1:-1] if value[0] in "\"'" else value
    return found
