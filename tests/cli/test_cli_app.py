"""The door itself: shared options, exit codes, the envelope, and what no error may do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command

from dreamstream.cli import app
from dreamstream.paths import Places

Tell = Callable[..., str]


def test_help_and_version(ds: Command) -> None:
    """Help goes to stdout and is no error; nothing said is help too."""
    assert ds("--version").out.startswith("dreamstream 0.")
    for line in (["--help"], [], ["-h"]):
        ran = ds(*line)
        assert (ran.code, ran.err) == (0, "")
        assert all(command in ran.out for command in app.COMMANDS)


@pytest.mark.parametrize("command", app.COMMANDS)
def test_every_command_explains_itself(ds: Command, command: str) -> None:
    """`-h` and `--help` work after every command."""
    ran = ds(command, "-h")

    assert ran.code == 0
    assert "Usage: dreamstream" in ran.out


def test_shared_options_stand_anywhere(ds: Command, tmp_path: Path) -> None:
    """`--home`, `--user`, `--json` before or after the command, with `=` or without."""
    other = str(tmp_path / "other")
    ds("log", "--home", other, "x y")
    ds(f"--home={other}", "log", "--user=ada", "x y")

    assert len(ds("list", "--json", "--home", other).data) == 1
    assert len(ds("--json", "--user", "ada", "--home", other, "list").data) == 1
    assert ds("list", "--home").code == 2
    assert ds("log", "--", "--json").out.startswith("d-")


def test_unknown_commands(ds: Command) -> None:
    """A command that is none is exit 2, as text and as JSON."""
    assert ds("lst").code == 2
    ran = ds("lst", "--json")
    assert ran.error["exit"] == ran.code == 2
    assert ran.json["version"] == 1
    assert ran.err == ""


def test_the_envelope(ds: Command, tell: Tell) -> None:
    """Exactly version, command, data and warnings; or error in place of data."""
    tell()
    assert set(ds("list", "--json").json) == {"version", "command", "data", "warnings"}
    assert ds("jobs", "list", "--json").json["command"] == "jobs"
    error = ds("show", "nothing", "--json").json
    assert set(error) == {"version", "command", "error", "warnings"}
    assert set(error["error"]) == {"code", "exit", "message", "hint"}


def test_a_bug_is_a_sentence_without_words_of_the_dream(
    ds: Command, tell: Tell, monkeypatch: pytest.MonkeyPatch, ours: Places
) -> None:
    """What nobody foresaw shows no traceback, and the debug log no dream."""
    tell("The canary is yellow.")

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("The canary is yellow.")

    monkeypatch.setattr("dreamstream.index.dreams.whole", broken)
    ran = ds("show", "@1")
    noted = Path(ours.state, "debug.log").read_text()

    assert ran.code == 1
    assert "RuntimeError" in ran.err
    assert "Traceback" not in ran.err
    assert "canary" not in ran.err + noted
    assert "read.py" in noted


def test_a_damaged_index_heals(ds: Command, tell: Tell, ours: Places) -> None:
    """Garbage, an empty file or another program's database: the next command works and says so once."""
    import sqlite3

    told = tell()
    ds("list")
    index = Path(ds("path", "index").out.strip())
    for body in (b"", b"garbage" * 1000, index.read_bytes()[:5000]):
        for name in ("-wal", "-shm"):
            Path(f"{index}{name}").unlink(missing_ok=True)
        index.write_bytes(body)
        ran = ds("list", "--ids")
        assert (ran.code, ran.lines) == (0, [told]), ran.err
        assert len(ran.err.splitlines()) == 1, ran.err
    index.unlink()
    db = sqlite3.connect(index)
    db.execute("create table theirs (x)")
    db.commit()
    db.close()
    assert ds("list", "--ids").lines == [told]
    assert len(list(index.parent.glob("*.broken-*"))) == 1


def test_a_damaged_line_is_said_and_named(ds: Command, tell: Tell, home: Path) -> None:
    """The rest is read; one line on stderr; verify and doctor end with 1 and name file and line."""
    tell("first dream told")
    tell("second dream told")
    (segment,) = home.rglob("*.jsonl")
    segment.write_bytes(segment.read_bytes().replace(b"first dream", b"fourth drea"))

    ran = ds("list", "--json")
    assert [row["title"] for row in ran.data] == ["second dream told"]
    assert len(ran.json["warnings"]) == 1
    verified = ds("verify", "--json")
    assert verified.code == 1
    assert verified.data["bad"][0]["line"] == 1
    assert set(verified.data) >= {"records", "bad", "unsealed", "gaps"}
    assert ds("doctor").code == 1
    assert any(not check["ok"] and check["name"] == "log" for check in ds("doctor", "--json").data["checks"])


def test_doctor_is_content_with_a_fresh_journal(ds: Command, tell: Tell, snapshot: Callable[[str], None]) -> None:
    """All well says so, check by check."""
    tell("x y", "--no-jobs")
    ran = ds("doctor")

    skipped = ("✓ home", "✓ notices", "    dreamstream config set notify")  # what differs between machines
    assert ran.code == 0, ran.out
    snapshot("\n".join(line for line in ran.lines if not line.startswith(skipped)))
    assert set(ds("doctor", "--json").data["checks"][0]) == {"name", "ok", "message", "hint"}


def test_paths_and_config(ds: Command, home: Path) -> None:
    """Where things lie, and settings that are checked when they are set."""
    assert ds("path", "log").out.strip() == str(home / "users" / "me" / "log")
    assert ds("path", "nothing").code == 2
    assert ds("config", "get", "day_starts_at").out == "18:00\n"
    assert ds("config", "set", "day_starts_at", "04:00").code == 0
    assert ds("config", "get", "day_starts_at", "--json").data["value"] == "04:00"
    assert ds("config", "set", "backend.text", "nobody").code == 2
    assert ds("config", "set", "media.keep_deleted", "many").code == 2
    unknown = ds("config", "set", "backend.txt", "local")
    assert unknown.code == 2
    assert "backend.text" in unknown.err
    assert ds("config", "check").code == 0
    (home / "users" / "me" / "settings.toml").write_text('backend.text = "mock"\nodd = 1\n')
    checked = ds("config", "check", "--json")
    assert checked.code == 1
    assert len(checked.data["problems"]) == 2
    assert ds("config", "get", "backend.text").out == "local\n"  # what travels may not name a backend
    origins = {row["name"]: row["origin"] for row in ds("config", "show", "--json").data}
    assert origins["day_starts_at"] == "default"


def test_no_color_no_escapes_off_a_terminal(ds: Command, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe never gets an escape code, whatever FORCE_COLOR says."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    tell()
    for line in (["list"], ["show", "@1"], ["doctor"], ["--help"], ["jobs", "list"]):
        assert "\x1b" not in ds(*line).out, line


def test_a_record_the_index_cannot_take_is_named(ds: Command, tell: Tell, home: Path) -> None:
    """A whole line with a good checksum and a wrong meaning: the rest is read, and verify says where it stands."""
    from dreamstream.log import frame

    told = tell("a good dream", "--no-jobs")
    (segment,) = home.rglob("*.jsonl")
    poison = frame.spell(
        id="x-0000000001",
        host=segment.parent.name,
        seq=2,
        at="2999-01-01T00:00:00+00:00",
        kind="dream.logged",
        data={"dream": 7},
    )
    offset = segment.stat().st_size
    with segment.open("ab") as file:
        file.write(poison)

    assert ds("list", "--ids").lines == [told]
    verified = ds("verify", "--json")
    assert verified.code == 1
    assert (verified.data["bad"][0]["line"], verified.data["bad"][0]["offset"]) == (2, offset)


def test_no_command_runs_twice_once_it_wrote(
    ds: Command, tell: Tell, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    """An index that breaks after an act was kept is healed, and the act is not done again."""
    import sqlite3

    told = tell("a good dream", "--no-jobs")

    def broken(*_args: object, **_kwargs: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    with monkeypatch.context() as now:
        now.setattr("dreamstream.index.dreams.events", broken)
        ran = ds("event", "add", told, "note", "only once")

    assert ran.code == 1
    assert "is kept in the log" in ran.err
    assert [event["text"] for event in ds("event", "list", "--json").data] == ["only once"]


def test_settings_that_cannot_be_read(ds: Command, home: Path) -> None:
    """A wrong line is the dreamer's to mend, exit 2; what is no file is exit 1."""
    ds("config", "set", "day_starts_at", "04:00")
    settings = home / "users" / "me" / "settings.toml"
    settings.write_text("this is = = no toml")
    assert ds("config", "get", "day_starts_at").code == 2
    settings.unlink()
    settings.mkdir()
    assert ds("config", "get", "day_starts_at").code == 1
