"""The kept mutants are still mutants; all of them are tried by `python -m tests.mutants`."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import trial
from .kept import MUTANTS, Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_still_means_something(mutant: Mutant) -> None:
    """Its old text is in the source, what it becomes is Python, and its tests are there."""
    compile(trial.mutated(mutant), mutant.file, "exec")
    for test in mutant.tests:
        file, name = test.split("::")
        assert f"def {name.partition('[')[0]}(" in (trial.ROOT / file).read_text("utf-8"), test


@pytest.mark.parametrize("name", ["no crc check", "no token check (fold)"])
def test_a_fault_is_found(tmp_path: Path, name: str) -> None:
    """Two that take little time."""
    (mutant,) = (mutant for mutant in MUTANTS if mutant.name == name)
    trial.copy(tmp_path)
    verdict = trial.judge(mutant, tmp_path)

    assert verdict.missed == []


def test_a_program_without_a_fault_passes(tmp_path: Path) -> None:
    """A test that always fails would catch everything."""
    (mutant,) = (mutant for mutant in MUTANTS if mutant.name == "no crc check")
    trial.copy(tmp_path)

    assert trial.run(tmp_path, mutant.tests) == set()


def test_a_text_that_is_gone_is_said(tmp_path: Path) -> None:
    """A mutant that changes nothing would survive, or worse, seem to be caught by a test that fails anyway."""
    mutant = Mutant(name="of old", file="log/frame.py", changes=(("no such line", ""),), tests=())

    with pytest.raises(trial.Stale, match="no longer holds"):
        trial.mutated(mutant)
