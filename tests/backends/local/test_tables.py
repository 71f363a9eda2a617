from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dreamstream.backends.local import lexicon, tables
from dreamstream.backends.local.lexicon import Guard

HERE = Path(tables.__file__).parent


def as_text(value: Any) -> Any:
    return value if isinstance(value, str) else repr(value)


@pytest.mark.parametrize("name", ["lexicon.en.toml", "feelings.en.toml", "small.en.toml"])
def test_any_toml_reader_reads_the_same(name: str) -> None:
    """Our quick reader and the standard library's agree on every room, key and value."""
    told = tomllib.loads((HERE / name).read_text("utf-8"))
    wanted: dict[str, Any] = {
        "": {key: as_text(value) for key, value in told.items() if not isinstance(value, dict | list)}
    }
    for key, value in told.items():
        if isinstance(value, list):
            wanted[f"[{key}]"] = [{k: as_text(v) for k, v in room.items()} for room in value]
        elif isinstance(value, dict):
            rooms = (
                {f"{key}.{k}": v for k, v in value.items()}
                if isinstance(next(iter(value.values())), dict)
                else {key: value}
            )
            wanted |= {k: {n: as_text(v) for n, v in room.items()} for k, room in rooms.items()}
    found: dict[str, Any] = {}
    for name_, room in tables.rooms(name):
        plain = {k: repr(float(v)) if k == "weight" else v for k, v in room.items()}
        if name_.startswith("["):
            found.setdefault(name_, []).append(plain)
        else:
            found[name_] = plain

    assert found == wanted


def test_every_guard_is_spelt_right() -> None:
    """Guards are read when a dream first meets them, so a misspelt one shows here and not some night."""
    for table in (lexicon.signs(), lexicon.feelings()):
        rules = {rule for hits in table.forms.values() for _, _, rule in hits if rule}

        assert len(rules) > 3
        assert all(any(getattr(table.guard(rule), name) for name in Guard.__slots__) for rule in rules)


def test_reading_loads_little_and_fast(tmp_path: Path) -> None:
    """Nothing but the standard library, none of its heavy rooms, and about what a bare start of Python costs."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(tmp_path)  # compiled once, as an installed package is
    read = "from dreamstream.backends.local import wording; wording.analysis('I was flying over the sea at night.')"
    bare, whole = [], []
    for _ in range(10):
        for code, took in (("pass", bare), (read, whole)):
            before = os.times()
            subprocess.run([sys.executable, "-c", code], env=env, check=True)
            after = os.times()
            took.append(after[2] + after[3] - before[2] - before[3])
    listed = subprocess.run(
        [sys.executable, "-c", f"{read}; import sys; print(*sys.modules)"], env=env, capture_output=True, check=True
    ).stdout.decode()

    assert not {"dataclasses", "inspect", "tomllib", "typing", "pydantic", "rich", "sqlite3"} & set(listed.split())
    assert min(whole[1:]) - min(bare) <= 1.5 * min(bare) + 0.01  # the clock ticks in hundredths; 15 ms where bare is 13
