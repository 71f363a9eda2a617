"""Where the talk turns to a dream, how long it stays, and in which language."""

from __future__ import annotations

import pytest

from dreamstream.backends.local.sessions import known, worth
from dreamstream.backends.local.sessions.tongue import Tongue
from dreamstream.proposals import Candidate
from dreamstream.turns import Turn

FERRY = Candidate(id="d-1", title="The night ferry", text="I was on a ferry and the captain handed me ten keys.")


def dreamt(*texts: str, role: str = "user", candidates: tuple[Candidate, ...] = ()) -> bool:
    """Whether the last of these turns is about a dream, each answered by an assistant."""
    turns: list[Turn] = []
    for text in texts:
        turns += [Turn(id="", role=role, text=text), Turn(id="", role="assistant", text="I see.")]
    weighed = list(worth.weigh(turns, known.dreams(candidates)))
    return any(sentence.dreamt for sentence in weighed[-2].sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Can you help me with a dream?",
        "had that school dream again",
        "bad dream, cant sleep",
        "I dreamed of a swing.",
        "It was a nightmare.",
        "I woke up crying.",
        "Ich habe heute Nacht von einer Schaukel geträumt.",
    ],
)
def test_a_dream_is_spoken_of(text: str) -> None:
    """It opens the talk, and what follows is about it."""
    assert dreamt(text)
    assert dreamt(text, "A swing hung from the moon.")


@pytest.mark.parametrize(
    "text",
    [
        "It is my dream job.",
        "We are planning our dream trip.",
        "I used to dream of playing on a big stage.",
        "My dream is to open a bakery.",
        "It was like a dream come true.",
        "Follow your dreams!",
    ],
)
def test_a_hope_is_no_dream(text: str) -> None:
    """The word alone opens nothing."""
    assert not dreamt(text)
    assert not dreamt(text, "We went to the lake.")


def test_the_dreams_own_words_open_it() -> None:
    """Two of them with one of its title, near each other; a single one does not."""
    assert dreamt("The captain on the ferry was odd.", "He had no shadow.", candidates=(FERRY,))
    assert not dreamt("The captain was odd.", "He had no shadow.", candidates=(FERRY,))
    assert not dreamt("The captain on the ferry was odd.", "He had no shadow.")


def test_what_was_left_out_opens_it() -> None:
    """Who remembers more speaks of what was told."""
    assert dreamt("What I forgot to say: the captain had a bell.", candidates=(FERRY,))


def test_work_closes_it() -> None:
    """An order to a machine ends an aside, unless the journal has a dream of that night."""
    told = ("I dreamed of a well.", "rename the module", "We moved the column.")

    assert not dreamt(*told)
    assert dreamt(*told, candidates=(FERRY,))


def test_a_dream_counts_from_its_turn_on() -> None:
    """A dream that became one later changes nothing of what was said before."""
    late = Candidate(id="d-1", title=FERRY.title, text=FERRY.text, since=2)
    turns = [Turn(id=str(n), role="user", text="The captain on the ferry gave me ten keys.") for n in range(3)]
    first, _, third = worth.weigh(turns, known.dreams([late]))

    assert next(iter(worth.weigh(turns))) == first
    assert third.sentences[0].dreamt and not first.sentences[0].dreamt


def test_stems() -> None:
    """The forms of a word are one, and so is what lacks or is full of it."""
    assert known.stem("floating") == known.stem("floated") == known.stem("floats")
    assert known.stem("faceless") == known.stem("face")
    assert known.stem("sister's") == known.stem("sisters")


def test_which_language() -> None:
    """Long turns show it, short ones follow; a language without lists is read with little trust."""
    tongue = Tongue()
    heard: list[tuple[str, bool]] = []
    for text in (
        "Hello",
        "Ich war heute Nacht auf einer Fähre und der Kapitän hatte keinen Schatten",
        "Ein Boot",
        "J'étais sur le bateau et il y avait une femme dans la cabine avec un chien",
        "And then I was in the kitchen with my sister and the water was rising",
    ):
        tongue.hears(text.lower().split())
        heard.append((tongue.book, tongue.foreign))

    assert heard == [("en", False), ("de", False), ("de", False), ("en", True), ("en", False)]


def test_what_is_not_understood_is_seldom_proposed() -> None:
    """The same tale weighs less in a language there are no lists for."""
    told = {
        "en": "I was on the boat and there was a woman in the cabin with a dog and a blue lamp.",
        "fr": "J'étais sur le bateau et il y avait une femme dans la cabine avec un chien et une lampe bleue.",
    }
    scores = {language: next(iter(worth.weigh([Turn(id="1", text=text)]))).score for language, text in told.items()}

    assert scores["fr"] < scores["en"]
