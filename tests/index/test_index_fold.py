"""One record into rows: guarded by what was before, and deaf to what cannot be."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

import pytest
from faults.rows import contents, difference, fresh

from dreamstream.index import acts, dreams, jobs
from dreamstream.index.open import Index
from dreamstream.journal import Journal
from dreamstream.log import frame, writer
from dreamstream.paths import Places

Wish = tuple[str, dict[str, Any]]


def logged(dream: str = "d-1", text: str = "the sea", **facts: Any) -> Wish:
    return "dream.logged", {"dream": dream, "text": text} | facts


def asked(job: str = "j-1", dream: str = "d-1", kind: str = "analysis", **facts: Any) -> Wish:
    return "job.asked", {"job": job, "dream": dream, "kind": kind} | facts


def claimed(job: str = "j-1", token: str = "t-1", attempt: int = 1) -> Wish:
    return "job.claimed", {"job": job, "token": token, "attempt": attempt}


def done(job: str = "j-1", token: str = "t-1", *, media: str = "", **data: Any) -> Wish:
    return "job.done", {
        "job": job,
        "token": token,
        "rev": 1,
        "result": {"data": data, "media": [media] if media else []},
    }


def tell(journal: Journal, *wishes: Wish) -> sqlite3.Connection:
    """Each as an act of its own, then caught up."""
    for wish in wishes:
        journal.tell([wish])
    journal.refresh()
    return journal.db


def stand(journal: Journal, job: str = "j-1") -> tuple[str, int]:
    found = jobs.one(journal.db, job)
    assert found
    return found["status"], found["retry_count"]


def shown(journal: Journal, dream: str = "d-1") -> dict[str, Any]:
    return dreams.whole(journal.db, dreams.resolve(journal.db, dream)[0])


# ── dreams ──


def test_a_dream_told_twice_is_one(journal: Journal) -> None:
    """The first telling counts, whether the second comes in the same act or later."""
    journal.tell([logged(text="first", tags=["a"]), logged(text="second", tags=["b"])])
    tell(journal, logged(text="third"))

    assert [(row["id"], row["text"]) for row in [dreams.told(journal.db, 1)]] == [("d-1", "first")]
    assert journal.db.execute("select count(*) from dreams").fetchone()[0] == 1
    assert shown(journal)["tags"] == ["a"]


def test_an_edit_changes_what_it_names_and_nothing_else(journal: Journal) -> None:
    """Text makes a new revision; facts do not; a change of a dream nobody has is passed over."""
    tell(journal, logged(title="t", tags=["a"], stress=7), ("dream.edited", {"dream": "d-1", "tags": ["b", "c"]}))
    assert (dreams.told(journal.db, 1)["rev"], shown(journal)["tags"], shown(journal)["stress"]) == (1, ["b", "c"], 7)
    tell(journal, ("dream.edited", {"dream": "d-1", "text": "new", "stress": None}), ("dream.edited", {"dream": "d-9"}))

    found = shown(journal)
    assert (found["text"], found["title"], found["stress"], dreams.told(journal.db, 1)["rev"]) == ("new", "t", None, 2)


def test_a_deleted_dream_takes_its_wishes_along(journal: Journal) -> None:
    """They are cancelled, a late answer changes nothing; with the dream they come back, and wait again."""
    tell(journal, logged(), asked(), claimed(), ("dream.deleted", {"dream": "d-1"}), done(hook="late"))
    assert stand(journal)[0] == "cancelled"
    assert list(dreams.rows(journal.db)) == []
    tell(journal, ("dream.restored", {"dream": "d-1"}))

    assert [row["id"] for row in dreams.rows(journal.db)] == ["d-1"]
    assert shown(journal)["outputs"]["analysis"]["status"] == "pending"
    tell(journal, done(hook="late"))
    assert stand(journal) == ("pending", 1)


@pytest.mark.parametrize(
    "late",
    [
        logged(text="canary"),
        ("dream.edited", {"dream": "d-1", "text": "canary", "title": "canary", "tags": ["canary"]}),
        ("dream.restored", {"dream": "d-1"}),
        ("event.added", {"event": "e-9", "target": "d-1", "type": "note", "text": "canary"}),
        asked("j-9", params={"variation": "canary"}),
    ],
    ids=lambda wish: wish[0],
)
def test_nothing_of_a_purged_dream_comes_back(journal: Journal, ours: Places, late: Wish) -> None:
    """Another machine's late record about it is passed over, and no table holds its words."""
    tell(
        journal,
        logged(text="canary", title="canary", people=["canary"]),
        ("dream.edited", {"dream": "d-1", "text": "canary again"}),
        ("event.added", {"event": "e-1", "target": "d-1", "type": "note", "text": "canary"}),
        ("event.reviewed", {"event": "e-1", "text": "canary, reviewed"}),
        asked(),
        claimed(),
        done(hook="canary", signs=[{"label": "canary", "kind": "symbol"}]),
        ("dream.purged", {"dream": "d-1"}),
        late,
    )

    assert "canary" not in repr(contents(journal.db))
    assert difference(contents(journal.db), fresh(ours)) == {}


def test_the_dreamers_word_comes_before_the_analysis(journal: Journal) -> None:
    """Type, stress and emotions are the dreamer's, and the analysis's where nothing was said."""
    reading = {"nightmare": {"likely": True}, "stress": 80, "emotions": ["fear"]}
    tell(journal, logged(), asked(), claimed(), done(**reading))
    assert [shown(journal)[k] for k in ("type", "stress", "emotions")] == ["nightmare", 80, ["fear"]]
    tell(journal, ("dream.edited", {"dream": "d-1", "type": "lucid", "stress": 5, "emotions": ["joy"]}))
    assert [shown(journal)[k] for k in ("type", "stress", "emotions")] == ["lucid", 5, ["joy"]]
    tell(journal, ("dream.edited", {"dream": "d-1", "type": None, "stress": None, "emotions": []}))

    assert [shown(journal)[k] for k in ("type", "stress", "emotions")] == ["nightmare", 80, ["fear"]]


# ── jobs ──


def test_only_the_newest_claim_may_answer(journal: Journal) -> None:
    """A late worker's done, failed and released change nothing; the holder's does."""
    tell(
        journal,
        logged(),
        asked(),
        claimed(token="t-1"),
        ("job.failed", {"job": "j-1", "token": "t-1", "again": True, "error": "slow"}),
        claimed(token="t-2", attempt=2),
    )
    late: list[Wish] = [
        done(token="t-1", hook="late"),
        ("job.failed", {"job": "j-1", "token": "t-1", "again": False}),
        ("job.released", {"job": "j-1", "token": "t-1"}),
        claimed(token="t-3", attempt=9),
    ]
    for wish in late:
        tell(journal, wish)
        assert stand(journal) == ("processing", 2), wish
    tell(journal, done(token="t-2", hook="mine"))
    for wish in [*late, ("job.cancelled", {"job": "j-1"}), ("job.moved", {"job": "j-1", "host": "cccccccc"})]:
        tell(journal, wish)
        assert stand(journal) == ("completed", 2), wish

    assert shown(journal)["outputs"]["analysis"]["hook"] == "mine"


@pytest.mark.parametrize(
    ("wish", "status", "count"),
    [
        (("job.failed", {"job": "j-1", "token": "t-1", "again": True, "error": "slow"}), "pending", 1),
        (("job.failed", {"job": "j-1", "token": "t-1", "again": False, "error": "refused"}), "failed", 1),
        (("job.released", {"job": "j-1", "token": "t-1", "counted": False}), "pending", 0),
        (("job.released", {"job": "j-1", "token": "t-1", "counted": True}), "pending", 1),
        (("job.cancelled", {"job": "j-1"}), "cancelled", 1),
        (("job.moved", {"job": "j-1", "host": "cccccccc"}), "pending", 1),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_what_ends_an_attempt(journal: Journal, wish: Wish, status: str, count: int) -> None:
    """Each end leads where the design draws it, and the token is spent."""
    tell(journal, logged(), asked(), claimed(), wish)
    assert stand(journal) == (status, count)
    tell(journal, done(hook="late"))

    assert stand(journal) == (status, count)


def test_an_output_says_how_its_newest_wish_stands(journal: Journal) -> None:
    """Retrying after a failure that is tried again; a cancelled wish gives back what was before; a result stays."""

    def output() -> dict[str, Any]:
        return dict(shown(journal)["outputs"]["image"])

    tell(journal, logged(), asked(kind="image"))
    assert output()["status"] == "pending"
    tell(journal, claimed(), ("job.failed", {"job": "j-1", "token": "t-1", "again": True, "error": "slow"}))
    assert (output()["status"], output()["error"]) == ("retrying", "slow")
    tell(journal, claimed(token="t-2", attempt=2), done(token="t-2", media="one.png"))
    assert (output()["status"], output()["media"]) == ("completed", "one.png")
    tell(journal, asked("j-2", kind="image"))
    assert (output()["status"], output()["media"]) == ("pending", "one.png")
    tell(journal, ("job.cancelled", {"job": "j-2"}))
    assert (output()["status"], output()["job"]) == ("completed", "j-1")
    tell(
        journal,
        asked("j-3", kind="image"),
        claimed("j-3"),
        ("job.failed", {"job": "j-3", "token": "t-1", "error": "refused"}),
    )

    assert (output()["status"], output()["error"], output()["media"]) == ("failed", "refused", "one.png")


def test_the_newest_result_is_the_one_that_ended_last(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the clocks were set back an hour between them, as every autumn, or one flew west."""
    for n, zone in enumerate(["+02:00", "+01:00", "-08:00"]):
        monkeypatch.setattr(writer, "_moment", lambda *_, n=n, zone=zone: _at(n, zone))
        with writer.lock(journal.places):
            wishes = [asked(f"j-{n}", kind="image"), claimed(f"j-{n}"), done(f"j-{n}", media=f"{n}.png")]
            writer.append(journal.places, [logged(), *wishes])
    journal.refresh()

    assert shown(journal)["outputs"]["image"]["media"] == "2.png"
    assert [v["media"] for v in shown(journal)["versions"]] == ["0.png", "1.png", "2.png"]


def _at(minutes: int, zone: str) -> str:
    from datetime import datetime, timedelta

    moment = datetime.fromisoformat("2026-10-25T00:30:00+00:00") + timedelta(minutes=minutes)
    return moment.astimezone(datetime.fromisoformat(f"2026-01-01T00:00:00{zone}").tzinfo).isoformat(
        timespec="milliseconds"
    )


def test_a_wish_for_a_dream_nobody_has_is_passed_over(journal: Journal) -> None:
    """As is every answer to it."""
    db = tell(journal, asked(dream="d-9"), claimed(), done(), ("job.cancelled", {"job": "j-1"}))

    assert db.execute("select count(*) from jobs").fetchone()[0] == 0


# ── acts ──


def test_undo_takes_back_the_last_act_whatever_was_read_when(journal: Journal) -> None:
    """A night noted after a dream is the last act, also when both are read for the first time together."""
    journal.tell([logged()])
    journal.tell([("night.marked", {"night": "2026-11-20", "none": True})])
    last = acts.last(journal.db, host=journal.host)
    assert last and last["verb"] == "night"
    assert list(acts.opposite(journal.db, last)) == [("night.marked", {"night": "2026-11-20", "none": None})]
    journal.rebuild()

    assert acts.last(journal.db, host=journal.host) == last


# ── poison: a good checksum over nonsense ──

KINDS: dict[str, dict[str, Any]] = {
    "dream.logged": {"dream": "d-2", "text": "x", "title": "t", "at": "2026-11-20", "night": "2026-11-20",
                     "type": "lucid", "lucidity": 1, "stress": 1, "emotions": ["joy"], "tags": ["a"], "source": "cli",
                     "wants": ["image"], "key": "k", "undoes": "2026"},
    "dream.edited": {"dream": "d-1", "text": "x", "title": "t", "at": "2026-11-20", "night": "2026-11-20",
                     "type": "lucid", "lucidity": 1, "stress": 1, "people": ["a"], "wants": ["image"],
                     "undoes": "2026"},
    "dream.deleted": {"dream": "d-1", "undoes": "2026"},
    "dream.restored": {"dream": "d-1"},
    "dream.purged": {"dream": "d-1"},
    "night.marked": {"night": "2026-11-20", "none": True, "bed": "23:00", "wake": "07:00", "quality": 3},
    "event.added": {"event": "e-1", "target": "d-1", "type": "note", "text": "x", "status": "confirmed", "at": "2026",
                    "source": "cli", "author": "me", "meta": {"a": 1}},
    "event.reviewed": {"event": "e-0", "status": "rejected", "text": "x"},
    "job.asked": {"job": "j-2", "dream": "d-1", "kind": "image", "params": {"variation": 1}, "max_retries": 3,
                  "backend": "mock", "why": "told"},
    "job.claimed": {"job": "j-0", "token": "t-0", "attempt": 1, "worker": "w", "backend": "mock", "deadline": "b:1"},
    "job.done": {"job": "j-1", "token": "t-1", "rev": 1, "backend": "mock", "result": {"data": {"hook": "x"}}},
    "job.failed": {"job": "j-1", "token": "t-1", "again": True, "next_at": "2026", "error": "x"},
    "job.released": {"job": "j-1", "token": "t-1", "counted": True},
    "job.cancelled": {"job": "j-1"},
    "job.moved": {"job": "j-1", "host": "cccccccc"},
    "media.added": {"media": "m.png", "mime": "image/png", "bytes": 1, "width": 1, "height": 1, "alt": "x",
                    "dream": "d-1", "job": "j-1"},
    "media.removed": {"media": "m.png"},
    "pass.started": {"run": "r-1"},
    "pass.finished": {"run": "r-1", "jobs": {"completed": 1}},
}  # fmt: skip
ODD: list[Any] = [
    None, 7, -1, 1.5, True, "", "x", [], [1], [None], {}, {"a": [1]}, {"data": [1]}, {"data": {"signs": 7}},
    {"data": {"signs": [7]}}, {"data": {"nightmare": "x", "patterns": 7}}, {"media": "x"}, {"media": [7]},
    (1 << 63) - 1, "a\0b", "\U0010ffff", "9999-99-99T99:99",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_poison_stops_nobody(journal: Journal, ours: Places, kind: str) -> None:
    """Each member of each kind, wrong in every way: the rest of the log is read, and every question answered."""
    wishes: list[Wish] = []
    for name in KINDS[kind]:
        for n, odd in enumerate(ODD):
            data = KINDS[kind] | {name: odd}
            if kind == "dream.logged" and name != "dream":
                data["dream"] = f"d-{name}-{n}"
            wishes.append((kind, data))
        wishes.append((kind, {k: v for k, v in KINDS[kind].items() if k != name}))
    before = [logged(), asked("j-0"), asked(), claimed(), ("event.added", KINDS["event.added"] | {"event": "e-0"})]
    journal.tell([*before, *wishes, logged("d-last", "the last dream")])
    db = journal.db

    assert [row[1] for row in [dreams.resolve(db, "@1")]] == ["d-last"]
    for n, _ in list(dreams.ids_of(db)):
        json.dumps(dreams.whole(db, n), allow_nan=False)
    for job in list(jobs.rows(db)):
        json.dumps([job, jobs.result(db, job["id"])], allow_nan=False)
    assert difference(contents(db), fresh(ours)) == {}
    catching_up = Index(ours)
    assert difference(contents(catching_up.db), contents(db)) == {}
    catching_up.close()


@pytest.mark.parametrize(
    "member",
    [
        {"host": 7}, {"host": None}, {"host": "\ud800"}, {"seq": 1 << 70}, {"seq": "7"}, {"seq": [1]}, {"at": 7},
        {"at": None}, {"at": "\ud800"}, {"at": ["x"]}, {"id": 7}, {"id": ["x"]}, {"v": 99}, {"kind": "new.kind"},
        {"data": {"dream": "d-1", "text": "\ud800"}}, {"data": {"dream": "d-1\0", "text": "x"}},
        {"data": {"dream": "d-1", "text": "x", "undoes": 5}}, {"data": {"dream": 1 << 70, "text": "x"}},
    ],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize("seal", [True, False], ids=["sealed", "by hand"])
def test_poison_around_the_data_stops_nobody(
    journal: Journal, ours: Places, member: dict[str, Any], seal: bool
) -> None:
    """Another program's line, with a checksum that fits or without one: what follows it is read."""
    journal.tell([logged("d-0", "first")])
    (path,) = Path(ours.log).glob("*/*.jsonl")
    line = {"v": 1, "id": "x-1", "host": path.parent.name, "seq": 2, "at": "2026-11-20T06:00:00+01:00",
            "kind": "dream.logged", "data": {"dream": "d-1", "text": "odd"}} | member  # fmt: skip
    body = json.dumps(line, separators=(",", ":")).encode()[:-1]
    ending = b',"crc":"%08x"}\n' % zlib.crc32(body) if seal else b"}\n"
    with path.open("ab") as file:
        file.write((body + ending) * 2)
    journal.tell([logged("d-2", "last")])

    assert {"d-0", "d-2"} <= {row["id"] for row in dreams.rows(journal.db)}
    assert difference(contents(journal.db), fresh(ours)) == {}
    assert [w for w in journal.warnings if "damaged" not in w] == []


def test_a_poison_record_is_a_bad_row(journal: Journal) -> None:
    """It is counted and said, without its words."""
    db = tell(journal, logged(), ("dream.logged", {"dream": "d-2", "text": ["secret"]}), logged("d-3"))
    (bad,) = journal.index.bad()

    assert "dream.logged" in bad.why and "secret" not in bad.why
    assert [id for _, id in dreams.ids_of(db)] == ["d-1", "d-3"]
    journal.close()
    assert journal.db and set(journal.warnings) == {
        "1 line of the log was skipped as damaged; `dreamstream verify` names them."
    }


def test_unknown_kinds_and_members_are_kept_and_skipped(journal: Journal, ours: Places) -> None:
    """A newer program's record harms nobody and stays in the log."""
    tell(
        journal,
        ("dream.painted", {"dream": "d-1"}),
        logged(mood="blue"),
        ("job.asked", {"job": "j", "kind": "x", "new": 1}),
    )

    assert shown(journal)["text"] == "the sea"
    (path,) = Path(ours.log).glob("*/*.jsonl")
    assert frame.check(path.read_bytes().splitlines()[0])["kind"] == "dream.painted"
