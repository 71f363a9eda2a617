"""One pass: one at a time, its report, its exit, and nothing said when nothing was done."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream import locks
from dreamstream.backends.mock import Mock
from dreamstream.config import Config
from dreamstream.dream import run as passes
from dreamstream.dream.choice import Choice
from dreamstream.journal import Journal
from dreamstream.paths import Places, make

Ds = Callable[..., Any]
Tell = Callable[..., str]
KEYS = {
    "run", "dry_run", "jobs", "sessions_processed", "events_backfilled", "events_linked", "events_dropped", "insights",
    "artefacts", "skipped", "would",
}  # fmt: skip
NONE = dict.fromkeys(("completed", "failed", "retrying", "reaped", "recovered"), 0)


@pytest.fixture(autouse=True)
def script(ours: Places) -> Callable[[str], None]:
    """The mock does everything; called with a script it does it so."""

    def call(text: str) -> None:
        Config(ours).set("backend.mock.script", text)

    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")
    return call


def body(ours: Places) -> bytes:
    """The whole log."""
    return b"".join(path.read_bytes() for path in sorted(Path(ours.log).rglob("*.jsonl")))


def kinds(ours: Places) -> list[str]:
    return [json.loads(line)["kind"] for line in body(ours).splitlines()]


def test_the_report(ds: Ds, tell: Tell, ours: Places) -> None:
    """What is promised to scripts; what was made is named with its picture."""
    dream = tell()
    ran = ds("dream", "--json")
    report = ran.data

    assert ran.code == 0
    assert report.keys() >= KEYS
    assert report["jobs"] == {**NONE, "completed": 3}
    assert report["run"].startswith("r-")
    assert report["dry_run"] is False
    assert (report["skipped"], report["would"], report["insights"]) == ([], [], None)
    assert {row["kind"]: len(row["media"]) for row in report["artefacts"]} == {"analysis": 0, "image": 1, "comic": 1}
    assert {row["dream"] for row in report["artefacts"]} == {dream}
    assert ds("dream", "history", report["run"], "--json").data["jobs"] == report["jobs"]
    assert kinds(ours).count("pass.started") == kinds(ours).count("pass.finished") == 1


def test_run_is_the_same(ds: Ds, tell: Tell) -> None:
    """`dream` alone is `dream run`."""
    tell()

    assert ds("dream", "run", "--json").data["jobs"] == {**NONE, "completed": 3}


@pytest.mark.parametrize("told", [True, False], ids=["all made", "never told"])
def test_nothing_to_do_says_nothing(ds: Ds, tell: Tell, ours: Places, told: bool) -> None:
    """The log is byte for byte as before; only the heartbeat moves."""
    if told:
        tell()
        ds("dream")
    before, beat = body(ours), passes.heartbeat(ours)
    ran = ds("dream", "--json")

    assert (ran.code, ran.data["run"], ran.data["jobs"]) == (0, None, NONE)
    assert ran.data.keys() >= KEYS
    assert body(ours) == before
    assert passes.heartbeat(ours) != beat
    assert os.path.exists(ours.users) == told


@pytest.mark.parametrize(
    ("setup", "code"), [("unavailable", 5), ("waiting", 0), ("limit", 0), ("only", 0), ("script", 5)]
)
def test_a_pass_that_does_nothing_says_nothing(
    ds: Ds, tell: Tell, ours: Places, script: Callable[[str], None], setup: str, code: int
) -> None:
    """Cron comes every two minutes: what waits and cannot be done leaves no trace, however often it is looked at."""
    tell()
    more: tuple[str, ...] = ()
    if setup == "unavailable":
        for name in ("backend.text", "backend.image"):
            Config(ours).set(name, "openai")
    elif setup == "waiting":
        script("fail")
        ds("dream")
    elif setup == "script":
        script("explode")
    else:
        more = ("--limit", "0") if setup == "limit" else ("--only", "lens,video")
    before = body(ours)
    ran = ds("dream", *more, "--json")

    assert body(ours) == before
    assert (ran.code, ran.data["run"], ran.data["jobs"]) == (code, None, NONE)
    assert os.path.isdir(ours.state)


def test_backend_not_available(ds: Ds, tell: Tell, ours: Places) -> None:
    """Exit 5 with the reason; what another backend makes is made, and then it is no error."""
    tell()
    Config(ours).set("backend.text", "openai")
    ran = ds("dream", "--only", "analysis", "--json")

    assert ran.code == 5
    (skipped,) = ran.data["skipped"]
    assert "openai has no key" in skipped["why"]
    both = ds("dream", "--json")
    assert (both.code, both.data["jobs"]["completed"]) == (0, 1)
    assert {row["kind"] for row in both.data["skipped"]} == {"analysis", "comic"}


def test_another_backend_for_once(ds: Ds, tell: Tell, ours: Places) -> None:
    """`--backend` counts before the settings, for this pass."""
    dream = tell()
    Config(ours).set("backend.text", "openai")

    assert ds("dream", "--backend", "mock", "--json").data["jobs"]["completed"] == 3
    assert ds("show", dream, "--json").data["outputs"]["analysis"]["backend"] == "mock"
    assert ds("dream", "--backend", "dalle").code == 2


@pytest.mark.parametrize(("text", "code", "name"), [("image: refuse", 4, "failed"), ("image: fail", 0, "retrying")])
def test_some_failed(ds: Ds, tell: Tell, script: Callable[[str], None], text: str, code: int, name: str) -> None:
    """Exit 4 when a job ended as failed; one that is tried again is no failure yet."""
    tell()
    script(text)
    ran = ds("dream", "--json")

    assert ran.code == code
    assert ran.data["jobs"] == {**NONE, "completed": 2, name: 1}
    assert [row["kind"] for row in ran.data["failures"]] == ["image"]


def test_what_waits_for_its_time(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """A job that is tried again later is skipped, and the report says when it is due."""
    tell()
    script("image: rate 600")
    ds("dream")
    (skipped,) = ds("dream", "--json").data["skipped"]

    assert (skipped["what"], skipped["kind"]) == ("job", "image")
    assert skipped["why"].startswith("tries again at 20")


def test_choosing(ds: Ds, tell: Tell) -> None:
    """`--only`, `--dream` and `--limit` choose, alone and together."""
    one, two = tell("one"), tell("two")
    first = ds("dream", "--only", "image,comic", "--dream", two, "--json").data
    second = ds("dream", "--limit", "2", "--json").data
    third = ds("dream", "--dream", "@1", "--only", "analysis", "--json").data

    assert {(row["dream"], row["kind"]) for row in first["artefacts"]} == {(two, "image"), (two, "comic")}
    assert [row["dream"] for row in second["artefacts"]] == [one, one]
    assert third["jobs"]["completed"] == 1
    assert ds("dream", "--dream", "d-nothing000").code == 3
    assert ds("dream", "--only", "horoscope").code == 2
    assert ds("dream", "--json").data["jobs"]["completed"] == 1


def test_many_at_once(ds: Ds, tell: Tell, ours: Places) -> None:
    """`--concurrency 8`: everything is done, once."""
    for i in range(4):
        tell(f"dream {i}")
    ran = ds("dream", "--concurrency", "8", "--json").data
    done = [json.loads(line)["data"]["job"] for line in body(ours).splitlines() if b'"job.done"' in line]

    assert ran["jobs"] == {**NONE, "completed": 12}
    assert len(done) == len(set(done)) == 12


def test_one_at_a_time(ds: Ds, tell: Tell, ours: Places) -> None:
    """While another pass holds the lock: exit 6 naming it; with --scheduled nothing, and no error."""
    tell()
    make(ours.state)
    fd = locks.take(ours.in_state("pass.lock"))
    assert fd is not None
    before, beat = body(ours), passes.heartbeat(ours)
    ran, cron = ds("dream", "--json"), ds("dream", "--scheduled")
    said = ds("dream", "--scheduled", "--json")
    os.close(fd)

    assert (ran.code, ran.error["code"], ran.error["exit"]) == (6, "pass_running", 6)
    assert f"process {os.getpid()}" in ran.error["message"]
    assert (cron.code, cron.out, cron.err) == (0, "", "")
    assert (said.code, said.data["run"], said.data["dry_run"], said.data["jobs"]) == (0, None, False, NONE)
    assert (body(ours), passes.heartbeat(ours)) == (before, beat)
    assert ds("dream").code == 0


def test_cron_is_quiet(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """--scheduled prints nothing when all is well, and keeps the exit."""
    tell()
    ran = ds("dream", "--scheduled")
    assert (ran.code, ran.out, ran.err) == (0, "", "")

    tell()
    script("image: refuse")
    assert ds("dream", "--scheduled").code == 4


def test_a_lock_left_by_the_dead(ds: Ds, tell: Tell, ours: Places) -> None:
    """A lock file somebody left behind holds nobody up."""
    tell()
    make(ours.state)
    Path(ours.in_state("pass.lock")).write_text("4711\n")

    assert ds("dream").code == 0


def test_make_commands_need_no_pass(ds: Ds, tell: Tell, ours: Places) -> None:
    """A picture asked for by hand is made while a pass is at work."""
    dream = tell()
    make(ours.state)
    fd = locks.take(ours.in_state("pass.lock"))
    assert fd is not None
    ran = ds("image", dream, "--json")
    os.close(fd)

    assert (ran.code, ran.data["status"]) == (0, "completed")


def test_the_order_of_a_pass(ds: Ds, tell: Tell, ours: Places, journal: Journal) -> None:
    """Taken back, asked again, worked off, told: in this order, between begun and finished."""
    tell()
    job = next(iter(ds("jobs", "list", "kind:image", "--json").data))["id"]
    journal.tell([("job.claimed", {"job": job, "token": "t-0000000000", "attempt": 1, "worker": "w-0000000000"})])
    path = next(Path(ours.log).rglob("*.jsonl"))
    path.write_bytes(
        b"".join(
            line
            for line in path.read_bytes().splitlines(keepends=True)
            if not (b'"job.asked"' in line and b'"comic"' in line)
        )
    )
    before = len(kinds(ours))
    report = ds("dream", "--json").data
    order = [kind for kind in kinds(ours)[before:] if kind not in ("media.added", "notice.sent")]

    assert report["jobs"] == {**NONE, "completed": 3, "reaped": 1, "recovered": 1}
    assert order[:3] == ["pass.started", "job.failed", "job.asked"]
    assert order[3:-1] == ["job.claimed", "job.done"] * 3
    assert order[-1] == "pass.finished"


def test_a_long_lived_journal_sees_what_was_told(ours: Places, journal: Journal, tell: Tell) -> None:
    """A pass looks at the log as it is now, also when its journal was opened long before."""
    assert journal.db
    tell()
    report = passes.sweep(journal, Config(ours), Choice(), tell=lambda *_: None)

    assert report["jobs"]["completed"] == 3


def test_heartbeat(ds: Ds, ours: Places) -> None:
    """Never, then each time a pass came by; a damaged one counts as never."""
    assert passes.heartbeat(ours) is None
    ds("dream")
    beat = passes.heartbeat(ours)
    assert beat is not None
    assert beat["pid"] == os.getpid()
    assert ds("dream", "status", "--json").data["last_pass"] == beat["at"]
    for damage in ("", "{", "[]", "7"):
        Path(ours.in_state("heartbeat")).write_text(damage)
        assert passes.heartbeat(ours) is None


def test_words_stay_out_of_the_report(
    ds: Ds, tell: Tell, script: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report names kinds and ids; no word of a dream is in it, also when all goes wrong."""
    tell("the purple hippopotamus")
    monkeypatch.setattr(Mock, "write", lambda _self, ask: 1 / 0 if ask.source else None)
    script("image: bad")
    ran = ds("dream", "--json")

    assert ran.code == 4
    assert "hippopotamus" not in ran.out + ran.err


def test_a_refusal_of_the_disk_ends_the_pass(ds: Ds, tell: Tell, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room for a picture: the pass says so, and the next one finishes the work."""
    from dreamstream import media
    from dreamstream.errors import NotSaved

    def full(*_args: Any, **_named: Any) -> None:
        raise NotSaved("A picture could not be saved: No space left on device.", hint="Make room.")

    tell()
    with monkeypatch.context() as now:
        now.setattr(media, "stage", full)
        ran = ds("dream", "--json")
    assert (ran.code, ran.error["code"]) == (1, "not_saved")

    again = ds("dream", "--json").data["jobs"]
    assert (again["reaped"], again["failed"]) == (1, 0)
    assert {o["status"] for o in ds("show", "@1", "--json").data["outputs"].values()} == {"completed"}
