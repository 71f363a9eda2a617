from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.backends.local.sessions.choice import best, ranked, within
from dreamstream.backends.local.sessions.propose import propose
from dreamstream.proposals import MOST, TYPES, Candidate, Proposal
from dreamstream.turns import Turn

FLOODED = Candidate(
    id="d-1", title="The flooded station", text="I was in a flooded station and the trains were floating."
)
WATCH = Candidate(id="d-2", title="My watch melts")
#: A talk about a dream: who speaks, and what.
TALK = (
    ("user", "Good morning! I had a dream about the flooded station again, the trains were floating."),
    ("assistant", "That sounds vivid. Do you remember who was with you?"),
    ("user", "My sister Vera, I think. She was holding a paper lantern."),
    ("assistant", "How did you feel?"),
    ("user", "Scared at first, then strangely calm."),
    ("assistant", "Water can stand for many things. Perhaps it mirrors change?"),
    ("user", "Maybe it has to do with the move, we leave the flat on Friday."),
    ("user", "No wait, it was a glass lantern, not paper."),
    ("user", "I forgot to say: a clock with no hands hung over the platform."),
    ("user", "And just before I woke up I knew it was a dream and tried to fly."),
    ("user", "I decided to do reality checks whenever I see a station."),
    ("assistant", "Good plan. Shall I note it?"),
    ("user", "Thanks, that's all. Bye!"),
)
#: A talk of two friends about their days.
DAYS = (
    ("Ann", "Hey Ben! How are you?"),
    ("Ben", "Hi Ann, fine, thanks! And you? Anything new?"),
    ("Ann", "Yes! Last Saturday we moved into a small house in Bristol with my brother Tom."),
    ("Ben", "Wow, that's great! Happy for you."),
    ("Ann", "Thanks! It means a lot."),
    ("Ben", "What kind of garden do you have?"),
    ("Ann", "An old one with two apple trees and a well."),
    ("Ben", "I quit my job at the bakery in March and started a course in carpentry."),
    ("Ann", "Good luck! You can do it, I believe in you."),
    ("Ben", "Thanks, talk soon. Take care!"),
)


def turns(rows: tuple[tuple[str, str], ...]) -> list[Turn]:
    return [
        Turn(
            id=f"t{n}",
            text=text,
            role=who if who in ("user", "assistant") else "",
            speaker="" if who in ("user", "assistant") else who,
            at=f"2024-03-01T08:{n:02d}",
        )
        for n, (who, text) in enumerate(rows, 1)
    ]


def by_turn(proposals: list[Proposal]) -> dict[str, Proposal]:
    found: dict[str, Proposal] = {}
    for proposal in proposals:
        found.setdefault(proposal.turns[0], proposal)
    return found


SAID = (
    "I",
    "went",
    "we?",
    "dreamt.",
    "the",
    "lantern!",
    "woke",
    "“",
    '"',
    "up,",
    "Vera…",
    "3.5",
    "’s",
    "-5",
    "maybe\n",
)
anything: Any = st.lists(
    st.builds(
        Turn,
        id=st.integers(0, 5).map(str),
        text=st.one_of(
            st.text(max_size=200),
            st.lists(
                st.sampled_from(SAID),
                max_size=60,
            ).map(" ".join),
        ),
        role=st.sampled_from(["", "user", "assistant"]),
        speaker=st.sampled_from(["", "Ann", "Ben Low"]),
        at=st.none(),
    ),
    max_size=12,
)


@given(anything)
@settings(max_examples=150, deadline=None)
def test_any_talk_gives_proposals_that_point_to_their_words(told: list[Turn]) -> None:
    """Nothing crashes; a quote is what stands at its span, type and target are of the lists that were given."""
    proposals = propose(told, [FLOODED, WATCH])

    assert proposals == propose(told, [FLOODED, WATCH])
    for proposal in proposals:
        start, end = proposal.span
        assert any(turn.id == proposal.turns[0] and turn.text[start:end] == proposal.quote for turn in told)
        assert proposal.quote.strip() == proposal.quote != ""
        assert proposal.text == " ".join(proposal.quote.split())
        assert proposal.type in TYPES
        assert proposal.target in ("", "d-1", "d-2")
        assert 0 <= proposal.score <= 1


@given(anything, st.floats(0, 1))
@settings(max_examples=80, deadline=None)
def test_a_budget_is_kept(told: list[Turn], share: float) -> None:
    """The turns cited are at most the share, rounded down, and at most five proposals are shown."""
    told = [Turn(id=str(n), text=turn.text, speaker=turn.speaker) for n, turn in enumerate(told)]
    proposals = propose(told)

    cited = {turn for proposal in within(proposals, turns=len(told), share=share) for turn in proposal.turns}
    assert len(cited) <= share * len(told) + 1e-6
    assert len(best(proposals)) <= MOST


@given(anything, st.integers(0, 12))
@settings(max_examples=80, deadline=None)
def test_what_comes_later_changes_nothing(told: list[Turn], cut: int) -> None:
    """A session read up to a turn proposes what the whole proposes up to there, and shows it too."""
    told = [Turn(id=str(n), text=turn.text, role=turn.role, speaker=turn.speaker) for n, turn in enumerate(told)]
    some, every = propose(told[:cut], [FLOODED]), propose(told, [FLOODED])

    assert every[: len(some)] == some
    assert best(every)[: len(best(some))] == best(some)


def test_a_share_is_rounded_down() -> None:
    """.29 of a hundred turns are 29, of ten turns 2; all of them is all."""
    hundred = [
        Proposal(type="waking", target="", text=f"w{n}", at=None, turns=(str(n),), quote="w", span=(0, 1), score=0.5)
        for n in range(100)
    ]

    assert len(within(hundred, turns=100, share=0.29)) == 29
    assert len(within(hundred[:10], turns=10, share=0.29)) == 2
    assert within(hundred, turns=100, share=0) == []
    assert len(within(hundred, turns=100, share=7)) == 100


def test_the_best_are_told_apart_from_talk() -> None:
    """News of a life come before thanks, questions and good wishes."""
    first = {proposal.turns[0] for proposal in ranked(propose(turns(DAYS)))[:3]}

    assert first == {"t3", "t7", "t8"}


def test_small_talk_proposes_nothing() -> None:
    """A session in which nothing is said shows nothing."""
    talk = turns((DAYS[0], DAYS[1], DAYS[3], DAYS[4], DAYS[8], DAYS[9]))

    assert best(propose(talk)) == []


@pytest.mark.parametrize(
    ("turn", "sort"),
    [
        *(("t3", "person"), ("t5", "feeling"), ("t7", "hypothesis"), ("t8", "correction"), ("t9", "recall")),
        *(("t10", "lucidity"), ("t11", "decision")),
    ],
)
def test_the_sort_of_what_is_said(turn: str, sort: str) -> None:
    """Each sentence of the talk is of the sort its words show."""
    assert by_turn(propose(turns(TALK), [FLOODED, WATCH]))[turn].type == sort


def test_talk_of_a_dream_belongs_to_that_dream() -> None:
    """What is said while one dream is talked about is that dream's; another's title turns to the other."""
    talk = turns((*TALK, ("user", "In my dream the watch melts and then an owl reads the numbers aloud.")))
    found = by_turn(propose(talk, [FLOODED, WATCH]))

    assert found["t9"].target == "d-1"
    assert found["t14"].target == "d-2"


def test_a_day_belongs_to_its_session() -> None:
    """Talk of the day that names nothing of a dream stays with the session."""
    proposals = propose(turns(DAYS), [WATCH])

    assert {proposal.target for proposal in proposals} == {""}


def test_a_dictation_is_cut_into_what_it_holds() -> None:
    """One long turn of one voice gives several proposals, of the candidate's dream."""
    text = "There was a lighthouse in the kitchen. My uncle Pavel asked me for the key. I felt ashamed. Um, yeah."
    proposals = best(propose([Turn(id="1", text=text)], [WATCH]))

    assert {proposal.target for proposal in proposals} == {"d-2"}
    assert len({proposal.span for proposal in proposals}) == len(proposals) >= 2


def test_what_the_dream_says_already_is_no_news() -> None:
    """A sentence whose words stand in the dream ranks below the same sentence about another."""
    said = [Turn(id="1", text="I had a dream, the trains were floating in a flooded station.")]

    assert propose(said, [FLOODED])[0].score < propose(said, [WATCH])[0].score


def test_a_machine_remembers_little() -> None:
    """The same words score less from an assistant than from the dreamer."""
    text = "Yesterday we bought a boat in Lisbon with my cousin."
    dreamer, machine = (propose([Turn(id="1", text=text, role=role)])[0].score for role in ("user", "assistant"))

    assert machine < dreamer


def test_the_time_is_the_turns() -> None:
    """A proposal has the time of the turn it was said in."""
    assert {p.at for p in propose(turns(DAYS)) if p.turns == ("t3",)} == {"2024-03-01T08:03"}


def test_an_order_to_a_machine_is_no_memory() -> None:
    """What a machine is told to do is not shown; what one tells it about the dream is."""
    said = ("Make the harbour darker", "It still fails with KeyError 42 in lantern.py", "Add three boats at the pier")
    orders = [Turn(id=str(n), text=text, role="user") for n, text in enumerate(said)]
    dream = Turn(id="9", text="The boat was copper in the dream, and my brother was rowing it.", role="user")

    assert [proposal.turns for proposal in best(propose([*orders, dream], [WATCH]))] == [("9",)]


def test_a_title_is_not_the_dream() -> None:
    """A first sentence that says what the title says is news where the dream has no words yet."""
    said = [Turn(id="1", text="i was in a flooded station")]
    titled = Candidate(id="d-1", title="The flooded station")

    assert propose(said, [titled])[0].score == propose(said, [WATCH])[0].score
    assert propose(said, [FLOODED])[0].score < propose(said, [titled])[0].score
