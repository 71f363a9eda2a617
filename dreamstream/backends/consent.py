"""What may leave this machine, and to whom: asked at each sending, of today's local configuration.

A host that is not this machine must follow from that file: naming a backend there names its own host, a `base_url`
there names another. Nothing in settings.toml, in the environment, in a flag or in the log says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dreamstream.backends.hosts import base, is_loopback
from dreamstream.config import SETTINGS, Config
from dreamstream.errors import NotConsented
from dreamstream.paths import Places

_of_sessions: ContextVar[bool] = ContextVar("of_sessions", default=False)


@contextmanager
def of_sessions() -> Iterator[None]:
    """For as long as it lasts, what this thread sends is transcripts, each request of an answer too."""
    token = _of_sessions.set(True)
    try:
        yield
    finally:
        _of_sessions.reset(token)


def check(places: Places, name: str, address: str, *, sessions: bool = False, twin: bool = False) -> None:
    """Raises NotConsented unless words may go to this backend at this address now.

    `sessions` are transcripts, which `backend.sessions` alone lets go, and nothing else with them; `twin` is the
    dreamer's face, which wants its own word, whoever else is named.
    """
    if is_loopback(address):
        return
    config = Config(places)  # as it is now: a pass may have begun an hour ago
    if sessions or _of_sessions.get():
        transcripts(config, name, address)
    elif not named(config, name) or base(name, config) != address:
        raise NotConsented(
            f"The local configuration does not let words go to {name}.",
            hint=f"If they may: dreamstream config set backend.text {name}",
        )
    if twin and config.get("backend.twin") != name:
        raise NotConsented(
            f"The twin's face may not go to {name}.", hint=f"If it may: dreamstream config set backend.twin {name}"
        )


def transcripts(config: Config, name: str, address: str) -> None:
    """Raises NotConsented unless transcripts may go to this backend at this address."""
    if not address or is_loopback(address):
        return
    if config.get("backend.sessions") != name or base(name, config) != address:
        raise NotConsented(
            f"The local configuration does not let transcripts go to {name}.",
            hint=f"If they may: dreamstream config set backend.sessions {name}",
        )


def named(config: Config, name: str) -> bool:
    """Whether the local configuration names this backend, or where it is reached."""
    if config.get(f"backend.{name}.base_url"):
        return True
    apart = ("backend.sessions", "backend.twin")  # words of their own, which let nothing else go
    choices = [s for s in SETTINGS.values() if s.local and name in s.among and s.name not in apart]
    return any(config.get(setting.name) == name for setting in choices)
