"""A child that draws long: resvg holds the interpreter's lock, and a pass has other work to go on with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from dreamstream.backends.base import Fault
from dreamstream.pictures import reel

_FILMS = "dreamstream.pictures.motion"
#: The longest one film may take, in seconds; two are usual.
SECONDS = 600.0
#: Where a Python of the dreamer's own setting finds its packages.
_MORE = ("PYTHONPATH", "PYTHONHOME", "DYLD_LIBRARY_PATH")


def film(wish: Mapping[str, Any], *, mp4: bool = False, seconds: float = SECONDS) -> bytes:
    """A film of a wish as `pictures.motion.make` reads it; an MP4 where asked and ffmpeg is here.

    The child ends with this call, however it ends, and with this process. Raises Fault.
    """
    tool = reel.ffmpeg() if mp4 else None
    if tool is None:
        return run(_FILMS, wish, seconds=seconds)
    # killed in between, neither we nor the child's own end (it clears the folder when we are gone) leave it behind
    with tempfile.TemporaryDirectory(prefix="dreamstream-film-", ignore_cleanup_errors=True) as folder:
        return run(_FILMS, {**wish, "ffmpeg": tool, "folder": folder}, seconds=seconds)


def run(module: str, wish: Mapping[str, Any], *, seconds: float) -> bytes:
    """What a module answers to one line of JSON. Raises Fault for a child that fails, babbles or takes too long."""
    if not sys.executable:
        raise Fault("there is no Python here to draw with")
    try:
        # -P: the folder one happens to stand in must not lend the child its modules
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=reel.allowed(os.environ, *_MORE),
            start_new_session=True,
        )
    except OSError:
        raise Fault("the process that films cannot be started", transient=True) from None
    assert child.stdin is not None and child.stdout is not None
    late = threading.Event()

    def end() -> None:
        late.set()
        _kill(child)

    clock = threading.Timer(seconds, end)
    clock.daemon = True
    clock.start()
    try:
        with suppress(OSError):  # it ended before it had read all
            child.stdin.write(json.dumps(wish).encode() + b"\n")
            child.stdin.flush()  # and left open: its end tells the child that nobody waits any more
        body = child.stdout.read(reel.MOST + 1)
    finally:
        clock.cancel()
        clock.join()
        _kill(child)  # before it is waited for: its number is still its own
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                pipe.close()
        child.wait()
    if late.is_set():
        raise Fault("the film took longer than its limit", transient=True)
    if not 0 < len(body) <= reel.MOST:
        raise Fault("the process that films ended without a film", transient=True)
    return body


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End it and the ffmpeg it may have started."""
    import signal

    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
