"""One grammar everywhere: what is typed becomes the tree it says, or a sentence that tells what would."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream import filters
from dreamstream.errors import UsageError
from dreamstream.filters import And, Dates, Field, Not, Or, Phrase, Term, Word

NOW = datetime(2026, 11, 20, 7, 15, tzinfo=ZoneInfo("Europe/Paris"))


def read(text: str) -> Term | None:
    return filters.parse(text, now=NOW)


def field(name: str, value: str | int, op: str = ":") -> Field:
    return Field(name=name, op=op, value=value)


def word(text: str) -> Word:
    return Word(text=text)


@pytest.mark.parametrize("text", ["", "  ", "\t\n"])
def test_empty(text: str) -> None:
    """An empty filter is no filter."""
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    ["don't", "don’t", "C++", "*", "^", "^NEAR", "NEAR/3", "or", "not", "and", "12:30", "http://x.org/a?b=c", "日記",
     "träum:x", "-", "--", "--x", "Mother:", ":D", "a=b", "x<y", "i<3", "well-known", "50%", "';drop", "\\", "{}",
     "teeth*", "é", "🦷", "5-3", "NOTE", "ORacle", "note:", "Andes"],
)  # fmt: skip
def test_words_stay_words(text: str) -> None:
    """Punctuation, scripts and clock times are text, never operators."""
    assert read(text) == word(text)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('"the old house"', Phrase(text="the old house")),
        ('"OR"', Phrase(text="OR")),
        ('"note: hello"', Phrase(text="note: hello")),
        ("teeth water", And(terms=(word("teeth"), word("water")))),
        ("teeth AND water", And(terms=(word("teeth"), word("water")))),
        ("a OR b c", Or(terms=(word("a"), And(terms=(word("b"), word("c")))))),
        ("(a OR b) c", And(terms=(Or(terms=(word("a"), word("b"))), word("c")))),
        ("(-)", word("-")),
        ("a(b)c", And(terms=(word("a"), word("b"), word("c")))),
        ("a OR b OR c", Or(terms=(word("a"), word("b"), word("c")))),
        ("-teeth", Not(term=word("teeth"))),
        ("NOT teeth", Not(term=word("teeth"))),
        ("NOT NOT teeth", word("teeth")),
        ('-"red door"', Not(term=Phrase(text="red door"))),
        ("-(a b)", Not(term=And(terms=(word("a"), word("b"))))),
        ("NOT a OR b", Or(terms=(Not(term=word("a")), word("b")))),
        ("a -tag:work", And(terms=(word("a"), Not(term=field("tag", "work"))))),
        ("sign:water", field("sign", "water")),
        ('sign:"Being Chased"', field("sign", "Being Chased")),
        ("SIGN:Water", field("sign", "Water")),
        ("type:Nightmare", field("type", "nightmare")),
        ("type=nightmare", field("type", "nightmare", "=")),
        ("emotion:fear", field("emotion", "fear")),
        ("pattern:body", field("pattern", "body")),
        ("person:Ana", field("person", "Ana")),
        ("place:Bath", field("place", "Bath")),
        ("tag:http://x", field("tag", "http://x")),
        ("has:comic", field("has", "comic")),
        ("kind:insights", field("kind", "insights")),
        ("status:retrying", field("status", "retrying")),
        ("host:laptop", field("host", "laptop")),
        ("lucid:yes", field("lucid", "yes")),
        ("lucid:No", field("lucid", "no")),
        ("lucid:1", field("lucid", 1)),
        ("lucid>=3", field("lucid", 3, ">=")),
        ("lucid<2", field("lucid", 2, "<")),
        ("lucid=0", field("lucid", 0, "=")),
        ("stress>60", field("stress", 60, ">")),
        ("stress<=60", field("stress", 60, "<=")),
        ("draft:true", field("draft", "yes")),
        ("draft:no", field("draft", "no")),
        ("night:2026-11", field("night", "2026-11")),
        ("night:1957", field("night", "1957")),
        ('night:"last night"', field("night", "2026-11-20")),
        ("night:may", field("night", "2026-05")),
        ("since:2026-11", Dates(edge="since", first="2026-11-01", last="2026-11-30")),
        ('since:"2 weeks ago"', Dates(edge="since", first="2026-11-06", last="2026-11-06")),
        ("UNTIL:yesterday", Dates(edge="until", first="2026-11-19", last="2026-11-19")),
        ("on:1997", Dates(edge="on", first="1997-01-01", last="1997-12-31")),
    ],
)
def test_trees(text: str, tree: Term) -> None:
    """Each form becomes its own node, and binds as written: NOT before AND before OR."""
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sing:water", "sign:"),
        ("lucd>=3", "lucid>="),
        ("note:hello", "quotes"),
        ('re:"zero"', "quotes"),
        ("type:nightmares", "type:nightmare"),
        ("emotion:happy", "emotion:peace"),
        ("has:pictures", "has:"),
        ("lucid:6", "lucid>=3"),
        ("lucid:maybe", "lucid:yes"),
        ("lucid>=yes", "lucid:yes"),
        ("lucid:-1", "lucid"),
        ("lucid:٣", "lucid"),
        ("stress:101", "stress>="),
        ("stress:yes", "stress>="),
        ("stress:", "stress>="),
        ("draft:maybe", "draft:"),
        ("sign:", "sign:"),
        ('sign:""', "sign:"),
        ("sign:(a OR b)", "sign:"),
        ("tag>3", "tag:"),
        ("night>=2026-11", "since:"),
        ("since>2026", "since:"),
        ("since:whenever", "yesterday"),
        ("night:2026-02-30", "2026-11"),
        ('"teeth', "two of them"),
        ('teeth"', "two of them"),
        ('sign:"Being', "two of them"),
        ('""', "words"),
        ("(a", ")"),
        ("a)", "("),
        (":)", "quotes"),
        ("()", "quotes"),
        ("a OR", "quotes"),
        ("OR a", "quotes"),
        ("a AND OR b", "quotes"),
        ("NOT", "quotes"),
        ("\ud800", "UTF-8"),
        ("a\0b", "UTF-8"),
        ("x" * 10_001, "10,000"),
        ("a " * 257, "256"),
        ("(" * 65 + "a" + ")" * 65, "brackets"),
    ],
)
def test_refused(text: str, says: str) -> None:
    """A slip gets a sentence, and the hint shows the way out."""
    with pytest.raises(UsageError) as caught:
        read(text)

    assert says in caught.value.hint
    assert caught.value.message.endswith((".", ")"))


def test_closed_lists_are_named() -> None:
    """A wrong value names the right ones."""
    with pytest.raises(UsageError, match="normal, lucid, nightmare, recurring, fragment"):
        read("type:odd")
    with pytest.raises(UsageError, match="retrying"):
        read("status:odd")


def test_deep_and_long_texts_do_not_crash() -> None:
    """Brackets nest 64 deep and no deeper, however many are typed."""
    assert read("(" * 64 + "a" + ")" * 64) == word("a")
    for text in ("(" * 10_000, "(" * 100_000, "-" * 9_999 + "a", "NOT " * 2_000 + "a", "-(" * 4_000, '"' * 9_999):
        try:
            read(text)
        except UsageError as error:
            assert error.hint


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but UsageError comes out of any text."""
    try:
        read(text)
    except UsageError as error:
        assert error.hint


PIECES = st.sampled_from(
    (
        "(",
        ")",
        " ",
        " ",
        '"',
        "-",
        "OR",
        "AND",
        "NOT",
        "sign:",
        "lucid",
        ">=",
        ":",
        "3",
        "yes",
        "since:",
        "2026-11",
        "x",
    )
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_pieces_are_read_or_refused(text: str) -> None:
    """However its own pieces are thrown together, the grammar answers."""
    try:
        read(text)
    except UsageError as error:
        assert error.hint


@given(st.lists(st.text(alphabet="abcäß日*^'+/&?!.,;5", min_size=1), min_size=1, max_size=30))
def test_bare_words_come_back(words: list[str]) -> None:
    """Words are kept as typed, in their order."""
    tree = read(" ".join(words))

    assert tree == (word(words[0]) if len(words) == 1 else And(terms=tuple(word(each) for each in words)))
