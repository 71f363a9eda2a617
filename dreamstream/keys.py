"""Keys of hosted backends: said once, kept 0600 on this machine only, shown to nobody.

A key is stored itself, or as the name of an environment variable, or as a command that prints it; else the variable
each provider is known by counts.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import Any

from dreamstream.errors import BackendUnavailable, DreamstreamError, UsageError
from dreamstream.paths import Places, make

#: Who can have a key, and the variable it is looked for in when none was stored.
KNOWN = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "gemini": "GEMINI_API_KEY",
    "ollama": "",
    "a1111": "",
    "jobs": "",
}
#: A command that prints a key gets this long, in seconds; a password manager may ask for a fingerprint.
PATIENCE = 60.0


class Secret:
    """A key that no traceback, message or record can spell by accident."""

    __slots__ = ("_held",)

    def __init__(self, held: str) -> None:
        self._held = held

    def reveal(self) -> str:
        """The key itself; for a request's header and nothing else."""
        return self._held

    def __bool__(self) -> bool:
        return bool(self._held)

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a key comes from, without the key."""

    name: str
    how: str  #: "stored", "variable", "command" or "" for nowhere.
    of: str = ""  #: The variable's name; never a command's words, which may hold one.


def get(places: Places, name: str) -> Secret:
    """The key of this name, empty where there is none. Raises BackendUnavailable when its command prints none."""
    held = _read(places).get(name)
    if isinstance(held, dict):
        if isinstance(held.get("key"), str):
            return Secret(held["key"])
        if isinstance(held.get("env"), str):
            return Secret(os.environ.get(held["env"], "").strip())
        if isinstance(held.get("command"), str):
            return Secret(_printed(name, held["command"]))
    return Secret(os.environ.get(KNOWN.get(name) or "", "").strip() if KNOWN.get(name) else "")


def put(places: Places, name: str, held: dict[str, str] | None) -> str:
    """Store `{"key": …}`, `{"env": …}` or `{"command": …}`, or nothing for None; the file's path."""
    if name not in KNOWN:
        raise UsageError(f"Nobody called {name!r} takes a key.", hint=f"Keys are for {', '.join(KNOWN)}.")
    everything = {key: value for key, value in _read(places).items() if key != name}
    if held is not None:
        everything[name] = held
    make(places.config)
    path = _path(places)
    draft = f"{path}.{os.getpid()}"
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        import json

        json.dump(everything, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    return path


def has(places: Places, name: str) -> bool:
    """Whether there would be a key; runs no command."""
    return any(origin.how for origin in origins(places) if origin.name == name)


def origins(places: Places) -> list[Origin]:
    """Where each key would come from; runs no command and shows no key."""
    stored = _read(places)
    found = []
    for name, variable in KNOWN.items():
        held = stored.get(name)
        if isinstance(held, dict) and "key" in held:
            found.append(Origin(name=name, how="stored"))
        elif isinstance(held, dict) and "command" in held:
            found.append(Origin(name=name, how="command"))
        else:
            said = str(held["env"]) if isinstance(held, dict) and "env" in held else variable
            found.append(Origin(name=name, how="variable" if said and os.environ.get(said) else "", of=said))
    return found


def _path(places: Places) -> str:
    return os.path.join(places.config, "keys.json")


def _read(places: Places) -> dict[str, Any]:
    import json

    path = _path(places)
    try:
        with open(path, encoding="utf-8") as file:
            if os.name != "nt" and os.fstat(file.fileno()).st_mode & 0o077:
                os.fchmod(file.fileno(), 0o600)
            held = json.load(file)
    except FileNotFoundError:
        return {}
    except (ValueError, OSError):
        # never the reason: it may quote the file
        raise DreamstreamError(f"{path} cannot be read.", hint="Remove it and say the keys again: keys set") from None
    return held if isinstance(held, dict) else {}


def _printed(name: str, command: str) -> str:
    import shlex

    try:
        done = subprocess.run(
            shlex.split(command), stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=True
        )
        lines = done.stdout.decode().split()
    except (OSError, ValueError, subprocess.SubprocessError):
        lines = []
    if not lines:
        raise BackendUnavailable(
            f"The command for the key of {name} printed none.", hint=f"Say another: dreamstream keys set {name}"
        ) from None
    return lines[0]
