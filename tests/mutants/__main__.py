"""Show that the tests find each kept fault: `python -m tests.mutants [NAME...]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from . import trial
from .kept import MUTANTS


def main() -> int:
    """0 when every mutant is caught by each of its tests, 1 when one survives one, 2 for what says nothing any more."""
    chosen = [mutant for mutant in MUTANTS if not sys.argv[1:] or mutant.name in sys.argv[1:]]
    survived = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            trial.copy(folder)
            tests = tuple(dict.fromkeys(test for mutant in chosen for test in mutant.tests))
            if failed := trial.run(folder, tests):
                raise trial.Stale(f"these fail without any fault: {', '.join(sorted(failed))}")
            _say(f"{len(tests)} tests pass without a fault\n")
            for mutant in chosen:
                verdict = trial.judge(mutant, folder)
                survived += bool(verdict.missed)
                _say(f"{mutant.name:<36} {verdict.seconds:5.1f} s  {'SURVIVES' if verdict.missed else 'caught'}")
                for how, tests_ in (("by", verdict.caught), ("not by", verdict.missed)):
                    for test in tests_:
                        _say(f"    {how} {test}")
        except trial.Stale as error:
            _say(str(error))
            return 2
    _say(f"\n{len(chosen)} mutants, {survived} survived")
    return 1 if survived else 0


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


sys.exit(main())
