"""The options of `log` as one table: read by the quick door, and Typer's own signature is made from it.

Typer costs three times what telling a dream does, so `log` reads its line itself where it can; two
parsers with one table between them cannot drift apart.
"""

from __future__ import annotations


class Option:
    """One option: its names, the value it takes ("" for a flag) and what it is for."""

    __slots__ = ("about", "many", "name", "names", "value")

    def __init__(self, name: str, *names: str, value: str = "", many: bool = False, about: str = "") -> None:
        self.name, self.names, self.value, self.many, self.about = name, names, value, many, about


LOG = (
    Option("at", "--at", value="WHEN", about="When it was dreamed: 2026-11-20 06:30, last night, 2 nights ago, 1997"),
    Option("title", "--title", value="TEXT", about="A title"),
    Option("type", "--type", value="TYPE", about="normal, lucid, nightmare, recurring or fragment"),
    Option("lucid", "--lucid", value="0-5", about="How lucid; without a number: it was lucid"),
    Option("emotions", "--emotion", value="NAME", many=True, about="A feeling; may be said again"),
    Option("tags", "--tag", value="NAME", many=True, about="A tag; may be said again"),
    Option("people", "--person", value="NAME", many=True, about="Who was in it; may be said again"),
    Option("places", "--place", value="NAME", many=True, about="Where it was; may be said again"),
    Option("stress", "--stress", value="0-100", about="How tense it was"),
    Option("audio", "--audio", value="FILE", about="Keep a recording and make a draft of it"),
    Option("auto", "--auto", about="With --audio: the transcript becomes the dream by itself"),
    Option("template", "-t", "--template", value="TEMPLATE", about="Begin in the editor with this file"),
    Option("draft", "--draft", about="Keep it as a draft: no jobs until `edit` finishes it"),
    Option("each", "--each", about="Every line (or NUL-ended part) of the input is a dream of its own"),
    Option("now", "--now", about="Make analysis, picture and comic at once"),
    Option("later", "--later", about="Leave them to the next pass (what happens anyway)"),
    Option("no_jobs", "--no-jobs", about="Ask for nothing"),
)


def parse(table: tuple[Option, ...], words: list[str]) -> tuple[list[str], dict[str, object]] | None:
    """The arguments and the options said; None for a line this door does not read, which Typer then explains."""
    by_name = {name: option for option in table for name in option.names}
    arguments: list[str] = []
    said: dict[str, object] = {}
    rest = iter(bare_lucid(words))
    for word in rest:
        if word == "--":
            arguments += rest
        elif word == "-" or not word.startswith("-"):
            arguments.append(word)
        else:
            name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
            option = by_name.get(name)
            if option is None or (equals and not option.value):
                return None
            if option.value and not equals:
                following = next(rest, None)
                if following is None:
                    return None
                value = following
            if option.many:
                said.setdefault(option.name, []).append(value)  # type: ignore[attr-defined]
            else:
                said[option.name] = value if option.value else True
    return arguments, said


def bare_lucid(words: list[str]) -> list[str]:
    """`--lucid` takes a number or none: without one it is spelt `--lucid=yes`, so that no parser eats the dream."""
    end = words.index("--") if "--" in words else len(words)
    return [
        "--lucid=yes" if word == "--lucid" and i < end and not "".join(words[i + 1 : i + 2]).isdigit() else word
        for i, word in enumerate(words)
    ]


def signature(table: tuple[Option, ...], *, arguments: str, about: str) -> tuple[object, dict[str, object]]:
    """The same table as a signature and annotations for Typer: one positional list, then the options."""
    import inspect

    import typer

    annotations: dict[str, object] = {"words": list[str] | None}
    parameters = [
        inspect.Parameter(
            "words", inspect.Parameter.KEYWORD_ONLY, default=typer.Argument(None, metavar=arguments, help=about)
        )
    ]
    for option in table:
        annotations[option.name] = (list[str] if option.many else str if option.value else bool) | None
        parameters.append(
            inspect.Parameter(
                option.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=typer.Option(
                    None if option.value else False, *option.names, metavar=option.value or None, help=option.about
                ),
            )
        )
    return inspect.Signature(parameters), annotations
