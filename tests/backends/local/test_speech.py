from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.backends.local import speech


@pytest.mark.parametrize(
    ("text", "words", "kind", "who"),
    [
        ('My mother said, "You have to feed it."', "You have to feed it.", "say", "My mother"),
        ("She turned and whispered: “Come in.”", "Come in.", "say", "turned and"),
        ('"Where are we?" I asked.', "Where are we?", "say", "I"),
        ('I yelled, "Stop"', "Stop", "shout", "I"),
        ('He said, "Run!"', "Run!", "shout", "He"),
        ("They say, we need you on the other shore.", "we need you on the other shore.", "say", "They"),
        ('I thought, "This is not my house."', "This is not my house.", "think", "I"),
        ("I wondered what I should do first.", "I wondered what I should do first.", "think", "I"),
        ("Babcia powiedziała: „Nie bój się”. Poszłam.", "Nie bój się", "say", ""),
        ("母が「こわい！」と言った。", "こわい！", "shout", ""),
        ("There was a loud splash behind us.", "SPLASH!", "sound", ""),
    ],
)
def test_what_is_said(text: str, words: str, kind: str, who: str) -> None:
    """Quoted, unquoted, thought and heard."""
    found = speech.said(text)

    assert found is not None
    assert (found.words, found.kind) == (words, kind)
    assert found.who.endswith(who) or found.who == who


@pytest.mark.parametrize(
    "text",
    [
        'It was a sort of "field" trip.',
        "I thought of my brother.",
        "She said that she was cold and wanted to leave.",
        "We walked along the river.",
        "",
    ],
)
def test_what_is_not(text: str) -> None:
    """A word in quotation marks is nobody's; reported words are not spoken ones."""
    assert speech.said(text) is None


def test_a_noise_can_be_left_out() -> None:
    """One on a page is enough."""
    assert speech.said("The door slammed.", noises=False) is None


@given(st.text(max_size=200), st.text(max_size=400))
def test_a_balloonful(lead: str, words: str) -> None:
    """At most thirteen words, from where it says they stand."""
    found = speech.said(f'{lead} she said, "{words}"')
    if found is not None and found.kind != speech.SOUND:
        assert len(found.words.split()) <= speech.LONGEST
        assert found.words
