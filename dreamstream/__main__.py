"""`python -m dreamstream`, and what the installed command calls."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run one command, and end with its exit code.

    The process ends at once: everything worth keeping is on disk by then, and taking modules and rows apart one by one
    would cost more than a bare start of Python.
    """
    from dreamstream.cli.app import run

    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read us may be gone; what could not be written was said in `run`
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
