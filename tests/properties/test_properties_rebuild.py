"""The index is what the log says: after any history, read at any moments, rebuilt or caught up, it is the same."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from faults.rows import contents, difference, fresh
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.index import acts
from dreamstream.index.open import Index
from dreamstream.journal import Journal
from dreamstream.log import writer
from dreamstream.paths import Places, places

#: DREAMSTREAM_MORE=20 looks twenty times as long.
MORE = int(os.environ.get("DREAMSTREAM_MORE", "1"))
WORDS = st.sampled_from(
    ["I flew over the sea", "El señor del café", "海の夢を見た", "ฉันฝันว่าบินได้", "", "a\0b", "🌊 \u202e x", "-sea NEAR(x"]
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "title": WORDS,
        "text": WORDS,
        "at": st.sampled_from([None, "1957", "1957-11", "2026-11-20", "2026-11-20T06:30:00+01:00", "soon"]),
        "night": st.sampled_from([None, "2026-11-20"]),
        "type": st.sampled_from([None, "lucid", "nightmare"]),
        "lucidity": st.sampled_from([None, 0, 5]),
        "stress": st.sampled_from([None, 0, 100]),
        "draft": st.booleans(),
        "emotions": st.lists(st.sampled_from(["joy", "fear"]), max_size=2),
        "tags": st.lists(WORDS, max_size=2),
        "people": st.lists(WORDS, max_size=1),
        "wants": st.lists(st.sampled_from(["analysis", "image"]), max_size=2, unique=True),
        "source": st.sampled_from(["cli", "import"]),
    },
)
#: Few, and in each other's way: a child and its parent, two spellings of one, and what is none.
LABEL = st.sampled_from(["Sea", "the ocean", "Home", "Mother", "family", "Deep Blue", "SEA", "tag:x", "feelings"])
ADDED = st.lists(st.fixed_dictionaries({"label": LABEL}, optional={"kind": st.just("place")}), max_size=2)
SIGNS = st.fixed_dictionaries(
    {},
    optional={
        "signs_added": ADDED,
        "signs_removed": st.lists(LABEL, max_size=2),
        "signs": st.fixed_dictionaries({"added": ADDED, "removed": st.lists(LABEL, max_size=1)}),
    },
)
ANALYSIS = st.fixed_dictionaries(
    {},
    optional={
        "hook": WORDS,
        "interpretation": WORDS,
        "signs": st.lists(
            st.fixed_dictionaries({"label": LABEL, "kind": st.sampled_from(["place", "odd"])}), max_size=3
        ),
        "patterns": st.lists(st.sampled_from(["people", "places"]), max_size=2),
        "emotions": st.lists(st.sampled_from(["joy", "fear"]), max_size=2),
        "stress": st.sampled_from([0, 55, None, "much"]),
        "nightmare": st.sampled_from([{"likely": True}, {"likely": False}, None, "yes"]),
    },
)
SPENT = st.dictionaries(
    st.sampled_from(["openai", "ollama"]),
    st.fixed_dictionaries({"requests": st.integers(0, 3), "tokens": st.integers(0, 900), "hosted": st.booleans()}),
)
NUMBER = st.integers(0, 2)  # few of each noun, so that records meet
D, E, J, T, K = (NUMBER.map(lambda n, letter=letter: f"{letter}-{n:010}") for letter in "dejtk")
KIND = st.sampled_from(["analysis", "image", "refine", "healing"])
ODD = st.sampled_from([None, 7, 1.5, True, [], {}, "x", 1 << 62, [1], {"a": []}])


def record(kind: str, required: dict[str, Any], optional: dict[str, Any] | None = None) -> st.SearchStrategy[Any]:
    return st.tuples(st.just(kind), st.fixed_dictionaries(required, optional=optional or {}))


LOGGED = st.builds(lambda d, w, f: ("dream.logged", {"dream": d, "text": w} | f), D, WORDS, FACTS)
ASKED = record("job.asked", {"job": J, "dream": D, "kind": KIND}, {"params": st.just({"variation": 1})})
RECORD = st.one_of(
    LOGGED,
    LOGGED,
    LOGGED,
    ASKED,
    ASKED,
    st.builds(lambda d, f: ("dream.edited", {"dream": d} | f), D, FACTS),
    st.builds(lambda d, s: ("dream.edited", {"dream": d} | s), D, SIGNS),
    record("version.picked", {"dream": D, "job": J}),
    record(
        "dream.edited",
        {"dream": D, "healing": st.none() | st.fixed_dictionaries({"job": J}, optional={"ending": WORDS})},
        {"verb": st.just("heal")},
    ),
    record("sign.renamed", {"from": LABEL, "to": LABEL}, {"back": st.booleans()}),
    record("dream.deleted", {"dream": D}),
    record("dream.restored", {"dream": D}),
    record("dream.purged", {"dream": D}),
    record(
        "night.marked",
        {"night": st.sampled_from(["2026-11-19", "2026-11-20"])},
        {"none": st.sampled_from([True, None]), "bed": st.just("23:00"), "quality": st.integers(0, 5)},
    ),
    record(
        "event.added",
        {"event": E, "target": D, "type": st.sampled_from(["note", "sign"]), "text": WORDS | LABEL},
        {"status": st.sampled_from(["suggested", "confirmed"]), "source": st.sampled_from(["cli", "dream"])},
    ),
    record(
        "event.reviewed",
        {"event": E},
        {"status": st.sampled_from(["confirmed", "rejected"]), "text": WORDS},
    ),
    record("job.claimed", {"job": J, "token": T, "attempt": st.integers(1, 3)}, {"worker": K}),
    record(
        "job.done",
        {
            "job": J,
            "token": T,
            "rev": st.integers(1, 2),
            "result": st.fixed_dictionaries(
                {"data": ANALYSIS | st.just({"ending": "a boat came", "alt": "x", "scene": {}})},
                optional={"media": st.sampled_from([["m.png"], ["n.png"], [], 7])},
            ),
        },
        {"spent": SPENT},
    ),
    record("job.failed", {"job": J, "token": T}, {"again": st.booleans(), "error": st.just("odd"), "spent": SPENT}),
    record("job.released", {"job": J, "token": T}, {"counted": st.booleans()}),
    record("job.cancelled", {"job": J}),
    record("job.moved", {"job": J, "host": st.just("cccccccc")}),
    record("media.added", {"media": st.just("m.png"), "dream": D}, {"job": J, "bytes": st.just(7)}),
    record("media.removed", {"media": st.just("m.png")}),
    record("pass.started", {"run": st.just("r-0")}),
    record("pass.finished", {"run": st.just("r-0")}, {"jobs": st.just({"completed": 1})}),
    record("mystery.kind", {"anything": ODD}),
)
#: A record with one member of the wrong kind, or without it.
POISON = st.builds(
    lambda pair, place, odd, gone: (
        pair[0],
        {
            name: (odd if i == place % len(pair[1]) else value)
            for i, (name, value) in enumerate(pair[1].items())
            if not (gone and i == place % len(pair[1]))
        },
    ),
    RECORD,
    st.integers(0, 9),
    ODD,
    st.booleans(),
)
HERE, THERE = "here", "there"
STEP = st.one_of(
    st.tuples(st.just("tell"), st.sampled_from([HERE, HERE, THERE]), st.lists(RECORD, min_size=1, max_size=3)),
    st.tuples(st.just("tell"), st.sampled_from([HERE, THERE]), st.lists(POISON, min_size=1, max_size=2)),
    st.tuples(st.just("act"), st.just(HERE), st.lists(RECORD, min_size=1, max_size=3)),
    st.tuples(st.just("undo"), st.just(HERE), st.just([])),
    st.tuples(st.just("read"), st.just(HERE), st.just([])),
    st.tuples(st.just("read"), st.just(HERE), st.just([])),
    st.tuples(st.just("sync"), st.just(HERE), st.just([])),
    st.tuples(st.just("conflict"), st.just(HERE), st.just([])),
)


def steps(most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(STEP, min_size=most // 2, max_size=most)


@pytest.fixture
def two(home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Places, Places]:
    """This machine's journal, and the same dreamer's on another machine."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)  # a property tries hundreds of histories
    return places(), Places(home=f"{home}2", state=f"{home}2/.state", config=f"{home}2/.config", user="me")


def empty(*all: Places) -> None:
    for one in all:
        shutil.rmtree(one.home, ignore_errors=True)


def sync(source: Places, target: Places, *, conflict: bool = False) -> None:
    """Bring the other machine's folders over, as a file synchroniser does; or leave a conflict copy of our own."""
    if conflict:
        for folder in Path(target.log).glob("*"):
            for path in folder.glob("????-??.jsonl"):
                body = path.read_bytes()
                copy = path.with_name(path.name.replace(".jsonl", ".sync-conflict-20261120-1.jsonl"))
                copy.write_bytes(body[: len(body) * 2 // 3])
        return
    for folder in Path(source.log).glob("*"):
        shutil.copytree(folder, Path(target.log, folder.name), dirs_exist_ok=True)


@settings(max_examples=80 * MORE)
@given(history=steps(20))
def test_caught_up_is_rebuilt(two: tuple[Places, Places], history: list[Any]) -> None:
    """After any history of two machines, read now and then, every table equals that of a fresh index."""
    here, there = two
    empty(here, there)
    journal = Journal(here)
    try:
        for verb, where, wishes in history:
            if verb == "tell":
                with writer.lock(here if where == HERE else there):
                    writer.append(here if where == HERE else there, wishes)
            elif verb == "act":
                with journal.act() as act:
                    for kind, data in wishes:
                        act.add(kind, **data)
            elif verb == "undo":
                with journal.act() as act:
                    if last := acts.last(act.db, host=journal.host):
                        for kind, data in acts.opposite(act.db, last):
                            act.add(kind, **data, undoes=last["at"])
            elif verb == "read":
                journal.refresh()
            else:
                sync(there, here, conflict=verb == "conflict")
        journal.refresh()

        assert difference(contents(journal.db), fresh(here)) == {}
        before = contents(journal.db)
        journal.rebuild()
        assert difference(contents(journal.db), before) == {}
    finally:
        journal.close()


@settings(max_examples=40 * MORE)
@given(wishes=st.lists(RECORD | POISON, min_size=10, max_size=30), data=st.data())
def test_catching_up_at_any_split_is_reading_it_whole(
    two: tuple[Places, Places], wishes: list[Any], data: st.DataObject
) -> None:
    """Wherever the log ends at the moment of reading, in the middle of a line too, the rest is read the next time."""
    here, _ = two
    empty(here)
    with writer.lock(here):
        writer.append(here, wishes)
    (path,) = Path(here.log).glob("*/*.jsonl")
    body = path.read_bytes()
    index = Index(here)
    try:
        for cut in sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=4))):
            path.write_bytes(body[:cut])
            index.catch_up()
        path.write_bytes(body)
        index.catch_up()

        assert difference(contents(index.db), fresh(here)) == {}
    finally:
        index.close()


@settings(max_examples=40 * MORE)
@given(a=st.lists(RECORD, min_size=1, max_size=12), b=st.lists(RECORD, min_size=1, max_size=12), data=st.data())
def test_two_machines_end_up_alike(two: tuple[Places, Places], a: list[Any], b: list[Any], data: st.DataObject) -> None:
    """Whatever was told where, and in whichever order the files travelled, both indexes say the same."""
    here, there = two
    empty(here, there)
    for step in range(2):
        for one, wishes in ((here, a), (there, b)):
            with writer.lock(one):
                writer.append(one, wishes[step::2] or wishes)
        first, second = data.draw(st.permutations([(here, there), (there, here)]))
        if data.draw(st.booleans()):
            sync(*first)
        if data.draw(st.booleans()):
            sync(*second)
    sync(here, there)
    sync(there, here)
    one, other = fresh(here), fresh(there)
    for found in (one, other):
        found["segments"] = [(row[0], *row[2:]) for row in found["segments"]]  # the stamps are the machine's own

    assert difference(one, other) == {}
