"""What a dreamer is told of a dream: limited where it must be, warm where it matters, their own word first."""

from __future__ import annotations

import json

import pytest
from conftest import Command

from dreamstream.words.care import NOTE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich war in einem Haus am Meer und meine Mutter hat mich gerufen, aber ich konnte nicht laufen.", "de"),
        ("J'étais dans une maison avec ma mère et elle me parlait de la mer et de la mort.", "fr"),
        ("Estaba en una casa con mi madre y no podía correr porque había una serpiente.", "es"),
        ("昨夜、海の夢を見た。とても怖かった。", "und"),
        ("A terrifying nightmare!", "und"),
        ("", "und"),
    ],
)
def test_other_languages_and_few_words_are_limited(ds: Command, text: str, language: str) -> None:
    """No stress, no nightmare, and a hint at a backend that can."""
    found = json.loads(ds("analyze", "-", "--jsonl", stdin=json.dumps({"text": text}) + "\n").out)

    assert found["status"] == "limited"
    assert found["stress"] is None and found["nightmare"]["likely"] is False
    assert found["language"] in (language, "en") and "backend" in found["note"]


@pytest.mark.parametrize("backend", ["local", "mock"])
@pytest.mark.parametrize("text", ["I stood on a roof and I wanted to die, then I woke up.", "Ich dachte an suicide."])
def test_the_note_of_care_comes_from_the_core(ds: Command, backend: str, text: str) -> None:
    """Whoever reads, on whatever language: once, and it is no sign and no word of the log."""
    ds("log", text, "--no-jobs")
    assert ds("analyze", "@1", "--backend", backend).code == 0
    shown = ds("show", "@1", "--json").data

    assert shown["outputs"]["analysis"]["note"].count(NOTE) == 1
    assert all(NOTE not in sign["label"] for sign in shown["signs"])


def test_the_dreamer_s_own_word_wins(ds: Command) -> None:
    """In show, in lists and in filters: type, stress and feelings as they were told."""
    text = "A man with a knife was chasing me. I was terrified and he hurt me. I woke up terrified, it was a nightmare."
    ds("log", text, "--type", "lucid", "--stress", "7", "--emotion", "joy", "--no-jobs")
    ds("log", text, "--no-jobs")
    for dream in ("@1", "@2"):
        assert ds("analyze", dream).code == 0
    told, read = ds("show", "@2", "--json").data, ds("show", "@1", "--json").data

    assert (told["type"], told["stress"], told["emotions"]) == ("lucid", 7, ["joy"])
    assert (read["type"], read["emotions"][0]) == ("nightmare", "fear") and read["stress"] > 50
    assert ds("list", "type:nightmare", "--ids").lines == ds("list", "emotion:fear", "--ids").lines == [read["id"]]
    assert ds("list", "stress<10", "--ids").lines == ds("list", "emotion:joy", "--ids").lines == [told["id"]]
    assert [row["type"] for row in ds("list", "--json").data] == ["nightmare", "lucid"]
