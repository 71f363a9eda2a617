"""The main job as a dreamer has it: tell in the morning, let it dream, find it again; all of it on this disk."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from dreamstream.paths import Places

Command = Callable[..., Any]
DREAMS = (
    "I was flying over a dark sea with my mother. A lighthouse turned and turned, and I was not afraid.",
    "A big dog chased me through the corridors of my old school. I was late for an exam and could not find the room.",
    "My teeth fell out one by one at a wedding, and everybody laughed. I ran away and hid in a train.",
)


def test_a_night(process: Command, ds: Command, ours: Places) -> None:
    """Three dreams told, one pass: analysis, picture and comic of each, found by word and by reading, index or not."""
    ids = [process("log", text).out.strip() for text in DREAMS]
    assert len(set(ids)) == 3

    scope = ds("dream", "scope", "--json").data
    assert len(scope["would"]) == 9
    assert {row["host"] for row in scope["would"]} == {None}

    night = process("dream", "--json")
    assert night.code == 0, night.err
    assert night.data["jobs"] == {"completed": 9, "failed": 0, "retrying": 0, "reaped": 0, "recovered": 0}

    shown = [ds("show", id, "--json").data for id in ids]
    for dream, text in zip(shown, DREAMS, strict=True):
        assert dream["text"] == text
        whole(dream)
    assert len({dream["outputs"]["image"]["media"] for dream in shown}) == 3

    found(ds, ids, shown)

    before = listing(ours)
    again = process("dream", "--json").data
    assert (again["run"], again["jobs"]["completed"], again["skipped"]) == (None, 0, [])
    assert listing(ours) == before

    for path in Path(ours.state).glob("index*"):
        path.unlink()
    assert process("show", ids[0], "--json").data == shown[0]
    assert [ds("show", id, "--json").data for id in ids] == shown
    found(ds, ids, shown)
    assert ds("dream", "--json").data["run"] is None
    assert ds("verify").code == ds("doctor").code == 0
    assert listing(ours) == before


def whole(dream: dict[str, Any]) -> None:
    """Everything a dream was promised, and its files as their names say."""
    outputs = dream["outputs"]
    analysis = outputs["analysis"]

    assert [outputs[kind]["status"] for kind in ("analysis", "image", "comic")] == ["completed"] * 3
    assert {outputs[kind]["backend"] for kind in ("analysis", "image", "comic")} == {"local"}
    assert analysis["hook"]
    assert analysis["interpretation"].endswith("?")
    assert analysis["note"] is None
    assert analysis["language"] == "en"
    assert 3 <= len(analysis["signs"]) <= 5
    assert 2 <= len(dream["patterns"]) <= 3
    assert 0 <= dream["stress"] <= 100
    for sign in dream["signs"]:
        assert sign["evidence"] in dream["text"]
    for kind in ("image", "comic"):
        path = Path(outputs[kind]["path"])
        body = path.read_bytes()
        assert path.name == outputs[kind]["media"] == f"{hashlib.sha256(body).hexdigest()}.webp"
        assert path.parent.name == path.name[:2]
        assert path.stat().st_mode & 0o777 == 0o600
        picture = Image.open(io.BytesIO(body))
        picture.load()
        assert (picture.format, picture.size) == ("WEBP", (1024, 1024))
        assert outputs[kind]["alt"]
    assert 3 <= len(outputs["comic"]["panels"]) <= 6
    assert [version["picked"] for version in dream["versions"]] == [True]


def found(ds: Command, ids: list[str], shown: list[dict[str, Any]]) -> None:
    """By the dreamer's own word, by a sign the reading found, and by a word of the reading."""
    assert [row["id"] for row in ds("search", "lighthouse", "--json").data] == [ids[0]]
    assert ds("list", "sign:dog", "--ids").lines == [ids[1]]
    assert ds("list", "has:comic", "--ids").lines == ids[::-1]
    told = " ".join(dream["text"] for dream in shown).casefold()
    for dream in shown:
        words = dream["outputs"]["analysis"]["interpretation"].replace("?", " ").replace(".", " ").split()
        word = next(w for w in words if len(w) > 5 and w.isalpha() and w.casefold() not in told)
        assert dream["id"] in {row["id"] for row in ds("search", word, "--json").data}, word


def listing(ours: Places) -> dict[str, str]:
    """Every file of the dreamer and what is in it."""
    paths = [path for path in Path(ours.users).rglob("*") if path.is_file()]
    assert not [path for path in paths if ".tmp" in path.name]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_a_night_as_people_read_it(process: Command, ds: Command, ours: Places) -> None:
    """Without --json: an id, a sentence, a page; no word of a dream where none belongs."""
    told = process("log", DREAMS[0])
    assert told.out.startswith("d-")
    assert told.err == ""

    pass_ = process("dream")
    assert pass_.out == "3 completed.\n"
    assert ds("dream").out == "Nothing waited.\n"
    page = ds("show", "@1").out
    assert DREAMS[0] in page
    assert page.count("✓") == 3
    log = "".join(path.read_text("utf-8") for path in Path(ours.log).rglob("*.jsonl"))
    records = [json.loads(line)["kind"] for line in log.splitlines()]
    assert records.count("job.done") == 3
