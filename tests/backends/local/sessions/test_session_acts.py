"""What is said in a talk about a dream the journal holds: its type, and whether it is shown at all."""

from __future__ import annotations

import pytest

from dreamstream.backends.local.sessions.choice import best
from dreamstream.backends.local.sessions.propose import propose
from dreamstream.proposals import Candidate, Proposal
from dreamstream.turns import Turn

LANTERNS = Candidate(
    id="d-1",
    title="The ten lanterns",
    text="I walked along a canal with my sister and ten lanterns floated behind us. "
    "A man without a face rowed past. I was calm. We did not speak.",
)
#: (type, what is said)
SAID = [
    ("recall", "There was something I forgot to write down: a girl in a yellow raincoat sat on the wall."),
    ("recall", "It smelled of tar."),
    ("recall", 'He said "not before the swans", very quietly.'),
    ("person", "My sister was wearing our mother's wedding dress."),
    ("person", "An old woman in the window was knitting a net."),
    ("correction", "There were eleven lanterns, not ten as I wrote."),
    ("correction", "It was not a canal, it was a harbour."),
    ("correction", "I got one thing wrong: the man was rowing towards us."),
    ("correction", "Actually my cousin was there, not my sister."),
    ("correction", "I wasn't calm."),
    ("lucidity", "Then I knew I was asleep and made the lanterns turn blue."),
    ("lucidity", "I thought, this can't be real, and pinched my arm."),
    ("feeling", "I was so ashamed that I hid behind a tree."),
    ("feeling", "It left me feeling hollow all morning."),
    ("feeling", "There was this deep longing in me."),
    ("waking", "He's been dead for four years."),
    ("waking", "My sister moved to Canada in June."),
    ("waking", "We used to float paper boats there as children."),
    ("waking", "That's the canal behind my school."),
    ("waking", "I watched a film about Venice before going to bed."),
    ("hypothesis", "I think that's because we cleared out her flat on Saturday."),
    ("hypothesis", "Maybe the lanterns are the days I have left in this job."),
    ("decision", "I should call Lena about the clock."),
    ("decision", "I've decided to stop drinking before bed."),
    ("decision", "Tonight I'm going to look for the man's face."),
    ("decision", "I want to paint the lanterns for her birthday."),
    ("rejection", "I don't want to interpret my father as a symbol."),
    ("rejection", "It's not about my mother, I'm sure of that."),
    ("rejection", "I don't think the water means anything."),
    ("constraint", "Please never use my sister's name in the pictures."),
    ("constraint", "The picture mustn't show a face."),
    ("finding", "I noticed that I only dream of water when I'm away from home."),
    ("finding", "It turns out my sister dreamt of lanterns too."),
    ("sign", "This is the third time the faceless man shows up."),
]
IDLE = [
    "It's such a weird dream.",
    "I told it in my journal already.",
    "Okay, so here goes.",
    "That's a good point.",
    "I'm not sure.",
    "You're right.",
    "One second.",
    "I had another dream too.",
    "I'm so tired.",
    "Let me think.",
    "What do you think it means?",
    "Could you draw it?",
    "Please write it down for me.",
    "More fog.",
    "Zoom out.",
    "The second picture is better.",
    "As I said, we walked along a canal.",
    "I was by the canal with my sister and ten lanterns were floating behind us.",
    "A faceless man rowed past us.",
    "I have to get the kids to school now.",
    "My battery is low.",
    "I lost it, it's slipping away.",
    "Thanks, this was really helpful, see you tomorrow!",
]


def said(text: str) -> Proposal:
    """The best proposal of what the dreamer says after a talk was opened."""
    turns = [
        Turn(id="1", role="user", text="I'd like to talk about the dream with the lanterns."),
        Turn(id="2", role="assistant", text="Go ahead, I am listening."),
        Turn(id="3", role="user", text=text),
    ]
    found = [proposal for proposal in propose(turns, [LANTERNS]) if proposal.turns == ("3",)]
    return max(found, key=lambda proposal: proposal.score)


@pytest.mark.parametrize(("sort", "text"), SAID)
def test_what_is_said_of_a_dream(sort: str, text: str) -> None:
    """It is of its type, belongs to the dream, and is shown."""
    proposal = said(text)

    assert (proposal.type, proposal.target) == (sort, "d-1")
    assert best([proposal]) == [proposal]


@pytest.mark.parametrize("text", IDLE)
def test_what_says_nothing_of_it(text: str) -> None:
    """To announce, to agree, to order, to tell again and to leave is nothing to remember."""
    assert best([said(text)]) == []


def test_a_dream_told_as_if_it_were_now() -> None:
    """What is so now is of the dream, where the dream is told in the present; else of the day."""
    told = ("I had a dream.", "I'm standing in a greenhouse and the tomatoes glow.", "I work with a blind gardener.")
    now = propose([Turn(id=str(n), text=text, role="user") for n, text in enumerate(told)])
    told = ("I had a dream.", "I stood in a greenhouse and the tomatoes glowed.", "I work with a blind gardener.")
    then = propose([Turn(id=str(n), text=text, role="user") for n, text in enumerate(told)])

    assert [proposal.type for proposal in now if proposal.turns == ("2",)] == ["recall"]
    assert [proposal.type for proposal in then if proposal.turns == ("2",)] == ["waking"]


def test_the_listeners_day_is_not_the_dreamers() -> None:
    """The same words weigh less from who only listens."""
    words = "I sat on a roof with three geese and a priest."
    dream = Turn(id="1", speaker="Ida", text="I dreamt last night.")
    mine, theirs = (propose([dream, Turn(id="2", speaker=who, text=words)])[-1] for who in ("Ida", "Ravi"))

    assert theirs.score < mine.score
    assert best([mine]) and not best([theirs])
