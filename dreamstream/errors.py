"""Every error a dreamer can meet, with its code, its exit and what to do next.

Our hierarchy:

    DreamstreamError           1  error
    ├── UsageError             2  usage
    ├── NotFound               3  not_found
    │   └── Ambiguous          3  ambiguous
    ├── PartlyDone             4  partly_done
    ├── BackendUnavailable     5  backend_unavailable
    │   └── NotConsented       5  not_consented
    ├── PassRunning            6  pass_running
    ├── Refused                1  refused        the text cannot be stored as it is
    ├── NotSaved               1  not_saved      the disk said no; the words are handed back
    └── Damage                 1  damage         verify or doctor found something
"""

from __future__ import annotations


class DreamstreamError(Exception):
    """Something a dreamer can act on: one sentence, and a hint that says how."""

    code = "error"
    exit = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DreamstreamError):
    """The command was not understood."""

    code = "usage"
    exit = 2


class NotFound(DreamstreamError):
    """No such dream, job, event, setting or file."""

    code = "not_found"
    exit = 3


class Ambiguous(NotFound):
    """A prefix fits more than one id; the hint lists them."""

    code = "ambiguous"


class PartlyDone(DreamstreamError):
    """Some of it was done and kept, some was not."""

    code = "partly_done"
    exit = 4


class BackendUnavailable(DreamstreamError):
    """Nobody is there to answer, or what is there cannot do this."""

    code = "backend_unavailable"
    exit = 5


class NotConsented(BackendUnavailable):
    """The local configuration does not allow sending this to that host."""

    code = "not_consented"


class PassRunning(DreamstreamError):
    """Another pass holds the lock."""

    code = "pass_running"
    exit = 6


class Refused(DreamstreamError):
    """The log or the index could not hold this, so nothing was written."""

    code = "refused"


class NotSaved(DreamstreamError):
    """The disk refused; nothing was acknowledged.

    `words` are what the dreamer would lose: whoever catches this prints them back or keeps them as a draft.
    """

    code = "not_saved"

    def __init__(self, message: str, *, hint: str = "", words: str = "") -> None:
        super().__init__(message, hint=hint)
        self.words = words


class Damage(DreamstreamError):
    """Something stored is not as it was written."""

    code = "damage"
