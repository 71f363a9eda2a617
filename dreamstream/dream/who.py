"""Who would read sessions, by name: nothing is opened and nobody asked."""

from __future__ import annotations

from dreamstream.backends import registry
from dreamstream.config import Config
from dreamstream.dream.choice import Choice


def asks_a_server(config: Config, choice: Choice) -> bool:
    """Whether reading takes somebody else's time."""
    return (wish(choice) or str(config.get("backend.sessions")) or "local") not in ("local", "mock")


def wish(choice: Choice) -> str | None:
    """The backend that was asked for, if it reads at all; one that only draws leaves this part as it is configured."""
    name = choice.backend
    return None if name is None or "text" not in registry.ABLE.get(name, {"text"}) else name
