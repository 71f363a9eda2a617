"""Who reads sessions: by name, and opened when it is time to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dreamstream.backends import registry
from dreamstream.config import Config
from dreamstream.dream.choice import Choice

if TYPE_CHECKING:
    from dreamstream.dream.readers.port import Reader


def asks_a_server(config: Config, choice: Choice) -> bool:
    """Whether reading takes somebody else's time."""
    return (wish(choice) or str(config.get("backend.sessions")) or "local") not in ("local", "mock")


def wish(choice: Choice) -> str | None:
    """The backend that was asked for, if it reads at all; one that only draws leaves this part as it is configured."""
    name = choice.backend
    return None if name is None or "text" not in registry.ABLE.get(name, {"text"}) else name


def open(config: Config, wish: str | None = None) -> Reader:
    """Who reads sessions: the wish, else `backend.sessions`, else the offline reader; never who writes otherwise.

    Raises UsageError for a name that is none, BackendUnavailable, and NotConsented as `registry.reads` does.
    """
    name = registry.reads(config, wish=wish)
    if name == "local":
        from dreamstream.dream.readers.local import LocalReader

        return LocalReader()
    from dreamstream.dream.readers.text import TextReader

    return TextReader(registry.open(name, config))
