"""Where this command runs: whose journal, which output, who is watching. Set once by `app`, read by every command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from dreamstream.paths import Places, places

if TYPE_CHECKING:
    from dreamstream.config import Config
    from dreamstream.journal import Journal


class Here:
    """The options every command shares, and the journal they name."""

    def __init__(
        self,
        *,
        user: str | None = None,
        home: str | None = None,
        json: bool = False,
        quiet: bool = False,
        color: bool = True,
        input: bool = True,
    ) -> None:
        self.json, self.quiet, self.color, self.input = json, quiet, color, input
        self.command = ""
        self.warnings: list[str] = []
        self._user, self._home = user, home
        self._places: Places | None = None
        self._journal: Journal | None = None
        self._config: Config | None = None

    @property
    def places(self) -> Places:
        """The dreamer's folders. Raises UsageError for a name that cannot be one."""
        if self._places is None:
            self._places = places(home=self._home, user=self._user)
        return self._places

    @property
    def journal(self) -> Journal:
        """The dreamer's journal, opened when first asked for."""
        if self._journal is None:
            from dreamstream.journal import Journal

            self._journal = Journal(self.places)
        return self._journal

    @property
    def config(self) -> Config:
        """The dreamer's settings."""
        if self._config is None:
            from dreamstream.config import Config

            self._config = Config(self.places)
        return self._config

    @property
    def at_terminal(self) -> bool:
        """Whether a person reads standard output."""
        return not self.json and sys.stdout.isatty()

    @property
    def watched(self) -> bool:
        """Whether a person sees standard error and wants to hear how it goes."""
        return not self.quiet and sys.stderr.isatty()

    @property
    def colored(self) -> bool:
        """Whether colour may be used: a terminal that wants it."""
        return self.color and self.at_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def warn(self, sentence: str) -> None:
        """Say this once the answer is out: on stderr for people, in `warnings` for programs."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def close(self) -> None:
        """Collect what the journal wants said, and let it go."""
        if self._journal is not None:
            for sentence in self._journal.warnings:
                self.warn(sentence)
            self._journal.close()
            self._journal = None


#: The one of this process; `app.run` replaces it before any command runs.
_here = Here()


def here() -> Here:
    """Where this command runs."""
    return _here


def enter(new: Here) -> Here:
    """Make this the one; for `app.run` and nobody else."""
    global _here
    _here = new
    return new
