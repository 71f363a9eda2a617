from __future__ import annotations

import pytest

from dreamstream.backends.local.sessions import cues
from dreamstream.backends.local.sessions.grammar import FUTURE, NONE, PAST, PERFECT, PRESENT, Grammar, read


def grammar(text: str, language: str = "en") -> Grammar:
    return read(cues.words(text).lower, text, cues.book(language).sets)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("We walked along the canal.", PAST),
        ("I put the key on the table.", PAST),
        ("Put the key on the left.", NONE),
        ("He has been dead for four years.", PERFECT),
        ("We haven't spoken since.", PERFECT),
        ("I'm not going to read it as my boss.", FUTURE),
        ("I'll call her.", FUTURE),
        ("I'm so tired.", PRESENT),
        ("I owe him an apology.", PRESENT),
        ("My sister, I think.", NONE),
        ("Very anxious in the last one.", NONE),
        ("Scared at first, then calm.", NONE),
    ],
)
def test_when_it_is(text: str, tense: str) -> None:
    """The forms of the verbs tell the time, a form that is no verb tells none."""
    assert grammar(text).tense == tense


@pytest.mark.parametrize("text", ["Ich habe den Schlüssel gefunden.", "Dann kam mein Onkel.", "Er machte die Tür auf."])
def test_a_german_tale_is_past(text: str) -> None:
    """In either of the forms Germans tell in."""
    assert grammar(text, "de").tense == PAST


def test_who_acts() -> None:
    """Who speaks of themselves, who does something, and who is spoken to."""
    mine, of_me, yours = grammar("I ran."), grammar("It followed me."), grammar("You told me.")

    assert (mine.mine, mine.me, of_me.mine, of_me.me) == (True, True, False, True)
    assert yours.you
    assert not grammar("There was a bell that you could not hear.").you


def test_what_asks_and_what_orders() -> None:
    """A question ends as one, an order opens as one; who tells what they did orders nothing."""
    assert grammar("Was it red?").asks
    assert grammar("please make it darker").orders
    assert grammar("a bit less blue").orders
    assert not grammar("I put it there.").orders
    assert grammar("the harbour at night").fragment
