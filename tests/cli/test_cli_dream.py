"""The pass by hand: what it would do, what it did, what it suggested and how to take that back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from dreamstream.config import Config
from dreamstream.dream import reading
from dreamstream.dream.readers.checked import check
from dreamstream.dream.readers.local import LocalReader
from dreamstream.dream.readers.port import Gained, Wanted
from dreamstream.paths import Places
from dreamstream.proposals import Proposal

Tell = Callable[..., str]
Snapshot = Callable[[str], None]
LINES = (
    "In the dream I was in the station again, and my grandmother was selling the tickets.",
    "I remember now that the clock in the hall had no hands, and I was afraid to miss the last train.",
    "Yesterday I was late for work, maybe that is why I dreamed of being late.",
)


def talk(*lines: str, day: str = "2026-11-20") -> str:
    told = [f"[{day} 07:{n:02}] Mara (t-{n}): {line}\n" for n, line in enumerate(lines, 1)]
    return "".join(told)


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offline reader takes every sentence somebody said, so that its taste is no matter of these tests."""

    def read(_self: LocalReader, wanted: Wanted) -> Gained:
        target = wanted.candidates[0].id if wanted.candidates else ""
        found = [
            Proposal(
                type="recall", target=target, text=turn.text, at=turn.at, turns=(turn.id,), quote=turn.text,
                span=(0, len(turn.text)), score=0.9,
            )
            for turn in wanted.turns
            if turn.role in ("user", "") and len(turn.text.split()) > 2
        ]  # fmt: skip
        proposals, refused = check(found, wanted)
        return Gained(proposals=tuple(proposals), refused=refused)

    monkeypatch.setattr(LocalReader, "read", read)


@pytest.fixture
def add(ds: Command) -> Callable[..., str]:
    """Hand in a talk; its id."""

    def call(text: str = "", name: str = "morning.txt") -> str:
        ran = ds("sessions", "add", "-", "--name", name, "--json", stdin=text or talk(*LINES))
        assert ran.code == 0, ran.err
        return str(ran.data["sessions"][0]["id"])

    return call


@pytest.fixture
def mock(ours: Places) -> Callable[[str], None]:
    """The mock reads sessions; called with a script it does it so."""
    Config(ours).set("backend.sessions", "mock")
    return lambda script: Config(ours).set("backend.mock.script", script)  # type: ignore[return-value]


@pytest.fixture
def station(tell: Tell) -> str:
    """A dream of that night."""
    return tell("I was waiting in a station.", "--at", "2026-11-20", "--title", "The station", "--no-jobs")


def log(ours: Places) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(Path(ours.log).rglob("*.jsonl")))


def events(ds: Command) -> list[dict[str, Any]]:
    return [row for row in ds("event", "list", "--json").data if row["source"] == "dream"]


# ── scope ──


def test_scope_for_people(
    ds: Command, add: Any, station: str, tmp_path: Path, ours: Places, snapshot: Snapshot
) -> None:
    """Each session that would be read and why, and of the others what keeps them."""
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "mill.txt").write_text("I dreamt of a mill by the sea.\n")
    os.utime(folder / "mill.txt", (1_700_000_000, 1_700_000_000))
    add()
    ds("dream", "--only", "backfill")
    Config(ours).set("sessions.watch", f"{folder}:{tmp_path}/gone")
    add(talk(*LINES, "And a heron."), name="morning.txt")
    said = ds("dream", "scope").out

    snapshot(said.replace(str(tmp_path), "…"))


def test_scope_row(ds: Command, add: Any, ours: Places) -> None:
    """For programs: what, why, who reads, whether it leaves, and how much it is; nothing is written."""
    id = add()
    before = log(ours)
    report = ds("dream", "scope", "--json").data
    size = sum(map(len, LINES))

    assert report["would"] == [
        {
            "what": "session", "id": id, "kind": "backfill", "name": "morning.txt", "why": "new", "backend": "local",
            "host": None, "turns": 3, "characters": size, "tokens": -(-size // 4),
        }
    ]  # fmt: skip
    assert (report["sessions_processed"], report["events_backfilled"], report["leaves"]) == (1, 0, [])
    assert (log(ours), os.path.exists(ours.in_state("sessions.json"))) == (before, False)
    assert ds("dream", "scope", "--only", "image", "--json").data["would"] == []


def test_scope_says_what_would_leave(ds: Command, add: Any, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Transcripts go where `backend.sessions` says and nowhere else; the host and the size are named before."""
    monkeypatch.setenv("OPENAI_API_KEY", "any")
    add()
    Config(ours).set("backend.text", "openai")
    assert ds("dream", "scope", "--only", "backfill", "--json").data["leaves"] == []

    Config(ours).set("backend.sessions", "openai")
    report = ds("dream", "scope", "--only", "backfill", "--json").data
    assert [(row["backend"], row["host"]) for row in report["would"]] == [("openai", "api.openai.com")]
    assert [(row["host"], row["dreams"], row["sessions"]) for row in report["leaves"]] == [("api.openai.com", 0, 1)]
    assert "Words would go to api.openai.com (openai): 1 session," in ds("dream", "scope", "--only", "backfill").out


# ── preview ──


def test_preview_is_the_next_run(ds: Command, add: Any, station: str, ours: Places) -> None:
    """The same events but for their ids and the run's; nothing is written."""
    add()
    add(talk(LINES[1].replace("last", "first"), "There was a heron on the platform.", day="2026-11-21"), name="b.txt")
    before = log(ours)
    seen = ds("dream", "preview", "--json")
    assert (seen.code, log(ours), events(ds)) == (0, before, [])
    report = ds("dream", "--only", "backfill", "--json").data
    made = events(ds)

    def bare(row: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in row.items() if k != "id"} | {
            "meta": {k: v for k, v in row["meta"].items() if k != "run"}
        }

    order = [json.loads(line)["data"]["event"] for line in log(ours).splitlines() if b'"event.added"' in line]
    made.sort(key=lambda row: order.index(row["id"]))
    assert made and [bare(row) for row in made] == seen.data["proposals"]
    told = ("sessions_processed", "events_backfilled", "events_linked", "events_dropped")
    assert [seen.data[name] for name in told] == [report[name] for name in told]
    assert all("run" not in row["meta"] and "id" not in row for row in seen.data["proposals"])
    assert ds("dream", "preview", "--json").data["proposals"] == []


def test_preview_chooses_as_a_run(ds: Command, add: Any, station: str) -> None:
    """`--limit`, `--session`, `--since` and `--dream` select, and change nothing for the others."""
    one, other = add(), add(talk("There was a mill by the sea, and it was red.", day="2026-11-02"), name="b.txt")

    def read(*more: str) -> set[str]:
        return {row["meta"]["session"] for row in ds("dream", "preview", *more, "--json").data["proposals"]}

    assert read() == {one, other}
    assert read("--limit", "1") == {other}  # the older talk
    assert read("--session", one) == {one}
    assert read("--since", "2026-11-10") == {one}
    assert read("--dream", station) == {one}
    assert read("--limit", "0") == set()


def test_preview_for_measuring(ds: Command, add: Any) -> None:
    """A share of the turns cited, rounded down, instead of at most five; no forecast."""
    lines = [f"I remember that room {n} had a door of glass and a heron named Number {n}." for n in range(20)]
    add(talk(*lines))

    def count(*more: str) -> int:
        return len(ds("dream", "preview", *more, "--json").data["proposals"])

    assert (count("--budget", "0"), count("--budget", "0.04"), count("--budget", "0.3")) == (0, 0, 6)
    assert count() <= 5
    assert ds("dream", "preview", "--budget", "1.5").code == 2


def test_preview_for_people(ds: Command, add: Any, station: str, snapshot: Snapshot) -> None:
    """What, of which dream, in which words; and what was left."""
    add()
    snapshot(ds("dream", "preview").out)


# ── run ──


def test_only_backfill(ds: Command, add: Any, tell: Tell) -> None:
    """Sessions are read and no job is done; a choice of kinds reads none; alone, both are done."""
    tell("I flew over the sea at night.")
    add()
    picture = ds("dream", "--only", "image", "--json").data
    assert (picture["jobs"]["completed"], picture["sessions_processed"]) == (1, 0)
    read = ds("dream", "--only", "backfill", "--json").data
    assert (read["jobs"]["completed"], read["sessions_processed"]) == (0, 1)

    add(talk("There was a mill by the sea, and it was red."), name="b.txt")
    both = ds("dream", "--json").data
    assert (both["jobs"]["completed"], both["sessions_processed"]) == (2, 1)


def test_one_session(ds: Command, add: Any, tell: Tell) -> None:
    """`--session` reads that one, and makes nothing."""
    tell("I flew over the sea at night.")
    one, other = add(), add(talk("There was a mill by the sea, and it was red."), name="b.txt")
    report = ds("dream", "--session", other[:8], "--json").data

    assert (report["jobs"]["completed"], report["sessions_processed"]) == (0, 1)
    rows = {row["id"]: row["status"] for row in ds("sessions", "list", "--json").data}
    assert rows == {one: "new", other: "read"}


@pytest.mark.parametrize("command", [("dream",), ("dream", "run"), ("dream", "scope"), ("dream", "preview")])
def test_wrong_choices(ds: Command, add: Any, command: tuple[str, ...]) -> None:
    """A session nobody has is not found, a time nobody knows and a kind nobody makes are usage; nothing is read."""
    add()

    assert ds(*command, "--session", "s-nobody").code == 3
    ran = ds(*command, "--since", "the other day-ish", "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert ds(*command, "--since", "2026-02-31").code == 2
    assert ds(*command, "--dream", "d-nobody").code == 3
    if command != ("dream", "preview"):
        assert ds(*command, "--only", "backfill,horoscope").code == 2
    assert ds("sessions", "list", "--json").data[0]["status"] == "new"


def test_for_people(ds: Command, add: Any, station: str, snapshot: Snapshot) -> None:
    """What was read and suggested, and where to look at it; the second time that all was read."""
    add()
    first, second = ds("dream").out, ds("dream").out
    snapshot(f"{first}\n{second}")


def test_nobody_may_read(ds: Command, add: Any, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not consented is 5 with the reason and what to type, never a silent "ok"; a dry run just says it."""
    monkeypatch.setenv("OPENAI_API_KEY", "any")
    add()
    before = log(ours)
    for more in (("dream", "--only", "backfill"), ("dream", "preview"), ("dream",)):
        ran = ds(*more, "--backend", "openai", "--json")
        assert ran.code == 5, more
        (left,) = ran.data["skipped"]
        assert "does not let transcripts go to openai" in left["why"]
        assert "dreamstream config set backend.sessions openai" in left["why"]
    assert log(ours) == before
    assert "transcripts" in ds("dream", "--only", "backfill", "--backend", "openai").out

    scope = ds("dream", "scope", "--backend", "openai", "--json")
    assert (scope.code, scope.data["would"]) == (0, [])
    assert "transcripts" in scope.data["skipped"][0]["why"]


def test_without_a_key(ds: Command, add: Any, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named and without a key: 5, and the hint says how to say it."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    Config(ours).set("backend.sessions", "openai")
    add()
    ran = ds("dream", "--only", "backfill", "--json")

    assert ran.code == 5
    assert "keys set openai" in ran.data["skipped"][0]["why"]


def test_jobs_are_done_though_nobody_may_read(ds: Command, add: Any, tell: Tell, ours: Places) -> None:
    """Partly done is 4: a job was, and no session was read."""
    Config(ours).set("backend.sessions", "openai")
    tell("I flew over the sea at night.")
    add()
    ran = ds("dream", "--json")

    assert (ran.code, ran.data["jobs"]["completed"], ran.data["sessions_processed"]) == (4, 3, 0)


def test_who_draws_only_reads_nothing(ds: Command, add: Any) -> None:
    """A backend for once that only draws leaves the reading as it is configured."""
    add()

    assert ds("dream", "--backend", "a1111", "--only", "backfill", "--json").data["sessions_processed"] == 1


# ── a model that fails ──


@pytest.mark.parametrize("script", ["sessions: refuse", "sessions: bad"])
def test_a_stretch_that_fails(ds: Command, add: Any, mock: Callable[[str], None], script: str, ours: Places) -> None:
    """Exit 4 with the reason, each time it is tried; after three it waits for a person, and then it is read."""
    id = add()
    mock(script)
    for attempt in (1, 2, 3):
        ran = ds("dream", "--only", "backfill", "--json")
        (failed,) = ran.data["sessions_failed"]
        assert (ran.code, failed["id"], failed["gaps"], failed["again"]) == (4, id, 1, attempt < 3)
        assert failed["why"]
    assert ds("sessions", "list", "--json").data[0]["status"] == "failed"
    before = log(ours)
    given_up = ds("dream", "--only", "backfill", "--json")
    assert (given_up.data["sessions_processed"], log(ours)) == (0, before)
    assert "could not be read 3 times" in given_up.data["skipped"][0]["why"]

    mock("ok")
    assert ds("dream", "--session", id, "--json").data["sessions_processed"] == 1
    (row,) = ds("sessions", "list", "--json").data
    assert (row["status"], row["chunks_failed"], row["read"]) == ("read", 0, 3)


def test_a_passing_fault(ds: Command, add: Any, mock: Callable[[str], None]) -> None:
    """What may pass costs no attempt, however often; then it is read."""
    add()
    mock("sessions: fail")
    for _ in range(4):
        assert ds("dream", "--only", "backfill").code in (4, 5)
    mock("ok")

    assert ds("dream", "--only", "backfill", "--json").data["sessions_processed"] == 1
    assert [row["quote"] for row in (event["meta"] for event in events(ds))] == [LINES[2]]


def test_a_slow_one(ds: Command, add: Any, mock: Callable[[str], None]) -> None:
    """Who takes its time and answers is waited for."""
    add()
    mock("sessions: hang 0.1")

    assert ds("dream", "--only", "backfill", "--json").data["events_backfilled"] == 1


def test_one_that_never_answers(
    ds: Command, add: Any, mock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past its limit it is left to itself: the pass ends, says so, and the next one tries again."""
    monkeypatch.setattr(reading, "LIMIT", 0.2)
    add()
    mock("sessions: hang 5")
    ran = ds("dream", "--only", "backfill", "--json")
    assert (ran.code, ran.data["sessions_processed"]) == (4, 0)
    assert [row["why"] for row in ran.data["sessions_failed"]] == ["it took longer than its limit"]
    mock("")

    assert ds("dream", "--only", "backfill", "--json").data["sessions_processed"] == 1


def test_it_says_so_to_people(ds: Command, add: Any, mock: Callable[[str], None]) -> None:
    """The session by name and id, and why; `status` says it again later."""
    id = add()
    mock("sessions: refuse")
    said = ds("dream", "--only", "backfill")

    assert said.code == 4 and f"morning.txt ({id}): the mock was told to refuse" in said.out
    assert f"morning.txt ({id}): the mock was told to refuse" in ds("dream", "status").out
    assert ds("dream", "status", "--json").data["sessions"] == {"waiting": 1, "failed": 1}


def test_cron_keeps_the_exit(ds: Command, add: Any, mock: Callable[[str], None]) -> None:
    """Quiet, and 4 all the same."""
    add()
    mock("sessions: refuse")
    ran = ds("dream", "--scheduled")

    assert (ran.code, ran.out) == (4, "")


# ── status, history, undo ──


def test_status(ds: Command, add: Any, station: str, snapshot: Snapshot) -> None:
    """What waits to be read and to be reviewed."""
    add()
    before = ds("dream", "status", "--json").data
    assert (before["sessions"], before["suggested"]) == ({"waiting": 1, "failed": 0}, 0)
    ds("dream", "--only", "backfill")
    after = ds("dream", "status", "--json").data

    assert (after["sessions"], after["suggested"]) == ({"waiting": 0, "failed": 0}, len(events(ds)))
    snapshot(ds("dream", "status").out)


def test_history(ds: Command, add: Any, station: str, snapshot: Snapshot) -> None:
    """A line a pass; one of them with what it suggested and what became of that."""
    add()
    run = ds("dream", "--only", "backfill", "--json").data["run"]
    first = events(ds)[0]["id"]
    ds("review", "--accept", first)
    one = ds("dream", "history", run[:8], "--json").data

    assert one["id"] == run
    assert {event["id"] for event in one["events"]} == {event["id"] for event in events(ds)}
    assert next(event for event in one["events"] if event["id"] == first)["status"] == "confirmed"
    assert one["sessions"]["read"] == 1
    assert ds("dream", "history", "r-nobody").code == 3
    snapshot(f"{ds('dream', 'history').out}\n{ds('dream', 'history', run).out}")


def test_undo_a_pass(ds: Command, add: Any, station: str, ours: Places) -> None:
    """What it suggested is gone, accepted or not; none comes again; `undo` brings it back as it was."""
    add()
    view = ds("show", station, "--json").data
    run = ds("dream", "--only", "backfill", "--json").data["run"]
    made = events(ds)
    ds("review", "--accept", made[0]["id"])
    after = ds("show", station, "--json").data
    ran = ds("dream", "undo", run[:6], "--json")

    assert ran.data == {"run": run, "undone": len(made)}
    assert (ds("show", station, "--json").data, events(ds)) == (view, [])
    assert ds("dream", "history", run, "--json").data["undone"] is True
    assert ds("dream", "--only", "backfill", "--json").data["events_backfilled"] == 0
    assert ds("undo").code == 0
    assert ds("show", station, "--json").data == after


def test_undo_once(ds: Command, add: Any, ours: Places) -> None:
    """A second time there is nothing to take back, and nothing is written; a pass nobody knows is not found."""
    add()
    run = ds("dream", "--only", "backfill", "--json").data["run"]
    assert ds("dream", "undo", run).out.endswith("taken back; none comes again.\n")
    before = log(ours)
    again = ds("dream", "undo", run)

    assert (again.code, again.out) == (0, f"{run} has nothing to take back.\n")
    assert log(ours) == before
    assert ds("dream", "undo", "r-nobody").code == 3
    assert ds("dream", "undo", "").code == 3


def test_a_preview_that_fails_says_so(ds: Command, add: Any, mock: Callable[[str], None], ours: Places) -> None:
    """It exits as the pass would, writes nothing, and the pass still has all its tries."""
    add()
    mock("sessions: bad")
    before = sorted(path.stat().st_size for path in Path(ours.log).rglob("*.jsonl"))
    ran = ds("dream", "preview", "--json")

    assert (ran.code, ran.data["proposals"]) == (4, [])
    assert [row["gaps"] for row in ran.data["sessions_failed"]] == [1]
    assert "it is tried again" in ds("dream", "preview").out
    assert sorted(path.stat().st_size for path in Path(ours.log).rglob("*.jsonl")) == before
