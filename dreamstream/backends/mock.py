"""A backend that answers at once, always the same, and misbehaves on demand; it ships, for tests and dry runs.

A script is rules joined by `;` or newlines, each `[task:] verb [number]`, the first that fits counts:

    ok                answer
    fail [N]          a passing fault on the first N attempts (on all without N)
    rate SECONDS      too many requests, with a time to wait
    refuse            a fault no second try will mend
    bad               answer with something that is not what was asked for
    hang [SECONDS]    take that long (an hour without a number), then answer
    die               end the process as a power cut would
"""

from __future__ import annotations

import math
import os
import re
import struct
import time
import zlib
from dataclasses import dataclass
from typing import Any

from dreamstream.backends.base import Answer, Ask, Draw, Drawn, Fault, Hear, Heard
from dreamstream.errors import UsageError
from dreamstream.pictures.door import Own
from dreamstream.proposals import TYPES

_FIRST = re.compile(r"\w[^.!?…]{0,200}[.!?…]?")
_VERBS = ("ok", "fail", "rate", "refuse", "bad", "hang", "die")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of a script."""

    task: str
    verb: str
    number: float | None


def rules(script: str) -> list[Rule]:
    """The script's rules. Raises UsageError naming the one that is none."""
    found = []
    for part in script.replace("\n", ";").split(";"):
        if not (line := part.strip()):
            continue
        task, colon, rest = line.partition(":")
        words = (rest if colon else task).split()
        try:
            verb, number = words[0], float(words[1]) if len(words) > 1 else None
        except (IndexError, ValueError):
            verb, number = "", None
        odd = number is not None and not (math.isfinite(number) and number >= 0)
        if verb not in _VERBS or len(words) > 2 or odd:
            raise UsageError(
                f"The mock does not understand {line!r}.", hint=f"Say `[task:] verb [number]`: {', '.join(_VERBS)}."
            )
        found.append(Rule(task=task.strip() if colon else "", verb=verb, number=number))
    return found


class Mock:
    """Canned answers, made from the words they are about."""

    name = "mock"
    host = server = ""
    can = frozenset({"text", "image", "edit", "video", "reference", "transcribe"})

    def __init__(self, *, script: str = "") -> None:
        self._rules = rules(script)
        #: Every wish as it came, for tests to look at.
        self.asked: list[Ask | Draw] = []
        self.heard: list[Hear] = []

    def write(self, ask: Ask) -> Answer:
        """A reply of the task's shape, naming the dream's own first words."""
        self.asked.append(ask)
        if self._behave(ask.task, ask.attempt) == "bad":
            return Answer(data={"signs": "not a list", "panels": 7}, model="mock-1")
        return Answer(data=_reply(ask), model="mock-1", tokens=len(ask.source) // 4)

    def draw(self, draw: Draw) -> Drawn:
        """A flat picture in a colour of its own."""
        self.asked.append(draw)
        if self._behave(draw.task, draw.attempt) == "bad":
            return Drawn(body=b"this is no picture", model="mock-1")
        wish = f"{draw.source}\0{draw.prompt}\0{draw.facts.get('variation', 0)}\0{draw.instruction}"
        seed = zlib.crc32(draw.picture or b"", zlib.crc32(wish.encode("utf-8", "replace")))
        return Drawn(body=Own(_png(seed)), model="mock-1", alt="A plain square of one colour.")

    def film(self, draw: Draw) -> Drawn:
        """A still is the shortest of films."""
        return self.draw(draw)

    def hear(self, hear: Hear) -> Heard:
        """What it would have heard: how long the recording is."""
        self.heard.append(hear)
        if self._behave("transcript", hear.attempt) == "bad":
            return Heard(text="", model="mock-1")
        return Heard(text=f"I dreamt of {len(hear.body)} drops of rain.", model="mock-1", language="en")

    def _behave(self, task: str, attempt: int) -> str:
        rule = next((r for r in self._rules if r.task in ("", task)), None)
        if rule is None:
            return "ok"
        if rule.verb == "fail" and (rule.number is None or attempt <= rule.number):
            raise Fault("the mock was told to fail", transient=True)
        if rule.verb == "rate":
            raise Fault("the mock was told it is asked too often", transient=True, wait=rule.number or 1.0)
        if rule.verb == "refuse":
            raise Fault("the mock was told to refuse")
        if rule.verb == "hang":
            time.sleep(3600 if rule.number is None else rule.number)
        if rule.verb == "die":
            os._exit(137)
        return rule.verb


def _reply(ask: Ask) -> dict[str, Any]:
    words = [word[:20] for word in ask.source.encode("utf-8", "replace").decode().split()]
    start = " ".join(words[:6]) or "an empty page"
    if ask.task == "lens":
        numbers = [element["n"] for element in ask.facts.get("elements", ())]
        return {"callouts": [{"element": n, "text": f"Perhaps {start}; perhaps not.", "evidence": ""} for n in numbers]}
    if ask.task == "healing":
        ending = f"{start} … and then it is morning, number {ask.facts.get('suggestion')}."
        return {
            "why": "It may help.",
            "ending": ending,
            "practice": "Ten minutes by day.",
            "turn": "",
            "picture": start,
        }
    if ask.task == "comic":
        return {"panels": [{"caption": " ".join(words[i : i + 8]) or "…", "prompt": start} for i in range(0, 32, 8)]}
    if ask.task == "sessions":
        return {"events": [event for turn in ask.facts.get("turns", ()) for event in _events(turn, ask)]}
    return {
        "hook": f"A dream that begins: {start}",
        "interpretation": "This may be about something; it may as well be about something else. What do you think?",
        "signs": [{"label": "Water", "kind": "symbol", "evidence": words[0] if words else ""}],
        "patterns": ["places", "feelings"],
        "emotions": ["peace"],
        "stress": zlib.crc32(ask.source.encode("utf-8", "replace")) % 101,
        "nightmare": {"likely": False, "why": ""},
        "actions": ["Write down one more detail."],
        "archetype": None,
    }


def _events(turn: dict[str, Any], ask: Ask) -> list[dict[str, Any]]:
    """Of every third turn that a person said, its first sentence."""
    number, first = turn["n"], _FIRST.search(turn["text"])
    if number % 3 or turn["role"] not in ("user", "") or first is None:
        return []
    return [
        {
            "turn": number,
            "dream": 1 if ask.facts.get("dreams") else 0,
            "type": TYPES[(number // 3 - 1) % len(TYPES)],
            "quote": first[0],
            "text": " ".join(first[0].split()),
            "score": 0.5,
        }
    ]


def _png(seed: int) -> bytes:
    """A 64 by 64 PNG of one colour, by hand: the mock needs no picture library."""
    pixel = struct.pack(">I", seed)[:3]
    rows = (b"\0" + pixel * 64) * 64

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
