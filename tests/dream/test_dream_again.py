"""Passes over the same sessions: nothing twice, nothing lost, whatever becomes of the files in between."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faults import talks
from faults.sessions import put
from faults.world import World

from dreamstream.dream.readers import local
from dreamstream.dream.readers.local import LocalReader
from dreamstream.dream.readers.port import Gained, Wanted

SOMEBODY = 65534


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A journal with two dreams and a watched folder, `folder(world)`, that is empty."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    return talks.begun(tmp_path / "night")


def folder(world: World) -> Path:
    return Path(f"{world.home}.talks")


def filled(world: World, count: int = 6) -> list[Path]:
    """So many small talks in the watched folder, each a second younger than the one before."""
    paths = [folder(world) / f"{n}.txt" for n in range(count)]
    for n, path in enumerate(paths):
        put(path, talks.short(n).encode(), n)
    return paths


def states(world: World) -> dict[str, Any]:
    """By the session's name how far it was read."""
    return {row[1]: row for row in talks.whole(world.places)["read"]}


def skipped(report: dict[str, Any]) -> dict[str, str]:
    return {row["name"]: row["why"] for row in report["skipped"]}


# ── again ──


def test_a_second_pass_adds_no_byte(world: World) -> None:
    """Not over watched files, nor over those handed in, nor without this machine's memory of the files."""
    filled(world)
    talks.add(world, "handed.txt", talks.short(50).encode())
    first = talks.sweep(world)
    size = talks.size(world)
    again = [talks.sweep(world) for _ in range(2)]
    Path(world.places.in_state("sessions.json")).unlink()
    again.append(talks.sweep(world))

    assert first["sessions_processed"] == 7 and first["events_backfilled"] > 7
    assert [report["run"] for report in again] == [None] * 3
    assert talks.size(world) == size


def test_a_limit_k_times_is_one_pass_of_k(world: World, tmp_path: Path) -> None:
    """The oldest first, each time the next one; what is noted is the same, links included."""
    filled(world)
    other, _ = talks.another(world, tmp_path / "other")
    talks.sweep(other)
    orders = [talks.sweep(world, limit=1)["sessions_processed"] for _ in range(6)]

    assert orders == [1] * 6
    assert talks.whole(world.places) == talks.whole(other.places)
    assert talks.sweep(world, limit=1)["run"] is None


@pytest.mark.parametrize("chosen", ["session", "since", "dream", "limit"])
def test_a_choice_moves_nobody_else(world: World, chosen: str) -> None:
    """What is not chosen stays as it was, with its reason, and the next pass reads it."""
    paths = filled(world, 4)
    put(paths[3], f"Ann: I dreamt of {talks.DREAMS[1][0]} again and saw my sister there.\n".encode(), 3)
    listed = json.loads(world.ds("dream", "scope", "--only", "backfill", "--json")[1])["data"]["would"]
    ids = {row["name"]: row["id"] for row in listed}
    (dream,) = [json.loads(line)["id"] for line in world.ds("list", "paper", "--jsonl")[1].splitlines()]
    options = {
        "session": {"session": ids["1.txt"]},
        "since": {"since": float(talks.SOON + 3)},
        "dream": {"dream_id": dream},
        "limit": {"limit": 1},
    }[chosen]
    report = talks.sweep(world, **options)
    before = states(world)

    assert 0 < report["sessions_processed"] < 4 or chosen == "dream"
    left = {name: why for name, why in skipped(report).items() if name in ids}
    assert all(chosen in why for why in left.values())
    assert before.keys() == ids.keys() - left.keys()
    talks.sweep(world)
    after = states(world)
    assert {name: after[name] for name in before} == before and after.keys() == ids.keys()


# ── a file that changes while it is read ──


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_is_said_during_the_pass_is_the_next_one_s(
    world: World, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words written while a pass reads are neither lost nor taken for read."""
    (path,) = filled(world, 1)
    more = "Mara: And then my grandfather stood in the door, and I knew that he had been dead for 9 years.\n"

    class Slow(LocalReader):
        def read(self, wanted: Wanted) -> Gained:
            gained = super().read(wanted) if when == "after" else None
            if "grandfather" not in path.read_text("utf-8"):
                path.write_text(talks.short(0) + more, "utf-8")
            return gained or super().read(wanted)

    monkeypatch.setattr(local, "LocalReader", Slow)
    talks.sweep(world)
    early = talks.visible(world.places)
    talks.sweep(world)
    late = talks.visible(world.places)

    assert early and not any("grandfather" in event[2] for event in early)
    assert set(early) < set(late) and any("grandfather" in event[2] for event in late)
    assert talks.sweep(world)["run"] is None


def test_a_file_written_in_the_tick_it_is_looked_at_is_looked_at_again(world: World) -> None:
    """The same size and the same time stamp tell nothing of a file so young."""
    path = folder(world) / "young.txt"
    path.write_text("Ann: I stood in a red tower and my brother called me from below.\n", "utf-8")
    talks.sweep(world)
    told = os.stat(path)
    path.write_text("Ann: I stood in a blue tower and my sister called me from above.\n", "utf-8")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    talks.sweep(world)

    assert any("blue tower" in event[2] for event in talks.visible(world.places))


# ── a file that becomes another ──


def test_touched_renamed_moved_copied(world: World) -> None:
    """The words are the same, and nothing is read again."""
    first, second, third, fourth = filled(world, 4)
    put(third, talks.tagged().encode())
    talks.sweep(world)
    before, events = talks.size(world), talks.visible(world.places)
    os.utime(first)
    second.rename(second.with_name("another name.md"))
    (folder(world) / "deep" / "er").mkdir(parents=True)
    third.rename(folder(world) / "deep" / "er" / third.name)
    shutil.copy(fourth, folder(world) / "copy of 3.txt")
    reports = [talks.sweep(world) for _ in range(2)]

    assert [report["run"] for report in reports] == [None, None]
    assert talks.size(world) == before and talks.visible(world.places) == events


def test_replaced_truncated_deleted(world: World) -> None:
    """What was noted stays, what is new is read, and no pass repeats itself."""
    first, second, third = filled(world, 3)
    put(second, talks.tagged().encode())
    talks.sweep(world)
    events = talks.visible(world.places)
    put(first, b"Olga: Last night I dreamt that my father built 40 boats out of bread. I was proud of him.\n", 9)
    put(second, talks.tagged().encode()[:700], 9)
    third.unlink()
    talks.sweep(world)
    after = talks.visible(world.places)

    # a name in an event's target is that of its session, and a session keeps the name of its newest file
    assert {event[1:] for event in events} <= {event[1:] for event in after}
    assert any("boats" in event[2] for event in after)
    assert talks.sweep(world)["run"] is None and talks.twice(world) == []


def test_cut_short_and_whole_again_is_nothing_new(world: World) -> None:
    """A file that a synchroniser writes twice, the second time from its beginning."""
    body = talks.tagged().encode()
    path = folder(world) / "talk.txt"
    put(path, body)
    talks.sweep(world)
    events = talks.visible(world.places)
    for n, part in enumerate((body[:400], body, body[:900], body), 1):
        put(path, part, n)
        talks.sweep(world)

    assert talks.visible(world.places) == events
    assert talks.twice(world) == []


def test_two_talks_of_one_name_are_two(world: World) -> None:
    """Every recorder writes a memo.txt; the one in another folder is no new version of this one."""
    for n, what in enumerate(("a lion in the garden", "a whale under the bridge")):
        text = f"Good morning, this is my diary of what I dreamt tonight.\nI saw {what} and I was not afraid of it.\n"
        put(folder(world) / f"{n}" / "memo.txt", text.encode(), n)
    talks.sweep(world)
    events = [event[2] for event in talks.visible(world.places)]

    assert any("lion" in text for text in events) and any("whale" in text for text in events)
    assert talks.sweep(world)["run"] is None


# ── what no file is ──


def test_what_cannot_be_read_is_named_and_the_rest_is_read(world: World) -> None:
    """A pipe, a folder named like a file, a loop of links, an empty file, a link to nowhere: none stops a pass."""
    filled(world, 1)
    os.mkfifo(folder(world) / "pipe.txt")
    (folder(world) / "folder.txt").mkdir()
    (folder(world) / "empty.txt").touch()
    (folder(world) / "blank.txt").write_text(" \n\n", "utf-8")
    (folder(world) / "nowhere.txt").symlink_to(folder(world) / "none")
    (folder(world) / "loop").symlink_to(folder(world))
    (folder(world) / "itself.txt").symlink_to(folder(world) / "itself.txt")
    (folder(world) / ".hidden.txt").write_text(talks.short(9), "utf-8")
    report = talks.sweep(world)
    again = talks.sweep(world)

    assert report["sessions_processed"] == 1 and again["run"] is None
    assert skipped(report)["empty.txt"] == skipped(report)["blank.txt"] == "empty"
    assert talks.visible(world.places)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_file_one_may_not_read_is_read_once_one_may(world: World) -> None:
    """Named with its reason, while the others are read; and it is not forgotten."""
    first, second = filled(world, 2)
    for path in (world.home, *world.home.rglob("*"), folder(world)):
        os.chown(path, SOMEBODY, SOMEBODY)
    first.chmod(0o600)
    second.chmod(0o644)
    for above in world.home.parents:
        if above.stat().st_uid == 0 and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o011)
    refused, again = as_somebody(world), as_somebody(world)
    os.chown(first, SOMEBODY, SOMEBODY)
    allowed = as_somebody(world)

    assert refused["sessions_processed"] == 1 and again["run"] is None
    assert "Permission denied" in skipped(refused)["0.txt"] == skipped(again)["0.txt"]
    assert allowed["sessions_processed"] == 1


def as_somebody(world: World) -> dict[str, Any]:
    """A pass in a process of another user's."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.setgroups([])
        os.setresgid(SOMEBODY, SOMEBODY, SOMEBODY)
        os.setresuid(SOMEBODY, SOMEBODY, SOMEBODY)
        code, out, _ = world.ds("dream", "--only", "backfill", "--json")
        os.write(tell, out.encode())
        os._exit(code)
    os.close(tell)
    with os.fdopen(told) as file:
        data: dict[str, Any] = json.load(file)["data"]
    assert os.waitpid(child, 0)[1] == 0
    return data


def test_a_watched_folder_that_is_gone_says_so(world: World) -> None:
    """And what was read of it stays read when it comes back."""
    filled(world, 2)
    talks.sweep(world)
    away = folder(world).rename(folder(world).with_name("away"))
    gone = talks.sweep(world)
    away.rename(folder(world))

    assert gone["run"] is None and list(skipped(gone).values()) == ["the watched folder is not there"]
    assert talks.sweep(world)["run"] is None


@pytest.mark.parametrize("below", ["", "users", "users/me/sessions"])
def test_the_journal_s_own_folder_is_not_watched(world: World, below: str) -> None:
    """Else a pass would read what a pass wrote."""
    talks.add(world, "handed.txt", talks.short(1).encode())
    assert world.ds("config", "set", "sessions.watch", str(world.home / below))[0] == 0
    report = talks.sweep(world)

    assert report["sessions_processed"] == 1
    assert "it is the journal's own folder" in skipped(report).values()


def test_a_watched_folder_around_the_journal_leaves_the_journal_out(world: World) -> None:
    """The home may lie in it, as it does in somebody's documents."""
    put(world.home.parent / "beside.txt", talks.short(3).encode())
    talks.add(world, "handed.txt", talks.short(1).encode())
    assert world.ds("config", "set", "sessions.watch", str(world.home.parent))[0] == 0
    report = talks.sweep(world)

    assert report["sessions_processed"] == 2
    assert {row[1] for row in talks.whole(world.places)["read"]} == {"beside.txt", "handed.txt"}


# ── quiet ──


def test_a_pass_over_sessions_opens_no_socket(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """By default nothing of a talk can leave this machine, for nothing speaks to anybody."""
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    filled(world, 3)
    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    for command in (("dream", "preview"), ("dream", "--only", "backfill"), ("dream", "scope"), ("dream", "status")):
        code, _, err = world.ds(*command)
        assert code == 0, err
    assert len(talks.visible(world.places)) >= 3


@pytest.mark.needs("strace")
def test_the_kernel_is_asked_for_no_socket(world: World, tmp_path: Path) -> None:
    """The same, counted where nothing can hide."""
    filled(world, 3)
    out = traced(world, tmp_path, "socket,connect,sendto,bind", "dream", "--only", "backfill")

    assert [line for line in out if "AF_INET" in line] == []
    assert len(talks.visible(world.places)) >= 3


@pytest.mark.needs("strace")
def test_files_as_they_were_are_not_opened(world: World, tmp_path: Path) -> None:
    """A dry run, a pass and a look at how it stands open none of 300; one that was touched is the only one opened."""
    paths = filled(world, 300)
    talks.sweep(world)
    for command in (("dream", "scope"), ("dream", "--only", "backfill"), ("dream", "status")):
        assert opened(world, tmp_path, *command) == []
    os.utime(paths[7], (talks.SOON + 900, talks.SOON + 900))

    assert opened(world, tmp_path, "dream", "scope") == [str(paths[7])]


def opened(world: World, room: Path, *command: str) -> list[str]:
    """The watched files a command opens."""
    lines = traced(world, room, "open,openat,openat2", *command)
    return [line.split('"')[1] for line in lines if f"{folder(world)}/" in line and "O_DIRECTORY" not in line]


def traced(world: World, room: Path, calls: str, *command: str) -> list[str]:
    path = room / "trace"
    line = ["strace", "-f", "-e", f"trace={calls}", "-o", str(path), sys.executable, "-m", "dreamstream", *command]
    done = subprocess.run(line, env=world.env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return path.read_text("utf-8", "replace").splitlines()


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    """A file of this very moment is looked at again; these are older."""
    assert time.time() > talks.SOON
    yield
