"""Every error knows its code, its exit and a sentence that helps."""

from __future__ import annotations

import pytest

from dreamstream import errors
from dreamstream.errors import DreamstreamError, NotSaved

ALL = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, DreamstreamError)]
#: What others script against (INTERFACES): these do not change.
CODES = {
    "error": 1, "usage": 2, "not_found": 3, "ambiguous": 3, "partly_done": 4, "backend_unavailable": 5,
    "not_consented": 5, "pass_running": 6, "refused": 1, "not_saved": 1, "damage": 1,
}  # fmt: skip


def test_codes_and_exits_are_the_promised_ones() -> None:
    """Each class has a code of its own and the exit of its kind."""
    assert {e.code: e.exit for e in ALL} == CODES


@pytest.mark.parametrize("error", ALL)
def test_an_error_is_a_sentence_and_a_hint(error: type[DreamstreamError]) -> None:
    """The hint may be left out; the message is what str says."""
    made = error("It is so.", hint="Do that.")

    assert (str(made), made.message, made.hint) == ("It is so.", "It is so.", "Do that.")
    assert error("It is so.").hint == ""
    assert error.__doc__


def test_words_to_hand_back_are_not_part_of_the_message() -> None:
    """What the dreamer would lose travels beside the sentence, so that no log of errors holds it."""
    error = NotSaved("The disk is full.", words="a secret dream")

    assert error.words == "a secret dream"
    assert "secret" not in str(error) and "secret" not in repr(error)
