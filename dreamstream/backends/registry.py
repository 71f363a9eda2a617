"""Backends by name: which one a kind goes to, who said so, and the one itself, imported when asked."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING, cast

from dreamstream import keys
from dreamstream.backends import consent, hosts
from dreamstream.config import Config
from dreamstream.errors import BackendUnavailable, NotConsented, UsageError

if TYPE_CHECKING:
    from dreamstream.backends.base import Backend, Hands

#: What each capability is, said as what somebody does.
WORDS = {
    "text": "write",
    "image": "draw",
    "edit": "change a picture",
    "video": "film",
    "reference": "draw after a reference",
    "transcribe": "write down audio",
}

#: What each backend can do; `backends list`, `scope`, the errors and the docs read this one table.
ABLE: dict[str, frozenset[str]] = {
    "local": frozenset({"text", "image", "edit", "video", "transcribe"}),
    "mock": frozenset({"text", "image", "edit", "video", "reference", "transcribe"}),
    "openai": frozenset({"text", "image", "edit", "video", "reference", "transcribe"}),
    "anthropic": frozenset({"text"}),
    "gemini": frozenset({"text", "image", "edit", "reference"}),
    "ollama": frozenset({"text"}),
    "a1111": frozenset({"image", "edit"}),
}
#: Changing a picture and filming it fall to whoever draws; where that one cannot, to the offline one.
DRAWERS = ("edit", "video")
_HTTP = {"openai": "OpenAI", "anthropic": "Anthropic", "gemini": "Gemini", "ollama": "Ollama", "a1111": "A1111"}


def chosen(kind: str, needs: tuple[str, ...], config: Config, *, wish: str | None = None) -> dict[str, str]:
    """The backend's name for each capability a kind needs.

    The wish counts first, then `backend.<kind>`, then `backend.<capability>`; `edit` and `video` have no setting of
    their own and go to whoever draws, or to the offline backend where that one cannot. Of a kind with two parts the
    named one does what it can, and the other part is done as configured.

    Raises UsageError for a name that is none, BackendUnavailable for one that cannot do this.
    """
    names = {}
    for need in needs:
        said = wish or config.get(f"backend.{kind}")
        if said in ABLE and not _able(said, need, config) and any(_able(said, other, config) for other in needs):
            said = None  # it does its part; what it lacks is done by whoever does that otherwise
        name = said or config.get(f"backend.{'image' if need in DRAWERS else need}") or "local"
        if need in DRAWERS and not said and name in ABLE and not _able(name, need, config):
            name = "local"
        if name not in ABLE:
            raise UsageError(f"There is no backend {name!r}.", hint=f"Backends are {', '.join(sorted(ABLE))}.")
        if not _able(name, need, config):
            able = ", ".join(other for other in ABLE if need in ABLE[other])
            raise BackendUnavailable(
                f"The backend {name} cannot {WORDS[need]}, which the {kind} needs; {able} can.",
                hint=f"Name one of them: `dreamstream config set backend.{kind} NAME`.",
            )
        if (name, need) == ("local", "transcribe"):
            _can_hear(config)
        if (address := hosts.base(name, config)) and not hosts.is_loopback(address) and not consent.named(config, name):
            raise NotConsented(
                f"The local configuration does not let words go to {name}.",
                hint=f"If they may: dreamstream config set backend.{kind} {name}",
            )
        _has_key(name, config)
        names[need] = name
    return names


def reads(config: Config, *, wish: str | None = None) -> str:
    """The name of who reads sessions: the wish, else `backend.sessions`, else the offline one; nothing else counts.

    Raises UsageError for a name that is none, BackendUnavailable for one that cannot write or has no key, and
    NotConsented for a hosted one that `backend.sessions` does not name.
    """
    name = wish or str(config.get("backend.sessions")) or "local"
    if name not in ABLE:
        raise UsageError(f"There is no backend {name!r}.", hint=f"Backends are {', '.join(sorted(ABLE))}.")
    if "text" not in ABLE[name]:
        able = ", ".join(other for other in ABLE if "text" in ABLE[other])
        raise BackendUnavailable(
            f"The backend {name} cannot write, which reading sessions needs; {able} can.",
            hint="Name one of them: `dreamstream config set backend.sessions NAME`.",
        )
    consent.transcripts(config, name, hosts.base(name, config))
    _has_key(name, config)
    return name


def _has_key(name: str, config: Config) -> None:
    address = hosts.base(name, config)
    if address and address == hosts.OWN[name] and keys.KNOWN.get(name) and not keys.has(config.places, name):
        raise BackendUnavailable(f"{name} has no key yet.", hint=f"Say it: dreamstream keys set {name}")


def _able(name: str, need: str, config: Config) -> bool:
    """Whether it can do this here: a film wants a server that films, and its model's name."""
    if (name, need) == ("openai", "video"):
        return hosts.base(name, config) != hosts.OWN[name] and bool(config.get("backend.openai.video_model"))
    return need in ABLE[name]


def _can_hear(config: Config) -> None:
    other = "or say who may hear it: `config set backend.transcribe openai`."
    if importlib.util.find_spec("pywhispercpp") is None:
        raise BackendUnavailable(
            "Nothing on this machine can write down audio yet.", hint=f"Install dreamstream[voice], {other}"
        )
    if not config.get("backend.local.voice"):
        raise BackendUnavailable(
            "No speech model is named yet.", hint=f"`config set backend.local.voice FILE` names one (ggml), {other}"
        )


def host(name: str, config: Config) -> str:
    """Where this backend would send words: "" for nowhere else than this machine. Calls nobody."""
    address = hosts.base(name, config)
    return "" if hosts.is_loopback(address) else hosts.host(address)


def open(name: str, config: Config) -> Backend:
    """The backend itself."""
    if name == "mock":
        from dreamstream.backends.mock import Mock

        return Mock(script=config.get("backend.mock.script"))
    if name in _HTTP:
        module = importlib.import_module(f"dreamstream.backends.http.{name}")
        return cast("Backend", getattr(module, _HTTP[name])(config))
    from dreamstream.backends.local.backend import Local

    return Local(voice=str(config.get("backend.local.voice")))


def hands(kind: str, needs: tuple[str, ...], config: Config, *, wish: str | None = None) -> Hands:
    """Everyone one job works with."""
    from dreamstream.backends.base import Hands  # a look at who would do what needs no ports

    names = chosen(kind, needs, config, wish=wish)
    backends = {name: open(name, config) for name in set(names.values())}
    first = backends[next(iter(names.values()))]
    return Hands(
        **{need: backends.get(names.get(need, ""), first) for need in ("text", "image", "edit", "video", "transcribe")},
    )
