"""A dream is found by its words in any script, by what was said about it, and never by what was taken away."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.filters import Or, Phrase, Word
from dreamstream.index import search
from dreamstream.index.words import quoted, snippet, spaced
from dreamstream.journal import Journal

TOLD = {
    "d-zh": "我梦见自己在海上飞行，月亮很大。",
    "d-ja": "海の夢を見た。カメラを持ったﾈｺがいた。",
    "d-th": "ฉันฝันว่าบินอยู่เหนือทะเล",
    "d-km": "ខ្ញុំបានយល់សប្តិ",
    "d-es": "El señor José voló sobre el café de Málaga.",
    "d-de": "Über die Straße gingen große Wölfe.",
    "d-vi": "Tôi mơ thấy biển Đông.",
    "d-ko": "나는 바다 위를 날았다",
    "d-he": "חלמתי על הים",
    "d-en": 'A 🌊 wave, a well-known lighthouse; its door said NEAR(shore) AND "stay" * {col: x} ^up it\'s 3.14.',
}


@pytest.fixture
def db(journal: Journal) -> sqlite3.Connection:
    journal.tell([("dream.logged", {"dream": id, "text": text, "title": ""}) for id, text in TOLD.items()])
    return journal.db


def found(db: sqlite3.Connection, text: str) -> set[str]:
    return {row["id"] for row in search.ranked(db, Phrase(text=text))}


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("梦见", "d-zh"), ("海上飞", "d-zh"), ("飞", "d-zh"), ("月亮很大", "d-zh"), ("夢", "d-ja"), ("の夢を", "d-ja"),
        ("メラ", "d-ja"), ("ﾈｺ", "d-ja"), ("ฝัน", "d-th"), ("ทะเล", "d-th"), ("บินอยู่เหนือ", "d-th"), ("បានយល់", "d-km"),
        ("senor", "d-es"), ("JOSE", "d-es"), ("josé", "d-es"), ("jose\u0301", "d-es"), ("Cafe de malaga", "d-es"),
        ("uber", "d-de"), ("grosse", None), ("große", "d-de"), ("wolfe", "d-de"), ("bien", "d-vi"), ("바다", "d-ko"),
        ("הים", "d-he"), ("well-known", "d-en"), ("it's", "d-en"), ("3.14", "d-en"), ("light", None), ("海边", None),
    ],
)  # fmt: skip
def test_words_of_any_script_are_found(db: sqlite3.Connection, word: str, id: str | None) -> None:
    """Any run of characters where a script has no spaces, whole words elsewhere, accents or none, any case."""
    assert found(db, word) == ({id} if id else set())


SIGNS = [
    '"', '"a-b" OR * NEAR( ^', "a-b OR", "NEAR(shore)", "col: x", "{col}: x", "* *", "^", "-", "--", "'", "\\", "%",
    "(", ")", '""""', "AND", "OR", "NOT", "NOT x", "shore*", "a\0b", "\0", "\ufeff", "x" * 5000, '"' * 999, ";--",
    "\u202e",
]  # fmt: skip


@pytest.mark.parametrize("text", SIGNS, ids=lambda text: repr(text)[:20])
def test_what_is_typed_is_text_never_syntax(db: sqlite3.Connection, text: str) -> None:
    """No sign of the full-text language does anything, alone or beside a word."""
    for term in (Phrase(text=text), Word(text=text), Or(terms=(Word(text=text), Word(text="shore")))):
        list(search.ranked(db, term))

    assert found(db, "NEAR(shore)") == {"d-en"}
    assert found(db, "shor*") == set()
    assert found(db, "shore AND") == {"d-en"}
    assert found(db, "AND shore") == set()


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_can_be_asked_for_and_cut(text: str, term: str) -> None:
    """Quoting always makes one string, and a snippet always one line of the text with at most one mark."""
    said = quoted(term)
    assert said == "" or (said[0] == said[-1] == '"' and '"' not in said[1:-1] and "\0" not in said)
    cut = snippet(text, [term])
    assert "\n" not in cut
    plain = cut.replace("**", "").strip("…")
    assert plain in " ".join(text.split()).replace("**", "")


@pytest.mark.parametrize(
    ("text", "term", "shown"),
    [
        ("I flew over the sea", "sea", "I flew over the **sea**"),
        ("I flew over the season to the sea", "sea", "I flew over the season to the **sea**"),
        ("El señor del CAFÉ", "cafe", "El señor del **CAFÉ**"),
        ("海の夢を見た", "の夢", "海**の夢**を見た"),
        ("a 🌊 b 🌙 c", "b", "a 🌊 **b** 🌙 c"),
        ("Straße", "straße", "**Straße**"),
        ("no such word", "sea", "no such word"),
        ("", "sea", ""),
        ("two\n words", "two  words", "**two words**"),
        ("x " * 200 + "sea " + "y " * 200, "sea", None),
    ],
)
def test_a_snippet_marks_the_place(text: str, term: str, shown: str | None) -> None:
    """One line around the first word found, with ** on both sides, an ellipsis where it was cut."""
    cut = snippet(text, [term])

    assert cut == shown or (shown is None and cut[0] == cut[-1] == "…" and "**sea**" in cut and len(cut) < 120)


def test_solid_scripts_stand_apart_in_the_index_only() -> None:
    """ASCII is not touched, and every letter of a solid script is a word."""
    assert spaced("the sea") == "the sea"
    assert spaced("海の夢 sea").split() == ["海", "の", "夢", "sea"]


def tell(journal: Journal, record: str, /, **data: Any) -> None:
    journal.tell([(record, data)])
    journal.refresh()


def test_what_was_said_about_a_dream_is_found_too(journal: Journal) -> None:
    """Its events and its analysis, each with a snippet of itself, in any script."""
    tell(journal, "dream.logged", dream="d-1", text="A lamp.", title="Night")
    tell(journal, "event.added", event="e-1", target="d-1", type="note", text="It was the attic. 天井裏の部屋")
    tell(journal, "job.asked", job="j-1", dream="d-1", kind="analysis")
    tell(journal, "job.claimed", job="j-1", token="t-1", attempt=1)
    tell(journal, "job.done", job="j-1", token="t-1", rev=1,
         result={"data": {"hook": "A light leads", "interpretation": "Perhaps 光 of hope", "signs": [
             {"label": "Lantern", "kind": "symbol"}]}})  # fmt: skip
    snippets = {w: [r["snippet"] for r in search.ranked(journal.db, Word(text=w))] for w in
                ("attic", "裏の部", "leads", "光", "lantern", "night", "lamp", "nothing")}  # fmt: skip

    assert snippets == {
        "attic": ["It was the **attic**. 天井裏の部屋"],
        "裏の部": ["It was the attic. 天井**裏の部**屋"],
        "leads": ["A light **leads** Perhaps 光 of hope Lantern"],
        "光": ["A light leads Perhaps **光** of hope Lantern"],
        "lantern": ["A light leads Perhaps 光 of hope **Lantern**"],
        "night": ["**Night**: A lamp."],
        "lamp": ["A **lamp**."],
        "nothing": [],
    }


def test_words_that_were_taken_away_are_not_found(journal: Journal) -> None:
    """Deleted, edited, rejected, read anew: the old words leave the full text, and come back where it is undone."""
    db = journal.db
    tell(journal, "dream.logged", dream="d-1", text="alpha 海", title="beta")
    tell(journal, "event.added", event="e-1", target="d-1", type="note", text="gamma")
    tell(journal, "event.added", event="e-2", target="d-1", type="note", text="gamma delta", status="suggested")
    assert [bool(found(db, w)) for w in ("alpha", "海", "beta", "gamma", "delta")] == [True] * 5
    tell(journal, "dream.deleted", dream="d-1")
    assert vocabulary(db) == set()
    tell(journal, "dream.edited", dream="d-1", text="epsilon")
    assert vocabulary(db) == set()
    tell(journal, "dream.restored", dream="d-1")
    assert vocabulary(db) == {"epsilon", "beta", "gamma", "delta"}
    tell(journal, "event.reviewed", event="e-2", status="rejected")
    tell(journal, "event.reviewed", event="e-1", text="zeta")
    tell(journal, "dream.edited", dream="d-1", title="")
    assert vocabulary(db) == {"epsilon", "zeta"}
    for n, hook in enumerate(("eta", "theta")):
        tell(journal, "job.asked", job=f"j-{n}", dream="d-1", kind="analysis")
        tell(journal, "job.claimed", job=f"j-{n}", token="t", attempt=1)
        tell(journal, "job.done", job=f"j-{n}", token="t", rev=1, result={"data": {"hook": hook}})
        assert vocabulary(db) == {"epsilon", "zeta", hook}
    tell(journal, "dream.purged", dream="d-1")

    assert vocabulary(db) == set()


def vocabulary(db: sqlite3.Connection) -> set[str]:
    db.execute("create virtual table if not exists temp.terms using fts5vocab(main, words, row)")
    return {term for (term,) in db.execute("select term from temp.terms")}


def test_the_dreamers_own_words_count_most(journal: Journal) -> None:
    """A word in the title ranks before the text, the text before what was said about it."""
    filler = "one two three four five six seven eight nine ten"
    journal.tell(
        [
            ("dream.logged", {"dream": "d-event", "text": filler, "title": "none"}),
            ("event.added", {"event": "e-1", "target": "d-event", "type": "note", "text": "sea " + filler}),
            ("dream.logged", {"dream": "d-text", "text": "sea " + filler, "title": "none"}),
            ("dream.logged", {"dream": "d-title", "text": filler, "title": "sea"}),
            *[("dream.logged", {"dream": f"d-{n}", "text": filler, "title": "none"}) for n in range(9)],
        ]
    )
    ranked = list(search.ranked(journal.db, Word(text="sea")))

    assert [row["id"] for row in ranked] == ["d-title", "d-text", "d-event"]
    assert [row["score"] for row in ranked] == sorted((row["score"] for row in ranked), reverse=True)
    assert ranked[-1]["score"] > 0


@pytest.mark.parametrize("at_once", [True, False])
def test_a_document_changed_many_times_is_as_its_last(journal: Journal, at_once: bool) -> None:
    """Read in one go or record by record: noted, taken back, deleted, restored, and deleted again."""
    records: list[tuple[str, dict[str, Any]]] = []
    records += [("dream.logged", {"dream": id, "text": "a pier"}) for id in ("d-1", "d-2")]
    for n in range(300):
        told = {"event": f"e-{n}", "target": f"d-{1 + n % 2}", "type": "note", "text": f"lantern{n}"}
        records.append(("event.added", told))
    records += [("event.reviewed", {"event": f"e-{n}", "status": "rejected"}) for n in range(0, 300, 3)]
    records += [
        ("dream.deleted", {"dream": "d-1"}),
        ("event.reviewed", {"event": "e-2", "text": "harbour"}),
        ("dream.restored", {"dream": "d-1"}),
        ("dream.deleted", {"dream": "d-2"}),
    ]
    if at_once:
        journal.tell(records)
    for record, data in () if at_once else records:
        tell(journal, record, **data)
        assert journal.db

    assert found(journal.db, "lantern4") == found(journal.db, "harbour") == {"d-1"}
    assert not found(journal.db, "lantern2") | found(journal.db, "lantern6") | found(journal.db, "lantern1")
    assert "lantern1" not in vocabulary(journal.db)
