"""`python -m dreamstream`, and what the installed command calls."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command; the exit code."""
    from dreamstream.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
