"""A wish: what an instruction asks for, thing by thing, and what of it was not understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing to change. Names come from our own tables, never from the dreamer's words."""

    act: str  #: what to do: tint, hour, weather, finish, add, remove …
    what: str = ""  #: to which thing, or with which colour, hour, place …
    other: str = ""  #: the second name where there is one: the part tinted, the thing put instead, the direction
    amount: float = 1.0  #: 1 is a plain step, 0.5 a bit, 1.6 a lot; below 0 the other way; a number of things


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An instruction, read."""

    changes: tuple[Change, ...] = ()
    unread: tuple[str, ...] = ()  #: the parts nobody understood, in the dreamer's words

    def __bool__(self) -> bool:
        return bool(self.changes)
