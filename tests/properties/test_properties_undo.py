"""A pass taken back leaves the view it found, whatever was answered in between; and may be brought back."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from faults import talks
from faults.rows import contents, difference, fresh
from faults.sessions import put
from faults.world import World
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.index import sessions
from dreamstream.journal import Journal

MORE = int(os.environ.get("DREAMSTREAM_MORE", "1"))
#: What a dreamer looks at. Ids of passes are in none of it.
VIEWS: tuple[tuple[str, ...], ...] = (
    ("list", "--json"),
    ("signs", "list", "--json"),
    ("search", "water", "--json"),
    ("search", "hands OR grandmother", "--json"),
    ("list", "--ids", "sign:hands"),
    ("list", "--ids", "has:image OR lucid>0"),
    ("review", "--json"),
    ("event", "list", "@1", "--json"),
    ("event", "list", "@2", "--json"),
    ("show", "@1", "@2", "--json"),
    ("export", "jsonl"),
)
ANSWERS = st.lists(st.tuples(st.sampled_from(["--accept", "--reject", "--edit"]), st.integers(0, 9)), max_size=6)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two dreams and four talks that wait, one of them on a sign."""
    world = talks.begun(tmp_path_factory.mktemp("undo") / "base")
    folder = Path(f"{world.home}.talks")
    for n, name in enumerate(("tagged", "webvtt", "claude-code")):
        file, make = talks.TALKS[name]
        put(folder / file, make().encode(), n)
    put(folder / "small.txt", talks.short(3).encode(), 9)
    code, _, err = world.ds("event", "add", "@1", "note", "I had a cold that night.")
    assert code == 0, err
    return world


def view(world: World) -> dict[str, Any]:
    """What every look shows."""
    found: dict[str, Any] = {}
    for words in VIEWS:
        code, out, err = world.ds(*words)
        assert code == 0, (words, err, out)
        found[" ".join(words)] = out
    return found


def known(world: World) -> list[Any]:
    """How far each session was read."""
    journal = Journal(world.places)
    try:
        return [(row.id, row.offset, row.read_hash) for row in sessions.all(journal.db)]
    finally:
        journal.close()


def rebuilt(world: World) -> None:
    """The index is what a rebuild gives."""
    journal = Journal(world.places)
    try:
        assert difference(contents(journal.db), fresh(world.places)) == {}
    finally:
        journal.close()


@settings(max_examples=6 * MORE)
@given(answers=ANSWERS, answered_first=st.booleans(), backend=st.sampled_from([None, "mock"]))
def test_a_pass_taken_back_leaves_what_it_found(
    base: World,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[tuple[str, int]],
    answered_first: bool,
    backend: str | None,  # the mock proposes of every type in turn, signs too
) -> None:
    """Lists, signs, statistics, search and events are as before, then as after, however often it is turned round."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    world, folder = talks.another(base, tmp_path_factory.mktemp("undo") / "here")
    if answered_first:  # an earlier pass and its answers stay, whatever becomes of this one
        review(world, talks.sweep(world, limit=2)["run"], answers)
        put(folder / "small.txt", (talks.short(3) + "Luis: I was in Lisbon, and 3 of us flew.\n").encode(), 10)
    before = view(world)
    run = talks.sweep(world, backend=backend)["run"]
    assert run
    review(world, run, answers)
    after, read = view(world), known(world)
    assert world.ds("dream", "undo", run)[0] == 0

    assert changed(before, view(world)) == []
    assert known(world) == read, "what was read stays read"
    assert talks.sweep(world, backend=backend)["run"] is None, "and is not proposed again"
    rebuilt(world)
    assert world.ds("undo")[0] == 0
    assert changed(after, view(world)) == []
    assert world.ds("dream", "undo", run)[0] == 0
    assert changed(before, view(world)) == []
    rebuilt(world)


def review(world: World, run: str, answers: list[tuple[str, int]]) -> None:
    """Answer some of what a pass suggested."""
    waiting = json.loads(world.ds("review", "--json")[1])["data"]
    ids = [row["id"] for row in waiting if row["meta"].get("run") == run]
    for verb, place in answers:
        if ids:
            words = ["another person, and my hands"] if verb == "--edit" else []
            code, _, err = world.ds("review", verb, *words, ids[place % len(ids)])
            assert code == 0, err


def changed(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """The looks that differ."""
    return [name for name in one if one[name] != other[name]]


@settings(max_examples=6 * MORE)
@given(data=st.data())
def test_two_machines_that_read_one_talk_note_it_once(
    base: World, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    """Both read the same files before either knew of it; in whichever order the logs meet, each event is shown once."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    room = tmp_path_factory.mktemp("two")
    here, _ = talks.another(base, room / "here")
    there, _ = talks.another(base, room / "there")
    shutil.rmtree(Path(there.places.state))  # another machine has its own host, index and memory of files
    steps = data.draw(st.lists(st.sampled_from(["here", "there", "to here", "to there"]), min_size=2, max_size=6))
    for step in [*steps, "here", "there"]:
        if step.startswith("to "):
            bring(there, here) if step == "to here" else bring(here, there)
        else:
            talks.sweep({"here": here, "there": there}[step])
    bring(there, here)
    bring(here, there)
    shown = [talks.whole(world.places)["events"] for world in (here, there)]

    assert len({event["id"] for event in shown[0]}) == len(shown[0]) > 5
    assert shown[0] == shown[1]
    assert [talks.sweep(world)["run"] for world in (here, there)] == [None, None]
    rebuilt(here)
    rebuilt(there)


def bring(source: World, target: World) -> None:
    """What the other machine wrote, as a file synchroniser brings it."""
    own = {path.name for path in Path(target.places.log).iterdir()} if Path(target.places.log).exists() else set()
    for host in Path(source.places.log).iterdir():
        if host.name not in own or host.name != mine(target):
            shutil.copytree(host, Path(target.places.log, host.name), dirs_exist_ok=True)


def mine(world: World) -> str:
    """The host id of this machine."""
    journal = Journal(world.places)
    try:
        return journal.host
    finally:
        journal.close()
