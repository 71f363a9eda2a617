"""A dream talked over: what the talk adds is read by the next pass, seen beforehand, answered, and taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dreamstream.paths import Places

Command = Callable[..., Any]
DREAM = "I stood on a pier and the water was gone. A ferry lay on the sand and my aunt waved from it."
TALK = """\
[2026-11-18 08:05] Me: I want to talk about last night's dream, the one with the ferry on the sand.
[2026-11-18 08:06] Assistant: Gladly. Is there anything you did not write down?
[2026-11-18 08:07] Me: Yes, I just remembered that there was a boy beside my aunt who held a brass compass.
[2026-11-18 08:08] Assistant: Did it remind you of anything?
[2026-11-18 08:09] Me: My grandfather had that compass, we found it on Sunday when we emptied his desk.
"""
LATER = "[2026-11-18 19:30] Me: I decided to look at the palm of my hand whenever I see a boat, to see if I dream.\n"


def test_a_talk(process: Command, ds: Command, ours: Places, tmp_path: Path) -> None:
    """From a watched folder to events with their source; a second pass adds nothing; all of it can be taken back."""
    dream = process("log", "--no-jobs", "--at", "2026-11-18 06:40", DREAM).out.strip()
    talks = tmp_path / "talks"
    talks.mkdir()
    talk = talks / "over coffee.txt"
    talk.write_text(TALK)
    process("config", "set", "sessions.watch", str(talks))

    before = listing(ours)
    scope = process("dream", "scope", "--json").data
    assert [(row["what"], row["name"], row["why"], row["host"]) for row in scope["would"]] == [
        ("session", talk.name, "new", None)
    ]
    ahead = process("dream", "preview", "--json").data["proposals"]
    assert listing(ours) == before

    done = process("dream", "--json").data
    events = proposed(ds)
    assert (done["sessions_processed"], done["events_backfilled"]) == (1, len(events))
    assert [bare(event) for event in events] == ahead
    assert {event["target"] for event in events} == {dream}
    assert any("brass compass" in event["text"] for event in events)
    turns = dict(enumerate(TALK.splitlines(), 1))
    for event in events:
        assert event["meta"]["quote"] in turns[int(event["meta"]["turns"][0])]
        assert event["at"].startswith("2026-11-18T08:0")

    after = listing(ours)
    assert process("dream", "--json").data["run"] is None
    assert listing(ours) == after

    with talk.open("a") as file:
        file.write(LATER)
    grown = process("dream", "--json").data
    assert grown["sessions_processed"] == 1
    assert [event["text"].startswith("I decided") for event in proposed(ds)].count(True) == 1

    wanted = next(event["id"] for event in events if "compass" in event["text"])
    assert ds("show", dream, "--json").data["events"]
    process("review", "--accept", wanted)
    assert {e["id"]: e["status"] for e in proposed(ds)}[wanted] == "confirmed"

    view = proposed(ds)
    process("dream", "undo", done["run"])
    assert [event["id"] for event in proposed(ds)] == [e["id"] for e in view if e["meta"]["run"] != done["run"]]
    process("undo")
    assert proposed(ds) == view

    for path in Path(ours.state).glob("index*"):
        path.unlink()
    assert proposed(ds) == view
    assert process("dream", "--json").data["run"] is None
    assert ds("verify").code == 0


def proposed(ds: Command) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = ds("event", "list", "--json").data
    return [event for event in listed if event["source"] == "dream"]


def bare(event: dict[str, Any]) -> dict[str, Any]:
    """As a preview shows it."""
    meta = {name: value for name, value in event["meta"].items() if name != "run"}
    return {**{name: value for name, value in event.items() if name != "id"}, "meta": meta}


def listing(ours: Places) -> dict[str, str]:
    """Every file of the dreamer's own, and what is in it."""
    files = [path for path in Path(ours.users).rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
