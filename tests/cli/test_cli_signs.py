"""The signs of all dreams, counted and corrected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Command
from faults.rows import contents, difference, fresh

from dreamstream import ids
from dreamstream.journal import Journal
from dreamstream.log import writer
from dreamstream.paths import Places

Told = Callable[..., str]


def sign(label: str, kind: str = "symbol") -> dict[str, str]:
    return {"label": label, "kind": kind, "evidence": label.lower()}


@pytest.fixture
def read(ours: Places) -> Told:
    """A dream with an analysis that found these signs; again for a dream told before, another one."""

    def call(*labels: str, dream: str = "", night: str = "2026-11-20") -> str:
        made, job, token = dream or ids.new("d"), ids.new("j"), ids.new("t")
        wishes: list[tuple[str, dict[str, Any]]] = [
            ("job.asked", {"job": job, "dream": made, "kind": "analysis"}),
            ("job.claimed", {"job": job, "token": token, "attempt": 1}),
            (
                "job.done",
                {"job": job, "token": token, "rev": 1, "result": {"data": {"signs": [sign(name) for name in labels]}}},
            ),
        ]
        if not dream:
            wishes.insert(0, ("dream.logged", {"dream": made, "text": "It was.", "night": night}))
        with writer.lock(ours):
            writer.append(ours, wishes)
        return made

    return call


@pytest.fixture(autouse=True)
def same(request: pytest.FixtureRequest, ours: Places) -> Any:
    """Whatever a test here does: the index is what a rebuild makes of the log."""
    yield
    journal = Journal(ours)
    try:
        journal.refresh()
        assert difference(contents(journal.db), fresh(ours)) == {}
    finally:
        journal.close()


def counts(ds: Command, *filter: str) -> dict[str, int]:
    return {row["label"]: row["count"] for row in ds("signs", "list", *filter, "--json").data}


def labels(ds: Command, dream: str) -> list[str]:
    return [sign["label"] for sign in ds("show", dream, "--json").data["signs"]]


def test_the_list(ds: Command, read: Told) -> None:
    """Commonest first, with kind, count and nights; bare `signs` and `signs FILTER` are the same list."""
    read("Sea", "Dog", night="2026-11-18")
    read("the ocean", "Home", night="2026-11-20")

    first = ds("signs", "--json").data[0]
    assert first == {"label": "Sea", "kind": "symbol", "count": 2, "first": "2026-11-18", "last": "2026-11-20"}
    assert counts(ds) == {"Sea": 2, "Dog": 1, "Home": 1}
    assert counts(ds, "since:2026-11-19") == {"Sea": 1, "Home": 1}
    assert counts(ds, "-sign:dog") == {"Sea": 1, "Home": 1}
    assert ds("signs", "sign:home", "--ids").lines == ["Home", "Sea"]
    assert [json.loads(line)["label"] for line in ds("signs", "--jsonl", "--limit", "1").lines] == ["Sea"]
    assert ds("signs", "list", "--limit", "1").out == "Sea\tsymbol\t2\t2026-11-18\t2026-11-20\n"


def test_internal_tags_never_reach_the_list(ds: Command, read: Told) -> None:
    """Neither pattern names nor other programs' drawers; a spelling we know is its label."""
    dream = read(
        "tag:water", "pattern: body", "tension", "feelings", "being_chased", "dream_sign_7", "", "none", "Body"
    )

    assert labels(ds, dream) == ["Being Chased", "Body"]


def test_a_child_hides_its_parent(ds: Command, read: Told) -> None:
    """Mother says Family too; taken away, she gives its place back; what the dreamer adds is never hidden."""
    dream = read("Family", "Mother")
    assert labels(ds, dream) == ["Mother"]

    ds("signs", "remove", dream, "mom")
    assert labels(ds, dream) == ["Family"]
    ds("undo")
    ds("signs", "add", dream, "family")
    assert labels(ds, dream) == ["Family", "Mother"]


def test_with(ds: Command, read: Told) -> None:
    """What occurs together, by share of the dreams that have it."""
    read("Sea", "Dog")
    read("Sea", "Dog", "Home")
    read("Home")

    assert ds("signs", "with", "ocean", "--json").data == [
        {"label": "Dog", "kind": "symbol", "count": 2, "share": 1.0},
        {"label": "Home", "kind": "symbol", "count": 1, "share": 0.5},
    ]
    assert ds("signs", "with", "lighthouse").code == 3


def test_trend(ds: Command, read: Told) -> None:
    """Month by month, also months without it."""
    read("Sea", night="2026-09-01")
    read("Dog", night="2026-10-01")
    read("Sea", night="2026-11-01")

    assert [(row["month"], row["count"], row["dreams"]) for row in ds("signs", "trend", "sea", "--json").data] == [
        ("2026-09", 1, 1),
        ("2026-10", 0, 1),
        ("2026-11", 1, 1),
    ]


def test_the_dreamer_s_edits_outlive_every_analysis(ds: Command, read: Told) -> None:
    """A removed label never returns, in no spelling; an added one stays."""
    dream = read("Sea", "Dog")
    assert ds("signs", "add", dream, "light", "house", "--kind", "place", "--json").data["signs"][-1] == {
        "label": "Light House", "kind": "place", "source": "dreamer", "evidence": ""
    }  # fmt: skip
    assert ds("signs", "remove", dream, "sea").code == 0
    read("beach", "Cat", dream=dream)

    assert labels(ds, dream) == ["Cat", "Light House"]
    assert counts(ds) == {"Cat": 1, "Light House": 1}
    assert ds("list", 'sign:"light house"', "--ids").lines == [dream]
    assert ds("list", "sign:sea", "--ids").lines == []
    assert ds("signs", "add", dream, "Sea").code == 0
    assert "Sea" in labels(ds, dream)


def test_undo_takes_edits_back_one_by_one(ds: Command, read: Told) -> None:
    """Each act, to the state before it."""
    dream = read("Sea", "Dog")
    for words in (["add", dream, "Cat"], ["remove", dream, "Sea"], ["remove", dream, "Cat"], ["add", dream, "Sea"]):
        assert ds("signs", *words).code == 0
    seen = [labels(ds, dream)]
    for _ in range(4):
        assert ds("undo").out == "Undone: signs.\n"
        seen.append(labels(ds, dream))

    assert seen == [["Sea", "Dog"], ["Dog"], ["Dog", "Cat"], ["Sea", "Dog", "Cat"], ["Sea", "Dog"]]


def test_nothing_that_is_none_is_added(ds: Command, read: Told) -> None:
    """Adding twice writes once; wrong kinds and internal names are refused; what is not there cannot go."""
    dream = read("Sea")
    ds("signs", "add", dream, "Cat")
    before = ds("verify", "--json").data["records"]

    assert ds("signs", "add", dream, "kitten").code == 0
    assert ds("verify", "--json").data["records"] == before
    assert ds("signs", "add", dream, "tag:x").code == 2
    assert ds("signs", "add", dream, "Cup", "--kind", "thing").code == 2
    assert ds("signs", "remove", dream, "lighthouse").code == 3
    assert ds("signs", "add", "d-zzzzzzzzzz", "Cup").code == 3


def test_rename_everywhere_now_and_later(ds: Command, read: Told) -> None:
    """The dreamer's own word, also in analyses to come, in filters of either name, whatever the capitals."""
    one, two = read("Sea", "Dog"), read()
    assert ds("signs", "rename", "sea", "deep blue", "--json").data == {
        "renamed": [{"from": "Sea", "to": "Deep Blue"}], "dreams": 1
    }  # fmt: skip
    read("ocean", dream=two)

    assert counts(ds) == {"Deep Blue": 2, "Dog": 1}
    assert labels(ds, one) == ["Deep Blue", "Dog"]
    for name in ("sea", "ocean", "deep blue", "DEEP BLUE"):
        assert sorted(ds("list", f'sign:"{name}"', "--ids").lines) == sorted([one, two]), name
    assert ds("signs", "with", "sea", "--json").data[0]["label"] == "Dog"
    assert ds("undo").out == "Undone: rename.\n"
    assert counts(ds) == {"Sea": 2, "Dog": 1}


def test_a_synonym_may_be_the_new_name(ds: Command, read: Told) -> None:
    """Who says Mom says Mom, though every backend says Mother."""
    dream = read("Mother")
    ds("signs", "rename", "Mother", "Mom")

    assert labels(ds, dream) == ["Mom"]
    ds("signs", "remove", dream, "Mom")
    assert labels(ds, dream) == []
    read("mother", dream=dream)
    assert labels(ds, dream) == []


def test_merge_and_part_again(ds: Command, read: Told) -> None:
    """What was two is one, counted once a dream; undo restores exactly what was."""
    read("Sea", "Water", "Dog")
    read("Water")
    before = ds("signs", "list", "--json").data
    assert ds("signs", "merge", "sea", "water", "the wet", "--json").data["dreams"] == 2

    assert counts(ds) == {"Wet": 2, "Dog": 1}
    assert ds("undo").out == "Undone: rename (2 changes).\n"
    assert ds("signs", "list", "--json").data == before
    ds("signs", "merge", "Sea", "Water")
    assert counts(ds) == {"Water": 2, "Dog": 1}
    assert ds("undo").code == 0
    assert ds("signs", "list", "--json").data == before


def test_chains_and_circles(ds: Command, read: Told) -> None:
    """A to B to C is C; back to A is A; and every step can be taken back."""
    read("Aa")
    read("Bb")
    ds("signs", "rename", "Aa", "Bb")
    assert counts(ds) == {"Bb": 2}
    ds("signs", "rename", "bb", "Cc")
    assert counts(ds) == {"Cc": 2}
    ds("signs", "rename", "Cc", "Aa")
    assert counts(ds) == {"Aa": 2}
    ds("signs", "rename", "aa", "AA")
    assert counts(ds) == {"AA": 2}
    for wanted in ({"Aa": 2}, {"Cc": 2}, {"Bb": 2}, {"Aa": 1, "Bb": 1}):
        assert ds("undo").code == 0
        assert counts(ds) == wanted


def test_a_typo_renames_nothing(ds: Command, read: Told) -> None:
    """A label nobody has is not found; one that every backend knows may be renamed before it comes."""
    read("Sea")

    assert ds("signs", "rename", "lihgthouse", "Tower").code == 3
    assert ds("signs", "rename", "Sea", "tag:sea").code == 2
    assert ds("signs", "rename", "Sea", " ").code == 2
    assert ds("signs", "rename", "Sea", "sea").out == "Nothing changed.\n"
    assert ds("signs", "merge", "Sea").code == 2
    assert ds("signs", "rename", "flying", "Soaring").code == 0
    dream = read("Flying")
    assert labels(ds, dream) == ["Soaring"]


def test_a_confirmed_event_is_a_sign(ds: Command, read: Told, ours: Places) -> None:
    """A machine's proposal counts once the dreamer says so, and no longer when they take it back."""
    told = ds("log", "A dog by the sea.").out.strip()
    events = {event["text"]: event["id"] for event in ds("show", told, "--json").data["events"]}
    assert counts(ds) == {}

    def review(status: str) -> None:
        with Journal(ours).act() as act:
            act.add("event.reviewed", event=events["Dog"], status=status)

    review("confirmed")
    assert counts(ds) == {"Dog": 1}
    assert ds("show", told, "--json").data["signs"] == [
        {"label": "Dog", "kind": "symbol", "source": "dreamer", "evidence": "dog"}
    ]
    read("Dog", "Cat", dream=told)
    assert counts(ds) == {"Dog": 1, "Cat": 1}
    review("rejected")
    assert counts(ds) == {"Dog": 1, "Cat": 1}
    ds("signs", "remove", told, "Dog")
    review("confirmed")
    assert counts(ds) == {"Cat": 1}
    assert ds("event", "add", told, "sign", "the blue bicycle").code == 0
    assert counts(ds)["Blue Bicycle"] == 1
    assert ds("event", "add", told, "sign", "it all felt as if somebody had been there before").code == 0
    assert len(counts(ds)) == 2


def test_what_is_deleted_is_not_counted(ds: Command, read: Told, ours: Places) -> None:
    """Nor do its corrections stay in the index; restored, they are back."""
    dream = read("Sea")
    ds("signs", "add", dream, "Xylophone")
    ds("signs", "rename", "Sea", "Deep Blue")
    ds("delete", dream)
    assert counts(ds) == {}
    assert all(b"Xylophone" not in path.read_bytes() for path in Path(ours.state).glob("index*"))
    ds("restore", dream)
    assert counts(ds) == {"Deep Blue": 1, "Xylophone": 1}
