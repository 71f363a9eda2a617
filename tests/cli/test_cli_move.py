"""Ten years of dreams in, and out again without loss."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from conftest import Command

Tell = Callable[..., str]
SERIES = '"n"\t"date"\t"dream"\n"1"\t"(1960-05-03)"\t"A blue boat on the roof."\n"2"\t"(1957)"\t"My aunt sang."\n'


def test_dreambank_comes_in_once(ds: Command, tmp_path: Path) -> None:
    """The same file again adds nothing; partial dates stay partial; nothing is asked for."""
    file = tmp_path / "made-up.tsv"
    file.write_text(SERIES + '"3"\t"n/a"\t"A long bridge."\n"4"\t""\t""\n')
    first = ds("import", "dreambank", str(file), "--json")

    assert (first.code, first.data["added"], first.data["known"]) == (0, 3, 0)
    assert len(first.data["skipped"]) == 1
    assert ds("import", "dreambank", str(file), "--json").data["added"] == 0
    rows = {row["title"]: row for row in ds("list", "--json").data}
    assert (rows["A blue boat on the roof"]["at"], rows["A blue boat on the roof"]["night"]) == ("1960-05-03",) * 2
    assert (rows["My aunt sang"]["at"], rows["My aunt sang"]["night"]) == ("1957", None)
    assert (rows["A long bridge"]["at"], rows["A long bridge"]["night"]) == (None, None)
    assert ds("jobs", "list", "--json").data == []


def test_a_deleted_import_stays_deleted(ds: Command, tmp_path: Path) -> None:
    """Importing again does not bring back what the dreamer took away."""
    file = tmp_path / "made-up.tsv"
    file.write_text(SERIES)
    ds("import", "dreambank", str(file))
    ds("delete", "@1")

    assert ds("import", "dreambank", str(file), "--json").data["added"] == 0
    assert len(ds("list", "--ids").lines) == 1


def test_a_dry_run_writes_nothing(ds: Command, tmp_path: Path, home: Path) -> None:
    """`--dry-run` shows what would come in."""
    file = tmp_path / "made-up.tsv"
    file.write_text(SERIES)
    ran = ds("import", "dreambank", str(file), "--dry-run")

    assert "2 dreams would come in" in ran.out
    assert "A blue boat on the roof" in ran.out
    assert not (home / "users").exists()


def test_out_and_in_again_is_the_same(ds: Command, tell: Tell, tmp_path: Path) -> None:
    """import(export(x)) == x, for every fact the dreamer told."""
    tell("One dream.", "--title", "T", "--type", "lucid", "--lucid", "3", "--stress", "20", "--emotion", "joy")
    tell("Two dreams — «naïve» 夢.", "--at", "1997-05", "--tag", "a b", "--person", "Anna", "--place", "sea")
    tell("Three.", "--draft")
    ds("event", "add", "@2", "note", "remember the boat")
    out = tmp_path / "out.jsonl"
    assert ds("export", "jsonl", "-o", str(out), "--json").data["written"] == 3
    assert ds("export", "jsonl").out == out.read_text()

    there = ("--user", "other")
    assert ds("import", "jsonl", str(out), "--json", *there).data["added"] == 3
    keys = ("id", "title", "text", "at", "night", "type", "lucidity", "emotions", "tags", "people", "places", "stress")
    for id in ds("list", "--ids").lines:
        mine, theirs = ds("show", id, "--json").data, ds("show", id, "--json", *there).data
        assert {k: mine[k] for k in keys} == {k: theirs[k] for k in keys}
        assert [e["text"] for e in mine["events"]] == [e["text"] for e in theirs["events"]]
    assert ds("import", "jsonl", str(out), "--json", *there).data == {
        "added": 0,
        "known": 3,
        "skipped": [],
        "dry_run": False,
    }


def test_an_export_tells_what_the_dreamer_told(ds: Command, tell: Tell) -> None:
    """The analysis's stress and feelings do not come back as the dreamer's own."""
    tell("I was late for an exam and terrified of the water rising in the school.")
    ds("dream", "--only", "analysis")
    assert ds("show", "@1", "--json").data["stress"] is not None
    row = json.loads(ds("export", "jsonl").out)

    assert not row.get("stress")
    assert not row.get("emotions")


def test_wrong_files(ds: Command, tmp_path: Path) -> None:
    """A file that is none, a folder without one, a format that is none: each its own sentence and code."""
    other = tmp_path / "notes.tsv"
    other.write_text("just some words\n")
    assert ds("import", "dreambank", str(tmp_path / "none.tsv")).code == 3
    assert ds("import", "dreambank", str(other)).code == 2
    assert ds("import", "jsonl", str(tmp_path)).code == 3
    assert ds("import", "runes", str(other)).code == 2
    assert ds("export", "runes").code == 2
    assert ds("export", "jsonl", "sgn:x").code == 2


def test_the_demo_never_touches_the_real_journal(ds: Command, tell: Tell, home: Path, tmp_path: Path) -> None:
    """It tells, makes and shows six dreams in a folder of its own, and what a talk over breakfast adds to one."""
    tell("mine alone")
    before = sorted(home.rglob("*"))
    ran = ds("demo", str(tmp_path / "try"), "--json")

    assert ran.code == 0, ran.err
    assert ran.data["jobs"]["completed"] == 18
    assert all(Path(dream["image"]).is_file() and dream["hook"] for dream in ran.data["dreams"])
    assert "brass horn" in " ".join(event["text"] for event in ran.data["suggested"])
    assert {event["dream"] for event in ran.data["suggested"]} <= {dream["id"] for dream in ran.data["dreams"]}
    assert sorted(home.rglob("*")) == before
    assert ds("demo", str(tmp_path / "try")).code == 2
