"""Settings by name: what there is, what it is by default, and which of two files may say otherwise.

    flag ─► local config (what names a host, holds a key or runs a command) ─► settings.toml (tastes) ─► default

Tastes may travel with the journal, so nothing in settings.toml may name a host; nor may the environment.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from dreamstream.errors import DreamstreamError, UsageError
from dreamstream.lists import KINDS
from dreamstream.paths import Places, make

BACKENDS = ("local", "mock", "openai", "anthropic", "gemini", "ollama", "a1111")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One name a dreamer can set."""

    name: str
    default: Any
    kind: type
    local: bool  #: Lives in the local config: it runs a command, names a host or lets something leave.
    about: str
    among: tuple[str, ...] = ()


def _settings() -> dict[str, Setting]:
    rows: list[tuple[str, Any, type, bool, str, tuple[str, ...]]] = [
        ("day_starts_at", "18:00", str, False, "from this time on, a dream belongs to the next morning", ()),
        ("media.keep_deleted", 7, int, False, "days a deleted dream's pictures stay on disk", ()),
        ("backend.text", "local", str, True, "who reads and writes", BACKENDS),
        ("backend.image", "local", str, True, "who draws", BACKENDS),
        ("backend.sessions", "", str, True, "who reads sessions, and so may be sent them", ("", *BACKENDS)),
        ("backend.transcribe", "", str, True, "who writes down audio", ("", *BACKENDS)),
        ("backend.twin", "", str, True, "who may be sent the twin's face", ("", *BACKENDS)),
        ("backend.local.voice", "", str, True, "the file of a whisper.cpp model (ggml) that writes down audio", ()),
        ("backend.mock.script", "", str, True, "how the mock misbehaves, e.g. `image: fail 1`", ()),
        ("notify.ready", "yes", str, False, "whether a notice says that a dream is ready", ("yes", "no")),
        ("notify.command", "", str, True, "what shows a notice; it gets a title and a text", ()),
        ("limits.requests", 0, int, True, "requests a day to hosted backends; 0 is no limit", ()),
        ("limits.tokens", 0, int, True, "tokens a day to hosted backends; 0 is no limit", ()),
        ("sessions.watch", "", str, True, "folders whose transcripts a pass reads where they lie, joined by :", ()),
    ]
    rows += [
        (f"backend.{kind}", "", str, True, f"who makes the {kind}", ("", *BACKENDS))
        for kind in KINDS
        if kind != "image"
    ]
    for name in BACKENDS[2:]:
        rows.append((f"backend.{name}.base_url", "", str, True, f"where {name} is reached", ()))
        rows.append((f"backend.{name}.model", "", str, True, f"which model of {name} writes", ()))
        rows.append((f"backend.{name}.image_model", "", str, True, f"which model of {name} draws", ()))
        rows.append((f"backend.{name}.parallel", 0, int, True, f"requests to {name} at once; 0 as --concurrency", ()))
    rows.append(("backend.openai.transcribe_model", "", str, True, "which model of openai writes down audio", ()))
    rows.append(("backend.openai.video_model", "", str, True, "which model of openai films", ()))
    rows.append(
        (
            "backend.openai.dialect",
            "json_schema",
            str,
            True,
            "how the server is asked for JSON",
            ("json_schema", "json_object+schema", "json_object", "prompt"),
        )
    )
    return {
        name: Setting(name=name, default=default, kind=kind, local=local, about=about, among=among)
        for name, default, kind, local, about, among in rows
    }


SETTINGS = _settings()


class Config:
    """The settings of one dreamer as both files say now."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._tastes = _read(places.settings)
        self._local = _read(places.local_config)

    def get(self, name: str) -> Any:
        """The value that counts. Raises UsageError for a name that does not exist or a value that cannot be."""
        return self.origin(name)[0]

    def origin(self, name: str) -> tuple[Any, str]:
        """The value that counts and where it was said: `default`, or a file's path."""
        setting = setting_named(name)
        held, path = (self._local, self.places.local_config) if setting.local else (self._tastes, self.places.settings)
        value = _dig(held, name)
        if value is None:
            return setting.default, "default"
        return _checked(setting, value), path

    def problems(self) -> list[str]:
        """Every name in the files that nothing reads, and every value that cannot be."""
        found = []
        for held, path, local in (
            (self._tastes, self.places.settings, False),
            (self._local, self.places.local_config, True),
        ):
            for name, value in _flat(held):
                try:
                    setting = setting_named(name)
                    if setting.local and not local:
                        found.append(f"{path}: {name} is not read here, since this file may travel.")
                    _checked(setting, value)
                except UsageError as error:
                    found.append(f"{path}: {error.message}")
        return found

    def set(self, name: str, text: str) -> str:
        """Write one setting, whole file or nothing; the path it went to."""
        setting = setting_named(name)
        value = _checked(setting, _typed(setting, text))
        path = self.places.local_config if setting.local else self.places.settings
        held = dict(self._local if setting.local else self._tastes)
        _put(held, name, value)
        make(os.path.dirname(path))
        draft = f"{path}.{os.getpid()}"
        fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            file.write(_spell(held))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
        if setting.local:
            self._local = held
        else:
            self._tastes = held
        return path


def setting_named(name: str) -> Setting:
    """The setting of this name. Raises UsageError that suggests the nearest ones."""
    if name in SETTINGS:
        return SETTINGS[name]
    import difflib

    near = difflib.get_close_matches(name, SETTINGS, n=3, cutoff=0.5)
    raise UsageError(
        f"There is no setting {name!r}.",
        hint=("Did you mean " + " or ".join(near) + "? " if near else "") + "`dreamstream config show` lists them.",
    )


def _checked(setting: Setting, value: Any) -> Any:
    if not isinstance(value, setting.kind) or isinstance(value, bool) != (setting.kind is bool):
        kind = "a whole number" if setting.kind is int else "text in quotes"
        raise UsageError(f"{setting.name} is {value!r}, and should be {kind}.", hint="Set it with `config set`.")
    if setting.among and value not in setting.among:
        allowed = ", ".join(a or '""' for a in setting.among)
        raise UsageError(f"{setting.name} cannot be {value!r}.", hint=f"It is one of {allowed}.")
    if isinstance(value, int) and value < 0:
        raise UsageError(f"{setting.name} cannot be negative.", hint="Use 0 or more.")
    if setting.name == "day_starts_at" and not _is_clock(str(value)):
        raise UsageError(f"day_starts_at cannot be {value!r}.", hint="Say a time like 18:00.")
    return value


def _is_clock(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    return bool(colon) and hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60


def _typed(setting: Setting, text: str) -> Any:
    if setting.kind is int:
        try:
            return int(text)
        except ValueError:
            raise UsageError(f"{setting.name} needs a whole number, not {text!r}.", hint="Try again.") from None
    return text


def _read(path: str) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            import tomllib

            return tomllib.load(file)
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise UsageError(f"{path} cannot be read: {error}.", hint="Mend that line, or move the file away.") from error
    except OSError as error:
        raise DreamstreamError(f"{path} cannot be read: {error.strerror}.", hint="See `dreamstream doctor`.") from error


def _dig(held: Any, name: str) -> Any:
    for part in name.split("."):
        held = held.get(part) if isinstance(held, dict) else None
    # `backend.image` and `backend.image.…` cannot both be; a table where a value belongs is no value
    return None if isinstance(held, dict) else held


def _put(held: dict[str, Any], name: str, value: Any) -> None:
    *path, last = name.split(".")
    for part in path:
        inner = held.get(part)
        held[part] = held = dict(inner) if isinstance(inner, dict) else {}
    held[last] = value


def _flat(held: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    rows = []
    for key, value in held.items():
        name = f"{before}{key}"
        rows += _flat(value, name + ".") if isinstance(value, dict) else [(name, value)]
    return rows


def _spell(held: dict[str, Any]) -> str:
    import json

    lines = []
    for name, value in _flat(held):
        key = ".".join(part if part.replace("_", "").isalnum() else json.dumps(part) for part in name.split("."))
        lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines)
