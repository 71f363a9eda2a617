"""The mock does as its script says, and says so when it does not understand it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from dreamstream.backends.base import Ask, Draw, Fault
from dreamstream.backends.mock import Mock, Rule, rules
from dreamstream.errors import UsageError
from dreamstream.kinds import analysis, comic


def ask(task: str = "analysis", attempt: int = 1) -> Ask:
    return Ask(task=task, source="I flew over the sea.", attempt=attempt)


def draw(task: str = "image", attempt: int = 1) -> Draw:
    return Draw(task=task, source="I flew over the sea.", attempt=attempt)


@pytest.mark.parametrize("script", ["", "  ", ";;", "\n;\n", "ok", "analysis: ok", "analysis: refuse\n"])
def test_without_a_reason_it_answers(script: str) -> None:
    """No script, an empty one, or one about other tasks: it answers."""
    mock = Mock(script=script)

    assert mock.draw(draw()).body
    assert comic.Page.model_validate(mock.write(ask("comic")).data)


def test_it_names_the_dream() -> None:
    """The reply begins with the dream's own words, so that a test sees which dream it was about."""
    reply = analysis.Reply.model_validate(Mock().write(ask()).data)

    assert reply.hook == "A dream that begins: I flew over the sea."
    assert reply.signs[0].evidence == "I"


def test_it_remembers_what_it_was_asked() -> None:
    """Every wish is there to be looked at, answered or not."""
    mock = Mock(script="image: refuse")
    mock.write(ask())
    with pytest.raises(Fault):
        mock.draw(draw())

    assert mock.asked == [ask(), draw()]


def test_fail_without_a_number() -> None:
    """`fail` fails on every attempt, and another try is worth it."""
    for attempt in (1, 2, 9):
        with pytest.raises(Fault) as caught:
            Mock(script="fail").write(ask(attempt=attempt))
        assert caught.value.transient
        assert caught.value.wait is None


def test_fail_the_first_n() -> None:
    """`fail 2` fails twice and then answers."""
    mock = Mock(script="fail 2")
    for attempt in (1, 2):
        with pytest.raises(Fault):
            mock.write(ask(attempt=attempt))

    assert mock.write(ask(attempt=3)).data


def test_rate() -> None:
    """`rate 90` names its patience."""
    with pytest.raises(Fault) as caught:
        Mock(script="rate 90").draw(draw())

    assert caught.value.transient
    assert caught.value.wait == 90


def test_refuse() -> None:
    """A refusal is not worth another try."""
    with pytest.raises(Fault) as caught:
        Mock(script="refuse").draw(draw())

    assert not caught.value.transient


def test_bad() -> None:
    """`bad` answers with what is neither an analysis, a page nor a picture."""
    mock = Mock(script="bad")

    with pytest.raises(ValueError, match="validation"):
        analysis.Reply.model_validate(mock.write(ask()).data)
    with pytest.raises(ValueError, match="validation"):
        comic.Page.model_validate(mock.write(ask("comic")).data)
    assert mock.draw(draw()).body == b"this is no picture"


def test_hang() -> None:
    """`hang 0.2` takes that long and answers then."""
    begun = time.monotonic()

    assert Mock(script="hang 0.2").write(ask()).data
    assert time.monotonic() - begun >= 0.2


@pytest.mark.parametrize("wish", ["write(Ask(task='analysis', source='x'))", "draw(Draw(task='image', source='x'))"])
def test_die(wish: str) -> None:
    """`die` ends the process at once: nothing is cleaned up."""
    code = (
        "import atexit; from dreamstream.backends.base import Ask, Draw; from dreamstream.backends.mock import Mock\n"
        "atexit.register(print, 'cleaned up')\n"
        f"Mock(script='die').{wish}"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=30)

    assert done.returncode == 137
    assert done.stdout == b""


def test_the_first_rule_that_fits() -> None:
    """Rules are looked at in order; a task's name and the number of an attempt are what they fit on."""
    mock = Mock(script="image: refuse; panel: ok\nfail 1")

    with pytest.raises(Fault, match="refuse"):
        mock.draw(draw("image"))
    assert mock.draw(draw("panel")).body
    with pytest.raises(Fault, match="fail"):
        mock.write(ask("comic"))
    assert mock.write(ask("comic", attempt=2)).data


def test_a_script_as_rules() -> None:
    """Spaces, empty parts and line ends mean nothing."""
    assert rules(" image :  fail  2 ;\n\n ;hang 0.5\n") == [
        Rule(task="image", verb="fail", number=2.0),
        Rule(task="", verb="hang", number=0.5),
    ]


@pytest.mark.parametrize(
    "script",
    ["explode", "fail twice", "image fail", "image:", ":", "fail 1 2", "ok; nope", "fail nan", "rate inf", "hang -1",
     "rate 1e999", "image: comic: fail"],
)  # fmt: skip
def test_a_script_that_is_none(script: str) -> None:
    """A rule that is not understood is named before anything runs."""
    with pytest.raises(UsageError, match="does not understand") as caught:
        Mock(script=script)

    assert "fail" in caught.value.hint
