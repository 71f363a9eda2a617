"""Finding dreams and reading them again."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from conftest import Command

from dreamstream.cli import gate

Tell = Callable[..., str]


@pytest.fixture
def three(tell: Tell) -> list[str]:
    """Three dreams of different nights, oldest first."""
    return [
        tell("A whale sang over the lighthouse.", "--at", "2026-10-01", "--tag", "sea", "--emotion", "peace"),
        tell("I was late for an exam at school.", "--at", "2026-11-03 05:00", "--type", "nightmare", "--stress", "80"),
        tell("夢の中で海を飛んだ。", "--at", "1997-05", "--lucid", "4"),
    ]


def found(ds: Command, *words: str) -> set[str]:
    ran = ds("list", *words, "--ids")
    assert ran.code == 0, ran.err
    return set(ran.lines)


@pytest.mark.parametrize(
    ("filter", "which"),
    [
        (["whale"], [0]),
        (["WHALE"], [0]),
        (['"over the lighthouse"'], [0]),
        (['"lighthouse over"'], []),
        (["whale", "exam"], []),
        (["whale OR exam"], [0, 1]),
        (["-whale"], [1, 2]),
        (["NOT whale"], [1, 2]),
        (["(whale OR exam) -school"], [0]),
        (["tag:sea"], [0]),
        (["tag:SEA"], [0]),
        (["emotion:peace"], [0]),
        (["type:nightmare"], [1]),
        (["stress>=80"], [1]),
        (["stress<80"], []),
        (["lucid>=3"], [2]),
        (["lucid:yes"], [2]),
        (["lucid:no"], [0, 1]),
        (["since:2026-11-01"], [1]),
        (["until:2026-10-31"], [0, 2]),
        (["on:1997"], [2]),
        (["since:1997-05-20", "until:1997-06-02"], [2]),
        (["night:2026-11"], [1]),
        (["海"], [2]),
        (["海を"], [2]),
        (["山"], []),
        (["draft:yes"], []),
        (["has:image"], []),
        (["status:pending"], [0, 1, 2]),
        (["whale OR lucid:yes"], [0, 2]),
        ([], [0, 1, 2]),
    ],
)
def test_the_filter_grammar(ds: Command, three: list[str], filter: list[str], which: list[int]) -> None:
    """One grammar over facts and full text."""
    assert found(ds, *filter) == {three[i] for i in which}


@pytest.mark.parametrize("text", ['a"b', "NEAR(", "^x", "x*", "a-b", "col:", "* * *", "'", "--", "{}", "ORDER BY 1;--"])
def test_text_is_never_syntax(ds: Command, three: list[str], text: str) -> None:
    """What FTS5 or SQL would choke on is only text, or a sentence of ours."""
    for command in ("list", "search"):
        ran = ds(command, "--", text)
        assert ran.code in (0, 2), ran.err
        assert "Something went wrong" not in ran.err


def test_search_ranks_and_quotes(ds: Command, three: list[str]) -> None:
    """Best first, with the place where it was found."""
    rows = ds("search", "exam", "--json").data

    assert [row["id"] for row in rows] == [three[1]]
    assert rows[0]["snippet"] == "I was late for an **exam** at school."
    assert {"id", "title", "night", "at", "type", "lucidity", "draft", "signs", "has", "score"} <= set(rows[0])


def test_list_forms(ds: Command, three: list[str]) -> None:
    """One document, one row a line, or ids alone; newest dream first, a partial date among them."""
    rows = ds("list", "--json").data
    streamed = [json.loads(line) for line in ds("list", "--jsonl").lines]

    assert [row["id"] for row in rows] == [three[1], three[0], three[2]]
    assert streamed == rows
    assert ds("list", "--ids").lines == [row["id"] for row in rows]
    assert len(ds("list", "--json", "--limit", "2").data) == 2
    assert ds("list", "--limit", "0").out == ""
    assert set(rows[0]) == {"id", "title", "night", "at", "type", "lucidity", "draft", "signs", "has"}


def test_json_is_ascii(ds: Command, three: list[str]) -> None:
    """No control character, C1 included, gets through JSON raw."""
    assert ds("show", three[2], "--json").out.isascii()
    assert ds("list", "--jsonl").out.isascii()


def test_show_one_and_several(ds: Command, three: list[str]) -> None:
    """One id is an object; several, or `-`, are a list."""
    assert ds("show", three[0], "--json").data["id"] == three[0]
    assert [row["id"] for row in ds("show", three[0], "@1", "--json").data] == [three[0], three[2]]
    piped = ds("show", "-", "--json", stdin="\n".join(three[:1]))
    assert [row["id"] for row in piped.data] == three[:1]
    shown = ds("show", three[0], "--json").data
    wanted = "id title text at night type lucidity emotions tags people places stress draft stale signs patterns"
    assert set(wanted.split()) | {"outputs", "versions", "events"} <= set(shown)
    assert {"analysis", "image", "comic"} <= set(shown["outputs"])


def test_ids_by_prefix_and_place(ds: Command, three: list[str]) -> None:
    """A unique prefix or @N is enough; what fits more names the candidates."""
    assert ds("show", three[0][:8], "--json").data["id"] == three[0]
    assert ds("show", "@3", "--json").data["id"] == three[0]

    many = ds("show", "d-", "--json")
    assert (many.code, many.error["code"]) == (3, "ambiguous")
    assert three[0] in many.error["hint"]
    for name in ("d-zzzzzzzzzz", "@9", "@0", "@x", "", "%", "d-_________"):
        none = ds("show", name, "--json")
        assert (none.code, none.error["code"]) == (3, "not_found"), name


def test_last_random_and_this_day(ds: Command, three: list[str], tell: Tell) -> None:
    """The newest told, one by chance, and the same day of other years."""
    assert ds("last", "--ids").lines == [three[2]]
    assert ds("last", "2", "--ids").lines == [three[2], three[1]]
    assert ds("random", "--ids").lines[0] in three
    assert ds("random", "tag:sea", "--ids").lines == [three[0]]
    old = tell("x y", "--at", "2019-11-03")
    assert ds("on-this-day", "2026-11-03", "--ids").lines == [old]
    assert ds("on-this-day", "1997").code == 2


def test_an_empty_journal(ds: Command, home: object) -> None:
    """Nothing told is no error, and looking makes nothing under users/."""
    for line in (
        ["list"],
        ["search", "x"],
        ["last"],
        ["random"],
        ["on-this-day"],
        ["jobs", "list"],
        ["dream", "scope"],
    ):
        assert ds(*line).code == 0, line
    assert ds("list", "--json").data == []
    assert ds("show", "@1").code == 3


def test_the_shell_eats_quotes(ds: Command, three: list[str]) -> None:
    """`since:"2 weeks ago"` works whichever way the shell hands it on."""
    assert ds("list", "since:30 years ago", "--ids").code == 0
    assert found(ds, "since:40 years ago") == set(three)
    assert found(ds, 'since:"40 years ago" whale') == {three[0]}
    assert found(ds, "tag:sea whale") == {three[0]}


def test_wrong_filters_say_what_is_right(ds: Command) -> None:
    """A wrong field or value lists what there is."""
    for wrong in ("sgn:x", "type:odd", "stress>=many", '"open', "(open", "kind:poem", "since:someday"):
        ran = ds("list", wrong)
        assert ran.code == 2, wrong
        assert len(ran.err.splitlines()) == 2, ran.err


def test_an_emoji_is_looked_for_as_it_stands(ds: Command, three: list[str], tell: Tell) -> None:
    """What is no word is found where it stands, and nowhere else."""
    told = tell("A wave 🌊 in the hall.")

    assert ds("search", "🌊", "--ids").lines == [told]
    assert ds("search", "🌋", "--ids").lines == []


def test_names_of_several_words(ds: Command, tell: Tell) -> None:
    """`person:"my aunt"` is found whichever way the shell hands it on."""
    told = tell("She sang.", "--person", "my aunt")
    tell("He sang.", "--person", "my")

    assert found(ds, "person:my aunt") == {told}
    assert found(ds, 'person:"my aunt"') == {told}
    assert found(ds, "person:my aunt", "sang") == {told}


def test_what_people_read(ds: Command, three: list[str], snapshot: Callable[[str], None]) -> None:
    """The list, a search and a page, as plain text."""
    ds("event", "add", three[0], "note", "The lighthouse is in Portugal.")
    shown = [ds("list").out, ds("search", "whale").out, ds("show", three[0]).out, ds("show", three[1]).out]

    snapshot("\n--\n".join(shown))


def test_the_gate() -> None:
    """Nothing that a terminal obeys gets through; what people write does."""
    for code in (
        *range(32),
        *range(0x7F, 0xA0),
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
    ):
        if chr(code) not in "\n\t":
            assert chr(code) not in gate.safe(f"a{chr(code)}b"), hex(code)
    for text in ("naïve café", "日本語", "שלום", "مرحبا", "👨\u200d👩\u200d👧", "line\nand\ttab"):
        assert gate.safe(text) == text
    assert gate.safe("\ud800") == "?"


def test_a_closed_pipe_is_no_error(process: Command, ds: Command, three: list[str]) -> None:
    """`dreamstream list | head -1` ends quietly."""
    import os
    import subprocess
    import sys

    shell = f"{sys.executable} -m dreamstream list --jsonl | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, env=os.environ.copy())

    assert done.returncode == 0
    assert done.stderr == b""
