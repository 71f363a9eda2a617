"""A value is found where a sentence says it, from its first character to its last."""

from __future__ import annotations

import pytest

from dreamstream.dream.readers.said import HINTS, spans

#: The value stands between the bars.
TEXTS = (
    "my password is |hunter2|, I think",
    "my password's |Tr0ub4dor&3|.",
    "Password:\n|correct-7-horse|\nand so on",
    "passcode -> |x9k2|",
    "mot de passe est |soleil99|; contraseña: |luna|",
    "my gmail password used to be |Sommer2019|",
    "the safe combination is |12-34-56| and the alarm code: |9981|",
    "one time code |4 4 1 7|",
    "the PIN for the old phone is |0815|",
    "the api key is |zz9pluralZalpha| now",
    'client_secret="|0f8e-ab12|"',
    "recovery phrase: |able acid aged army atom aunt away baby back ball band bank|",
    "a password 'not said', the token is lost, no code at all, and pin 12",
)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_where_a_value_stands(text: str) -> None:
    """All of it, without the word before it and the stop after it; and what is no value is not found."""
    plain = text.replace("|", "")
    found = {plain[slice(*span)] for span in spans(plain)}

    assert found == set(text.split("|")[1::2])


@pytest.mark.parametrize("text", TEXTS[:-1], ids=lambda text: text[:20])
def test_a_hint_is_in_every_text(text: str) -> None:
    """So that most of what is said need not be looked through."""
    assert any(hint in text.casefold() for hint in HINTS)
