"""Dreams read in a pipe: JSONL in, JSONL out, no journal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from conftest import Command


def row(id: object, text: object) -> str:
    return json.dumps({"id": id, "text": text}) + "\n"


DREAM = "I was flying over the sea with my mother and I was afraid of a dog."


def test_lines_in_lines_out(ds: Command, home: Path) -> None:
    """One analysis a line with the id it came with; no journal is made."""
    ran = ds("analyze", "-", "--jsonl", stdin=row("a", DREAM) + "\n" + row(7, "汉字") + row(None, ""))
    found = [json.loads(line) for line in ran.lines]

    assert ran.code == 0 and not ran.err
    assert [one["id"] for one in found] == ["a", 7, None]
    assert [one["status"] for one in found] == ["ok", "limited", "limited"]
    assert all(one["backend"] == "local" and one["model"] for one in found)
    assert not home.exists()


def test_bad_lines_are_named_and_the_rest_is_read(ds: Command) -> None:
    """Exit 4: some of it was done."""
    bad = ["{", "[1]", "7", '{"id":1}', '{"id":1,"text":null}', '{"id":NaN,"text":"x"}', "[" * 100_000, "\udcff"]
    stdin = "\n".join(bad).encode("utf-8", "surrogateescape") + b"\n" + row("last", "\ud800 " + DREAM).encode()
    ran = ds("analyze", "-", "--jsonl", stdin=stdin)

    assert ran.code == 4
    assert [json.loads(line)["id"] for line in ran.lines] == ["last"]
    assert [line.split()[2] for line in ran.err.splitlines()] == [str(n) for n in range(1, len(bad) + 1)]
    many = ds("analyze", "-", "--jsonl", stdin="x\n" * 500)
    assert many.code == 4 and len(many.err.splitlines()) == 21 and "480 more" in many.err


def test_all_that_holds(ds: Command) -> None:
    """`--all` has every sign and pattern, best first; people see at most five and three."""
    text = (
        DREAM
        + " A snake bit me, our house was on fire, the police came, and I was late for school with a gun in my car."
    )
    shown = json.loads(ds("analyze", "-", "--jsonl", stdin=row(1, text)).out)
    whole = json.loads(ds("analyze", "-", "--jsonl", "--all", stdin=row(1, text)).out)

    assert 3 <= len(shown["signs"]) <= 5 < len(whole["signs"])
    assert 2 <= len(shown["patterns"]) <= 3 <= len(whole["patterns"])
    assert {s["label"] for s in shown["signs"]} <= {s["label"] for s in whole["signs"]}


def test_one_text(ds: Command) -> None:
    """Without --jsonl all of the input is one dream; `--json` has it in the envelope."""
    assert json.loads(ds("analyze", "-", stdin=DREAM).out)["status"] == "ok"
    assert ds("analyze", "-", "--json", stdin=DREAM).data["status"] == "ok"
    assert ds("analyze", "-", stdin=b"\xff\xfe").code == 2


def start(*more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dreamstream", "analyze", "-", "--jsonl", *more],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def test_an_answer_is_out_before_the_next_line_is_read(home: Path) -> None:
    """A slow pipe: each line is answered while the writer still thinks about the next one."""
    with start() as running:
        assert running.stdin and running.stdout
        for number in range(3):
            running.stdin.write(row(number, DREAM).encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.stdout.read() == b""
        assert running.wait(30) == 0


def test_ten_thousand_lines_need_no_more_memory_than_a_hundred(tmp_path: Path) -> None:
    """The peak stays where it was, whatever comes; bad lines too."""
    code = (
        "import resource, sys; from dreamstream.cli.app import run; run(['analyze', '-', '--jsonl']);"
        " sys.stdout.flush(); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    peaks = []
    for count in (100, 10_000):
        path = tmp_path / str(count)
        path.write_text((row("a", DREAM) + "no line\n") * (count // 2))
        with path.open("rb") as source:
            done = subprocess.run([sys.executable, "-c", code], stdin=source, capture_output=True, check=True)
        assert done.stdout.count(b"\n") == count // 2
        peaks.append(int(done.stderr.split()[-1]) * (1 if sys.platform != "darwin" else 1 / 1024))

    assert peaks[1] < peaks[0] + 4096  # kilobytes
