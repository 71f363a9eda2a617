"""Where everything of one dreamer lies on this disk.

$DREAMSTREAM_HOME/users/<user>/{log,media,sessions}   what may travel between machines
<state>/<user>/    host id, index, locks, drafts      this machine only
<config>/<user>/   hosts, keys, commands              this machine only
"""

from __future__ import annotations

import os
import sys

from dreamstream.errors import UsageError

_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")


class Places:
    """The folders of one dreamer; naming one creates nothing."""

    __slots__ = ("config", "home", "state", "user", "users")

    def __init__(self, *, home: str, state: str, config: str, user: str) -> None:
        self.home = home
        self.users = os.path.join(home, "users", user)
        self.state = os.path.join(state, user)
        self.config = os.path.join(config, user)
        self.user = user

    @property
    def log(self) -> str:
        """The truth: one folder a host, one file a month."""
        return os.path.join(self.users, "log")

    @property
    def media(self) -> str:
        """Bytes, named by their content."""
        return os.path.join(self.users, "media")

    @property
    def sessions(self) -> str:
        """Transcripts handed to the journal, and its own talks."""
        return os.path.join(self.users, "sessions")

    @property
    def settings(self) -> str:
        """Tastes: they may travel, so nothing in them may run a command or name a host."""
        return os.path.join(self.users, "settings.toml")

    @property
    def local_config(self) -> str:
        """What names a host, holds a key or runs a command; 0600 and never synced."""
        return os.path.join(self.config, "config.toml")

    @property
    def drafts(self) -> str:
        """Words that could not be saved as a dream yet."""
        return os.path.join(self.state, "drafts")

    def in_state(self, *names: str) -> str:
        """A file of this machine's own state."""
        return os.path.join(self.state, *names)


def places(*, home: str | None = None, user: str | None = None) -> Places:
    """The dreamer's folders: `--home`, then DREAMSTREAM_HOME, then where this platform keeps such things."""
    who = user or os.environ.get("DREAMSTREAM_USER") or "me"
    if not (0 < len(who) <= 32 and set(who) <= _NAME and who[0] not in "_-"):
        raise UsageError(
            f"{who!r} cannot be a user's name.",
            hint="Use up to 32 of a-z, 0-9, - and _, beginning with a letter or digit.",
        )
    named = home or os.environ.get("DREAMSTREAM_HOME")
    if named:
        root = os.path.abspath(os.path.expanduser(named))
        state, config = os.path.join(root, ".state"), os.path.join(root, ".config")
    else:
        root, state, config = _platform()
    return Places(home=root, state=state, config=config, user=who)


def make(folder: str) -> None:
    """Make a folder and its parents, each of them private; a wider one of ours is narrowed by nobody."""
    os.makedirs(folder, mode=0o700, exist_ok=True)


def sync(folder: str) -> None:
    """Make the names in a folder durable; Windows does so by itself, and some file systems cannot."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno != 22:  # EINVAL: some file systems have no fsync for folders
            raise
    finally:
        os.close(fd)


def _platform() -> tuple[str, str, str]:
    if sys.platform == "linux":
        # platformdirs says the same here, but importing it costs 1.6 times a bare Python start, at every `log`
        return (
            _xdg("XDG_DATA_HOME", ".local/share"),
            _xdg("XDG_STATE_HOME", ".local/state"),
            _xdg("XDG_CONFIG_HOME", ".config"),
        )
    import platformdirs

    state = platformdirs.user_state_dir("dreamstream", False)
    data = platformdirs.user_data_dir("dreamstream", False)
    config = platformdirs.user_config_dir("dreamstream", False)
    if state == data:  # macOS and Windows name one folder for both; what travels must not hold what stays
        state = os.path.join(state, "state")
    if config == data:
        config = os.path.join(config, "config")
    return data, state, config


def _xdg(variable: str, fallback: str) -> str:
    base = os.environ.get(variable, "")
    if not os.path.isabs(base):  # the XDG rule: a relative path is to be ignored
        base = os.path.join(os.path.expanduser("~"), fallback)
    return os.path.join(base, "dreamstream")
