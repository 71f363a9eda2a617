"""The dreamer's own editor, on a file that outlives a crash."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time

from dreamstream.cli.here import Here
from dreamstream.errors import DreamstreamError, UsageError
from dreamstream.paths import make


def write(here: Here, *, template: str = "", text: str = "") -> str:
    """What the dreamer wrote.

    The file lies among the drafts until the words are back, so that a crash loses none.
    Raises UsageError where nobody can edit, DreamstreamError when the editor fails.
    """
    if not here.input or not sys.stdin.isatty():
        raise UsageError("There are no words, and nobody to ask.", hint="Pipe them in, or say them as an argument.")
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        return _line(text)
    body = text or (_template(here, template) if template else "")
    make(here.places.drafts)
    path = os.path.join(here.places.drafts, f"{time.strftime('%Y-%m-%d-%H%M%S')}-{os.getpid()}.md")
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        file.write(body)
    try:
        code = subprocess.run([*shlex.split(command), path], check=False).returncode
    except OSError as error:
        raise DreamstreamError(
            f"The editor {command!r} does not start: {error.strerror}.", hint="Set EDITOR."
        ) from None
    with open(path, encoding="utf-8", errors="replace") as file:
        written = file.read()
    if code:
        raise DreamstreamError(
            f"The editor ended with {code}; nothing was logged.", hint=f"What was written is kept in {path}."
        )
    os.unlink(path)
    return "" if written == body and not text else written


def _line(text: str) -> str:
    """Without an editor: lines until an empty one."""
    if text:
        raise UsageError("There is no editor to change it in.", hint="Set EDITOR, or say `--text`.")
    sys.stderr.write("Tell it; an empty line ends it.\n")
    lines = []
    for line in sys.stdin:
        if not line.strip():
            break
        lines.append(line)
    return "".join(lines)


def _template(here: Here, name: str) -> str:
    for path in (name, os.path.join(here.places.users, "templates", name)):
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    raise UsageError(
        f"There is no template {name!r}.", hint=f"Name a file, or put one into {here.places.users}/templates."
    )
