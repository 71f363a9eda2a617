"""Reading what waits: events first, then how far was read; what fails is said, and tried again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from told import SAID, SMALL, Stub, dream, every, gap, known, proposal, put, records, tagged

from dreamstream.config import Config
from dreamstream.dream import run as passes
from dreamstream.dream.choice import Choice
from dreamstream.dream.known import ATTEMPTS
from dreamstream.dream.readers import who as readers
from dreamstream.dream.readers.port import Gained, Wanted
from dreamstream.dream.readers.secrets import MASK, REMOVED
from dreamstream.dream.transcripts import chat, door
from dreamstream.errors import BackendUnavailable, NotConsented
from dreamstream.index import sessions
from dreamstream.jobs.outage import FAILURES
from dreamstream.journal import Journal
from dreamstream.paths import Places
from dreamstream.proposals import Proposal

Pass = Callable[..., dict[str, Any]]
DREAM = "d-aaaaaaaaaa"
TALK = tagged(*SAID)


@pytest.fixture
def folder(ours: Places, tmp_path: Path) -> Path:
    """A watched folder."""
    place = tmp_path / "talks"
    place.mkdir()
    Config(ours).set("sessions.watch", str(place))
    return place


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Stub:
    """Who reads in a pass."""
    stub = Stub()
    monkeypatch.setattr(readers, "open", lambda *_args: stub)
    return stub


@pytest.fixture
def really(journal: Journal, ours: Places) -> Pass:
    """A pass that reads; its report."""

    def call(**more: Any) -> dict[str, Any]:
        choice = Choice(only=("backfill",), **more)
        return passes.sweep(journal, Config(ours), choice, tell=lambda *_: None)

    return call


def misses(*gaps: Any, **more: Any) -> Callable[[Wanted], Gained]:
    return lambda wanted: Gained(proposals=(), missed=gaps, **more)


def refused(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(row["name"], row["why"]) for row in report["skipped"] if row.get("unavailable")]


# ── what is written ──


def test_events_first(really: Pass, reader: Stub, journal: Journal, folder: Path, ours: Places) -> None:
    """One pass: begun, each session's events and then how far it was read, ended; all with the pass's name."""
    dream(journal, DREAM)
    put(folder, "a.txt", TALK)
    put(folder, "b.txt", tagged("I dreamt of a mill that was red.", "Then the wheel stood still.", day="2026-11-21"))
    report = really()
    told = [record for record in records(ours) if record["kind"] != "dream.logged"]

    assert [record["kind"] for record in told] == [
        "pass.started", *["event.added"] * 3, "session.read", *["event.added"] * 2, "session.read", "pass.finished",
    ]  # fmt: skip
    assert {record["data"].get("run") or record["data"]["meta"]["run"] for record in told} == {report["run"]}
    assert (report["sessions_processed"], report["events_backfilled"]) == (2, 5)
    assert told[-1]["data"]["sessions"] == {"read": 2, "events": 5, "linked": 0, "dropped": 0, "failed": 0}


def test_an_event_of_a_pass(really: Pass, reader: Stub, journal: Journal, folder: Path, ds: Any) -> None:
    """As scripts are promised: each member, the turn's own id and time, the quote where its span says."""
    dream(journal, DREAM)
    put(folder, "a.txt", TALK)
    report = really()
    event = next(e for e in ds("event", "list", DREAM, "--json").data if e["meta"]["turns"] == ["t-2"])
    (session,) = door.read(TALK.encode(), "a.txt")
    turn = session.turns[1]

    assert event.keys() == {"id", "target", "type", "text", "at", "status", "source", "author", "meta"}
    assert event["meta"].keys() >= {"run", "session", "turns", "quote", "span", "score", "similar_to"}
    assert (event["target"], event["status"], event["source"], event["author"]) == (
        DREAM,
        "suggested",
        "dream",
        "agent",
    )
    assert (event["at"], event["meta"]["run"]) == (turn.at, report["run"])
    assert turn.text[slice(*event["meta"]["span"])] == event["meta"]["quote"]
    assert event["meta"]["session"] == sessions.resolve(journal.db, "s-").id


def test_without_a_dream(really: Pass, reader: Stub, journal: Journal, folder: Path) -> None:
    """It is read all the same, and what it gives is noted on the session; where no time is said there is none."""
    put(folder, "a.txt", "I dreamt of a mill.\n")
    really()
    (session,) = sessions.all(journal.db)
    (row,) = sessions.events(journal.db, session.id)

    assert row["text"] == "I dreamt of a mill."
    assert journal.db.execute("select at from events").fetchall() == [(None,)]


def test_how_far_it_was_read(really: Pass, reader: Stub, folder: Path, ours: Places) -> None:
    """The record says what was read by whom, and holds no word of it."""
    put(folder, "a.txt", TALK)
    really()
    (read,) = records(ours, "session.read")

    assert read["data"].keys() == {
        "session", "run", "name", "format", "anonymous", "turns", "hash", "tail", "first", "reader", "missed",
    }  # fmt: skip
    assert (read["data"]["turns"], read["data"]["reader"], read["data"]["missed"]) == (3, "stub-1", [])
    assert "grandmother" not in json.dumps(read)


def test_a_talk_without_anything(really: Pass, reader: Stub, folder: Path, ours: Places) -> None:
    """Nothing to suggest is no failure: it is read, and not again."""
    reader.gives = lambda wanted: []
    put(folder, "a.txt", tagged(*SMALL))
    first, second = really(), really()

    assert (first["sessions_processed"], first["events_backfilled"], first["sessions_failed"]) == (1, 0, [])
    assert (second["sessions_processed"], second["run"]) == (0, None)
    assert len(reader.asked) == 1


def test_the_second_pass_says_nothing(really: Pass, reader: Stub, folder: Path, ours: Places) -> None:
    """Not a byte in the log, with the memory of stamps and without it."""
    put(folder, "a.txt", TALK)
    really()
    before = records(ours)
    really()
    Path(ours.in_state("sessions.json")).unlink()
    really()

    assert records(ours) == before


# ── what a reader is given ──


def test_what_it_is_given(really: Pass, reader: Stub, journal: Journal, folder: Path) -> None:
    """The turns with ids and times, when the talk began, the dreams with what is noted of them, and where to begin."""
    dream(journal, DREAM, title="The station")
    note = {"event": "e-1", "target": DREAM, "type": "note", "text": "A note.", "status": "confirmed"}
    journal.tell([("event.added", note)])
    path = put(folder, "a.txt", TALK)
    really()
    put(folder, "a.txt", path.read_text() + "[2026-11-20 07:09] Mara (t-9): And a heron.\n")
    really()
    first, second = reader.asked

    assert [turn.id for turn in first.turns] == ["t-1", "t-2", "t-3"]
    assert (first.start, first.at) == (0, first.turns[0].at)
    assert [(one.id, one.title, one.events) for one in first.candidates] == [(DREAM, "The station", ("A note.",))]
    assert (second.start, [turn.id for turn in second.turns][3:], second.again) == (3, ["t-9"], ())


def test_no_secret_gets_anywhere(really: Pass, reader: Stub, journal: Journal, folder: Path, ours: Places) -> None:
    """Neither to the reader nor into the log or the index; what stands around it keeps its place."""
    secret = "tr0mb0ne-77"
    line = f"I dreamt that my password is {secret} and the door of the mill stood open."
    put(folder, "a.txt", tagged(line, "Yes."))
    really()
    turn = reader.asked[0].turns[0]

    assert (len(turn.text), turn.text.count(MASK)) == (len(line), len(secret))
    for path in (*Path(ours.log).rglob("*.jsonl"), *Path(ours.state).rglob("*")):
        assert not path.is_file() or secret.encode() not in path.read_bytes(), path
    told = json.dumps(records(ours, "event.added"))
    assert secret not in told and (REMOVED in told or "the door of the mill" in told)


def test_machine_words_come_back_from_nobody(
    really: Pass, reader: Stub, journal: Journal, folder: Path, ours: Places
) -> None:
    """Who reads an analysis aloud adds nothing; the journal's own turns are not even a candidate."""
    dream(journal, DREAM)
    hook = "A station may be a place where something in you waits to leave."
    journal.tell(
        [
            ("job.asked", {"job": "j-1", "dream": DREAM, "kind": "analysis"}),
            ("job.claimed", {"job": "j-1", "token": "t-1", "attempt": 1, "worker": "w-1"}),
            ("job.done", {"job": "j-1", "token": "t-1", "rev": 1, "result": {"data": {"hook": hook}, "media": []}}),
        ]
    )
    put(folder, "a.txt", tagged(f"It said: {hook}", hook.upper(), "And the clock had no hands."))
    reader.gives = lambda wanted: [
        proposal(turn, quote=turn.text.removeprefix("It said: "), target=DREAM) for turn in wanted.turns
    ]
    journal.refresh()
    entries, _, _ = passes.foresee(journal, Config(ours), Choice(only=("backfill",)))
    assert [len(entry.events) for entry in entries] == [1]
    report = really()

    assert [row["text"] for row in sessions.events(journal.db, DREAM)] == ["And the clock had no hands."]
    assert (report["events_backfilled"], report["events_dropped"]) == (1, 2)


def test_a_talk_about_another_ending(really: Pass, reader: Stub, journal: Journal, folder: Path) -> None:
    """What was invented there is nothing that was dreamt."""
    dream(journal, DREAM)
    head = chat.head(kind="healing", dream=DREAM, id="s-k3v9x2qm7t", at="2026-11-20T07:10:00+01:00")
    said = [("x-k3v9x2qm7t", "My aunt opens the gate."), ("x-k3v9x2qm7v", "I will try that tonight.")]
    body = [chat.line(role="user", id=id, at="2026-11-20T07:11:00+01:00", text=text) for id, text in said]
    put(folder, "s-k3v9x2qm7t.jsonl", head + "".join(body))
    reader.gives = lambda wanted: [
        proposal(turn, type=type, target=DREAM) for turn, type in zip(wanted.turns, ("recall", "decision"), strict=True)
    ]
    really()

    assert [(row["type"], row["text"]) for row in sessions.events(journal.db, DREAM)] == [
        ("decision", "I will try that tonight."),
    ]
    assert sessions.resolve(journal.db, "s-k3v9x2qm7t").dream == DREAM


# ── what goes wrong ──


def test_what_could_not_be_read(really: Pass, reader: Stub, journal: Journal, folder: Path, ours: Places) -> None:
    """It is no part of what was read, is said with its reason, and the next pass tries just that."""
    put(folder, "a.txt", TALK)
    reader.whole = False
    reader.gives = lambda wanted: Gained(proposals=(proposal(wanted.turns[0]),), missed=(gap(1, 3),))
    report = really()
    (known_,) = sessions.all(journal.db)

    assert [(row["name"], row["why"], row["gaps"]) for row in report["sessions_failed"]] == [("a.txt", "it rained", 1)]
    assert (known_.status, known_.read, len(known_.missed)) == ("partial", 1, 1)
    assert report["events_backfilled"] == 1

    reader.gives = lambda wanted: [proposal(turn) for turn in wanted.turns[1:]]
    again = really()
    asked = reader.asked[-1]
    assert (asked.start, [(m.stretch.first, m.stretch.end, m.attempts) for m in asked.again]) == (3, [(1, 3, 1)])
    assert (again["events_backfilled"], again["sessions_failed"]) == (2, [])
    assert next(sessions.all(journal.db)).status == "read"
    assert len({record["data"]["event"] for record in records(ours, "event.added")}) == 3


def test_given_up(really: Pass, reader: Stub, journal: Journal, folder: Path) -> None:
    """After three attempts it waits for a person; then `session` tries once more."""
    put(folder, "a.txt", TALK)
    reader.gives = lambda wanted: Gained(
        proposals=(), missed=(gap(0, 3, attempts=1 + max((m.attempts for m in wanted.again), default=0)),)
    )
    for _ in range(ATTEMPTS):
        assert len(really()["sessions_failed"]) == 1
    report = really()

    assert (len(reader.asked), report["run"]) == (ATTEMPTS, None)
    (row,) = report["skipped"]
    assert row["why"].startswith("could not be read 3 times") and row["id"] in row["why"]
    assert sessions.one(journal.db, row["id"]).status == "failed"  # type: ignore[union-attr]

    reader.gives = every
    named = really(session=row["id"])
    assert named["sessions_processed"] == 1
    assert sessions.one(journal.db, row["id"]).status == "read"  # type: ignore[union-attr]


def test_a_talk_that_goes_on_is_read_though_it_was_given_up(really: Pass, reader: Stub, folder: Path) -> None:
    """What is new is new, whatever became of the rest."""
    path = put(folder, "a.txt", TALK)
    reader.gives = misses(gap(0, 3, attempts=ATTEMPTS))
    really()
    reader.gives = every
    put(folder, "a.txt", path.read_text() + "[2026-11-20 07:09] Mara (t-9): And a heron.\n")
    really()

    assert (len(reader.asked), reader.asked[1].start, reader.asked[1].again) == (2, 3, ())


@pytest.mark.parametrize("error", [NotConsented, BackendUnavailable])
def test_nobody_may_read(
    really: Pass, monkeypatch: pytest.MonkeyPatch, folder: Path, ours: Places, error: type[BackendUnavailable]
) -> None:
    """Every session that waits says so with what helps, nothing is written, and all of it waits on."""

    def open_(*_args: Any) -> Any:
        raise error("Nobody may.", hint="Say who.")

    put(folder, "a.txt", TALK)
    put(folder, "b.txt", "I dreamt of a mill.\n")
    with monkeypatch.context() as now:
        now.setattr(readers, "open", open_)
        report = really()
    assert sorted(refused(report)) == [("a.txt", "Nobody may. Say who."), ("b.txt", "Nobody may. Say who.")]
    assert (report["run"], records(ours)) == (None, [])

    monkeypatch.setattr(readers, "open", lambda *_args: Stub())
    assert really()["sessions_processed"] == 2


def test_it_ends_in_the_middle(really: Pass, reader: Stub, folder: Path, ours: Places) -> None:
    """A reader that is not available any more leaves the rest with its reason; what was read is kept."""

    def gives(wanted: Wanted) -> list[Proposal]:
        if len(reader.asked) > 1:
            raise BackendUnavailable("It is gone.", hint="Wait.")
        return every(wanted)

    reader.gives = gives
    for n in (1, 2, 3):
        put(folder, f"{n}.txt", tagged(f"I dreamt of mill number {n}.", "Yes.", day=f"2026-11-0{n}"))
    report = really()

    assert (report["sessions_processed"], len(records(ours, "session.read"))) == (1, 1)
    assert refused(report) == [("2.txt", "It is gone. Wait."), ("3.txt", "It is gone. Wait.")]


def test_a_server_that_rests(really: Pass, reader: Stub, folder: Path, journal: Journal) -> None:
    """After some outages in a row nobody is sent there for a while, and what waits says why."""
    reader.whole, reader.server = False, "llm.example.org"
    reader.gives = misses(gap(0, 2, "llm.example.org does not answer", attempts=0, passing=True))
    for n in range(FAILURES + 2):
        put(folder, f"{n}.txt", tagged(f"I dreamt of mill number {n}.", "Yes.", day=f"2026-11-0{n + 1}"))
    report = really()

    assert len(reader.asked) == FAILURES
    assert [name for name, why in refused(report) if "it is asked again at" in why] == ["3.txt", "4.txt"]


@pytest.mark.parametrize("host", ["", "llm.example.org"])
def test_the_days_limit(really: Pass, reader: Stub, folder: Path, ours: Places, journal: Journal, host: str) -> None:
    """What a hosted reader may not be asked today waits until tomorrow; it holds for no reader of this machine."""
    Config(ours).set("limits.requests", "1")
    reader.whole, reader.host, reader.server = False, host, host
    journal.tell([("job.released", {"job": "j-1", "token": "t-1", "spent": {
        "openai": {"requests": 1, "tokens": 9, "hosted": True},
    }})])  # fmt: skip
    put(folder, "a.txt", TALK)
    report = really()

    assert (report["sessions_processed"], len(reader.asked)) == ((0, 0) if host else (1, 1))
    assert [why for _, why in refused(report)] == (
        ["today's limit of 1 requests is used; it goes on tomorrow"] if host else []
    )


# ── what happens meanwhile ──


def test_a_dream_that_goes_meanwhile(really: Pass, reader: Stub, journal: Journal, folder: Path) -> None:
    """What was proposed for it is noted on the session, so that nothing of a deleted dream comes back."""
    dream(journal, DREAM)
    put(folder, "a.txt", TALK)

    def gives(wanted: Wanted) -> list[Proposal]:
        found = every(wanted)
        journal.tell([("dream.deleted", {"dream": DREAM})])
        return found

    reader.gives = gives
    really()
    (session,) = sessions.all(journal.db)

    assert sessions.events(journal.db, DREAM) == []
    assert len(sessions.events(journal.db, session.id)) == 3


def test_another_machine_was_faster(really: Pass, reader: Stub, journal: Journal, folder: Path, ours: Places) -> None:
    """What it wrote has arrived while we read: nothing is appended twice, and the session is left to it."""
    put(folder, "a.txt", TALK)
    (told,) = door.read(TALK.encode(), "a.txt")

    def gives(wanted: Wanted) -> list[Proposal]:
        from dreamstream.dream.known import own_id

        known(journal, own_id(told), told, read=True)
        return every(wanted)

    reader.gives = gives
    report = really()

    assert (report["sessions_processed"], records(ours, "event.added")) == (0, [])
    assert refused(report) == [("a.txt", "another machine's pass read it meanwhile")]


def test_two_sessions_say_the_same(really: Pass, reader: Stub, journal: Journal, folder: Path) -> None:
    """Of one night, in one pass: it is suggested once, and the report says that the other was dropped."""
    dream(journal, DREAM)
    for name in ("a.txt", "b.txt"):
        put(folder, name, tagged("The clock in the hall had no hands.", f"This is {name}, my own."))
    report = really()

    assert (report["sessions_processed"], report["events_backfilled"], report["events_dropped"]) == (2, 3, 1)


def test_what_is_refused_is_counted(really: Pass, reader: Stub, folder: Path) -> None:
    """Why items were left out, over all sessions."""
    reader.gives = lambda wanted: Gained(proposals=(), refused={"unknown type": 2})
    put(folder, "a.txt", "I dreamt of a mill.\n")
    put(folder, "b.txt", "I dreamt of a lake.\n")

    assert really()["events_refused"] == {"unknown type": 4}


# ── a preview ──


def test_a_preview_is_the_next_pass(really: Pass, reader: Stub, journal: Journal, folder: Path, ours: Places) -> None:
    """The same events but for id and run, over sessions that resemble and repeat one another; nothing is written."""
    dream(journal, DREAM)
    put(folder, "a.txt", TALK)
    put(folder, "b.txt", tagged(SAID[0], SAID[1].replace("last", "first"), "And a heron stood there."))
    journal.refresh()
    before = records(ours)
    entries, tally, _ = passes.foresee(journal, Config(ours), Choice(only=("backfill",)))
    seen = [{k: v for k, v in event.items() if k != "event"} for entry in entries for event in entry.events]
    assert (records(ours), journal.db.execute("select count(*) from sessions").fetchone()) == (before, (0,))

    report = really()
    events = [record["data"] for record in records(ours, "event.added")]
    metas = [{k: v for k, v in event["meta"].items() if k != "run"} for event in events]
    assert [
        {k: v for k, v in event.items() if k != "event"} | {"meta": meta}
        for event, meta in zip(events, metas, strict=True)
    ] == seen
    assert (tally.events, tally.linked, tally.dropped) == tuple(
        report[f"events_{name}"] for name in ("backfilled", "linked", "dropped")
    )
    assert tally.linked and tally.dropped
