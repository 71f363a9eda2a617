from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.dream import content
from dreamstream.dream.repeats import Source, Told, Verdict, judge

TEXTS = (
    "The owl read three numbers",
    "An owl read three numbers.",
    "The owl read four numbers",
    "The owl did not read three numbers",
    "Mara lost the key",
    "Ines lost the key",
    "Mara lost the key of the boat before the storm",
    "um",
    "",
)
told = st.builds(
    lambda type_, text, place: Told(
        key="", type=type_, text=text, source=Source(session="s", turn=place, span=(0, len(text))) if place else None
    ),
    st.sampled_from(["recall", "person"]),
    st.sampled_from(TEXTS),
    st.sampled_from([None, "1", "2"]),
)


def keyed(events: list[Told], mark: str) -> list[Told]:
    return [
        Told(key=f"{mark}{n}", type=event.type, text=event.text, source=event.source) for n, event in enumerate(events)
    ]


def one(text: str, key: str = "new", type_: str = "recall", turn: str | None = None, end: int = 9) -> Told:
    return Told(key=key, type=type_, text=text, source=Source(session="s", turn=turn, span=(0, end)) if turn else None)


def only(known: list[Told], new: Told) -> Verdict:
    (verdict,) = judge(known, [new])
    return verdict


@given(st.lists(told, max_size=6), st.lists(told, max_size=8))
@settings(deadline=None)
def test_a_second_time_adds_nothing(known: list[Told], batch: list[Told]) -> None:
    """What was kept once is a repetition afterwards, every bit of it."""
    known, batch = keyed(known, "k"), keyed(batch, "b")
    kept = [event for event, verdict in zip(batch, judge(known, batch), strict=True) if not verdict.why]

    assert all(verdict.why for verdict in judge([*known, *kept], batch))


@given(st.lists(told, max_size=8), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_a_batch_loses_nothing(batch: list[Told], shuffle: random.Random) -> None:
    """Whatever the order, the same things are said by what is kept, when no two share a source."""
    batch = [Told(key=str(n), type=event.type, text=event.text) for n, event in enumerate(batch)]
    other = batch[:]
    shuffle.shuffle(other)

    def said(events: list[Told]) -> list[tuple[str, ...]]:
        verdicts = judge([], events)
        return sorted(content.key(e.text) for e, v in zip(events, verdicts, strict=True) if not v.why)

    assert said(batch) == said(other)


@given(st.lists(told, max_size=6), st.lists(told, max_size=6))
@settings(deadline=None)
def test_dropped_is_only_what_is_there(known: list[Told], batch: list[Told]) -> None:
    """A repetition names an event that stands, of the same words or of the same place and type."""
    known, batch = keyed(known, "k"), keyed(batch, "b")
    there = {event.key: event for event in known}
    for event, verdict in zip(batch, judge(known, batch), strict=True):
        if not verdict.why:
            assert verdict.repeats == ""
            there[event.key] = event
            continue
        first = there[verdict.repeats]
        same_place = event.source is not None and (first.type, first.source) == (event.type, event.source)
        assert same_place if verdict.why == "source" else content.key(first.text) == content.key(event.text)


def test_the_same_place_as_the_same_type_is_a_repetition() -> None:
    """However its words were edited; another type, turn or span is another event."""
    known = [one("Mara lost the key", key="old", turn="4")]

    assert only(known, one("Someone mislaid a thing", turn="4")).why == "source"
    assert only(known, one("Someone mislaid a thing", turn="4", type_="person")).why == ""
    assert only(known, one("Someone mislaid a thing", turn="5")).why == ""
    assert only(known, one("Someone mislaid a thing", turn="4", end=3)).why == ""


def test_equal_words_are_a_repetition_and_one_other_word_is_none() -> None:
    """A changed number is kept, and linked to what it resembles."""
    known = [one("We counted seven lanterns on the old bridge", key="old")]

    assert only(known, one("we counted seven lanterns, on an old bridge!")).repeats == "old"
    changed = only(known, one("We counted eight lanterns on the old bridge"))
    assert changed.why == ""
    assert changed.links[0][0] == "old"


def test_a_batch_is_held_against_itself() -> None:
    """Two chunks that propose one thing add it once; what resembles an earlier one is linked to it."""
    batch = [one("Mara lost the key", "1"), one("mara lost a key.", "2"), one("Mara lost the copper key", "3")]
    first, second, third = judge([], batch)

    assert (first.why, second.repeats, third.why) == ("", "1", "")
    assert third.links[0][0] == "1"


def test_nothing_compares_all_with_all() -> None:
    """Twice the events take about twice as long, not four times."""
    rng = random.Random(7)
    vocabulary = [f"w{n:04d}" for n in range(3000)]

    def spent(count: int) -> float:
        events = [one(" ".join(rng.choices(vocabulary, k=10)), key=str(n)) for n in range(2 * count)]
        begin = time.process_time()
        judge(events[:count], events[count:])
        return time.process_time() - begin

    few = min(spent(300) for _ in range(3))
    assert min(spent(1200) for _ in range(2)) < 9 * few


def test_what_stands_beside_is_linked_and_never_repeated() -> None:
    """Events of another target: the same words there are no reason to drop, and a link says where they stand."""
    told = Told(key="e-1", type="recall", text="The lamp on the pier went out twice.")
    (verdict,) = judge([], [Told(key="e-2", type="recall", text=told.text)], [told])

    assert (verdict.repeats, verdict.why) == ("", "")
    assert [key for key, _ in verdict.links] == ["e-1"]
    assert judge([told], [Told(key="e-2", type="recall", text=told.text)])[0].why == "words"
