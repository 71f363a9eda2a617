"""The offline reader answers as a model would: by numbers, in the shape a reply has."""

from __future__ import annotations

from dreamstream.backends.local.sessions.answer import MOST, answer
from dreamstream.dream.readers.reply import Reply

BOAT = "Last night I dreamt that my grandmother rowed a red boat."


def test_an_answer() -> None:
    """The turns and dreams it was given, by their numbers; an assistant's words are nobody's memory."""
    turns = [
        {"n": 7, "role": "user", "text": BOAT},
        {"n": 8, "role": "assistant", "text": BOAT},
        {"n": 9, "role": "", "text": "I decided to call her on Sunday."},
    ]
    events = Reply.model_validate(answer({"turns": turns, "dreams": [{"n": 1, "title": "A red boat"}]})).events

    assert [(event.turn, event.dream) for event in events] == [(7, 1), (9, 1)]
    assert events[0].quote == BOAT
    assert answer({}) == {"events": []}


def test_the_best_of_many() -> None:
    """No more than a reply may have, in the order they were told."""
    turns = [{"n": n, "role": "user", "text": "Hm." if n % 2 else f"I dreamt of boat {n}."} for n in range(1, 121)]
    events = Reply.model_validate(answer({"turns": turns})).events

    assert len(events) == MOST
    assert [event.turn for event in events] == sorted(event.turn for event in events)
    assert all(event.turn % 2 == 0 for event in events)
