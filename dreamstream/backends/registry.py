"""Backends by name: which one a kind goes to, who said so, and the one itself, imported when asked."""

from __future__ import annotations

from dreamstream.backends.base import Backend, Hands
from dreamstream.config import Config
from dreamstream.errors import BackendUnavailable, UsageError

#: What each backend can do; `backends list`, `scope` and the errors read this one table.
ABLE: dict[str, frozenset[str]] = {
    "local": frozenset({"text", "image"}),
    "mock": frozenset({"text", "image"}),
}
#: Backends that have a name in the settings already, and no adapter yet.
TO_COME = ("openai", "anthropic", "gemini", "ollama", "a1111")


def chosen(kind: str, needs: tuple[str, ...], config: Config, *, wish: str | None = None) -> dict[str, str]:
    """The backend's name for each capability a kind needs.

    The wish counts first, then `backend.<kind>`, then `backend.<capability>`.

    Raises UsageError for a name that is none, BackendUnavailable for one that cannot do this.
    """
    names = {}
    for need in needs:
        name = wish or config.get(f"backend.{kind}") or config.get(f"backend.{need}")
        if name in TO_COME:
            raise BackendUnavailable(
                f"The backend {name} has no adapter in this version.",
                hint=f"Use the offline one: `dreamstream config set backend.{need} local`.",
            )
        if name not in ABLE:
            raise UsageError(f"There is no backend {name!r}.", hint=f"Backends are {', '.join(sorted(ABLE))}.")
        if need not in ABLE[name]:
            raise BackendUnavailable(
                f"The backend {name} cannot make {need}, which the {kind} needs.",
                hint=f"Name another: `dreamstream config set backend.{kind} local`.",
            )
        names[need] = name
    return names


def host(name: str, config: Config) -> str:
    """Where this backend would send words: "" for nowhere. Calls nobody."""
    return "" if name in ("local", "mock") else str(config.get(f"backend.{name}.base_url"))


def open(name: str, config: Config) -> Backend:
    """The backend itself."""
    if name == "mock":
        from dreamstream.backends.mock import Mock

        return Mock(script=config.get("backend.mock.script"))
    from dreamstream.backends.local.backend import Local

    return Local()


def hands(kind: str, needs: tuple[str, ...], config: Config, *, wish: str | None = None) -> Hands:
    """Everyone one job works with."""
    names = chosen(kind, needs, config, wish=wish)
    backends = {name: open(name, config) for name in set(names.values())}
    first = backends[next(iter(names.values()))]
    return Hands(text=backends.get(names.get("text", ""), first), image=backends.get(names.get("image", ""), first))
