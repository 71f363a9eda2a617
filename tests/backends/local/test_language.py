from __future__ import annotations

import pytest

from dreamstream.backends.local.language import language
from dreamstream.backends.local.tokens import cut


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I was in a big house and there was a dog that looked at me.", "en"),
        ("Walking down the street, suddenly flying over it, no fear at all.", "en"),
        ("Huge snake. Couldn't move. Mother calling from the kitchen, I ran.", "en"),
        ("Ich war in einem großen Haus und da war ein Hund, der mich ansah.", "de"),
        ("J'étais dans une grande maison et il y avait un chien qui me regardait.", "fr"),
        ("Yo estaba en una casa grande y había un perro que me miraba.", "es"),
        ("Ero in una casa grande e c'era un cane che mi guardava.", "it"),
        ("Ik was in een groot huis en daar was een hond die naar me keek.", "nl"),
        ("Jag var i ett stort hus och det fanns en hund som tittade på mig.", "sv"),
        ("Byłem w dużym domu i był tam pies, który się na mnie patrzył.", "pl"),
        ("Eu estava em uma casa grande e um cachorro olhava para mim, não sei como.", "pt"),
        ("Xyzzy plugh frotz gnusto blorb rezrov", "und"),
        ("私は大きな家にいました。犬が私を見ていました。", "und"),
        ("", "und"),
    ],
)
def test_small_words_tell_the_language(text: str, code: str) -> None:
    """English is kept, others are named where their small words show, the rest is open."""
    assert language(cut(text).spoken) == code
