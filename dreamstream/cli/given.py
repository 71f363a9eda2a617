"""A file the dreamer hands us: read whole, up to a size, from a path or from standard input."""

from __future__ import annotations

import os
import stat
import sys

from dreamstream.errors import NotFound, UsageError


def read(path: str, most: int, what: str) -> bytes:
    """Its bytes; `-` is standard input. Raises UsageError where they are more than `most`, or none; NotFound."""
    try:
        if path == "-":
            body = sys.stdin.buffer.read(most + 1)
        else:
            with open(path, "rb") as file:
                if stat.S_ISBLK(os.fstat(file.fileno()).st_mode):
                    raise UsageError(f"{path} is a disk.", hint="Name a file.")
                body = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(f"There is no file {path}.", hint="Check its name.") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder.", hint="Name a file.") from None
    if len(body) > most:
        raise UsageError(f"The {what} is larger than {most >> 20} MiB.", hint=f"Make the {what} smaller first.")
    if not body:
        raise UsageError(f"The {what} is empty.", hint="Check the file.")
    return body
