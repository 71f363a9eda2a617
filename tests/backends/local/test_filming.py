from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dreamstream.backends.base import Draw, Fault
from dreamstream.backends.local import child, filming
from dreamstream.backends.local.backend import Local
from dreamstream.pictures import paint, reel
from dreamstream.pictures.layout import compose
from dreamstream.pictures.scene import Scene

DREAM = "I stood by a lake at night and a whale swam through the air."


def a_scene() -> Scene:
    return compose(["whale"], mood="peace", hour="night", place="lake", weather=None, seed=5)


def small(**more: object) -> Draw:
    facts = {"film": {"frames": 4, **more}}
    return Draw(task="video", source=DREAM, width=64, height=64, facts=facts)


def test_words_alone_make_a_film() -> None:
    """Where a dream has no picture yet, it is filmed as it would be drawn."""
    drawn = Local().film(small())
    read = reel.read(drawn.body)

    assert read and (read.mime, read.width, read.height, read.frames) == ("image/webp", 64, 64, 4)
    assert drawn.scene == Local().draw(Draw(task="image", source=DREAM, width=64, height=64)).scene
    assert drawn.alt.endswith("moves.")


def test_a_picture_without_a_scene_keeps_its_proportions() -> None:
    """A model's picture is filmed as it is, never stretched to a square."""
    body = paint.paint(a_scene(), width=120, height=80)
    wish = {"film": {"frames": 3}}
    drawn = Local().film(Draw(task="video", source=DREAM, width=96, height=96, picture=bytes(body), facts=wish))
    read = reel.read(drawn.body)

    assert read and (read.width, read.height) == (96, 64)
    assert drawn.scene is None and drawn.alt == ""


def test_no_picture_and_no_film() -> None:
    """What cannot be read is refused before anything is started."""
    with pytest.raises(Fault, match="cannot be read"):
        Local().film(Draw(task="video", source=DREAM, picture=b"RIFF....WEBP"))
    with pytest.raises(Fault, match="no picture"):
        filming.film(Draw(task="video", source=DREAM), None, model="m")


def test_an_mp4_without_ffmpeg_is_a_webp_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The film is there all the same, and a note says why it is another sort."""
    monkeypatch.setattr(reel, "ffmpeg", lambda: None)
    drawn = Local().film(small(format="mp4"))
    read = reel.read(drawn.body)

    assert read and read.mime == "image/webp"
    assert "no ffmpeg" in drawn.notes[0]


def test_an_ffmpeg_that_makes_nothing_leaves_a_webp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A build without H.264 is no better than none; its folder is gone afterwards."""
    tool = tmp_path / "ffmpeg"
    tool.write_text(f"#!/bin/sh\npwd >> {tmp_path}/where\nenv > {tmp_path}/env\nexit 1\n")
    tool.chmod(0o700)
    monkeypatch.setenv("SECRET_KEY", "hidden")
    monkeypatch.setattr(reel, "ffmpeg", lambda: str(tool))
    drawn = Local().film(small(format="mp4"))
    folders = (tmp_path / "where").read_text().split()

    assert drawn.body[8:12] == b"WEBP" and drawn.notes
    assert folders and not any(os.path.exists(folder) for folder in folders)
    assert "hidden" not in (tmp_path / "env").read_text()


def test_a_film_past_its_limit_is_ended() -> None:
    """The child is killed, and another try is worth it."""
    wish = {"scene": a_scene().as_json(), "width": 1024, "height": 1024, "frames": 240}
    start = time.monotonic()

    with pytest.raises(Fault, match="longer than its limit") as caught:
        child.film(wish, seconds=0.2)

    assert caught.value.transient
    assert time.monotonic() - start < 5


def test_a_child_that_dies_is_a_fault() -> None:
    """Nothing of why: its words could be a dream's."""
    with pytest.raises(Fault, match="without a film") as caught:
        child.film({"scene": {"mood": 3}})

    assert caught.value.transient


def test_the_folder_one_stands_in_lends_no_modules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with a module called json is no way in."""
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)

    assert Local().film(small()).body[8:12] == b"WEBP"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_parent_that_is_killed_leaves_no_orphan(tmp_path: Path) -> None:
    """Not even by a signal nobody can catch; nor a folder."""
    code = f"""
import subprocess, json
real = subprocess.Popen
def started(*args, **more):
    child = real(*args, **more)
    print(child.pid, flush=True)
    return child
subprocess.Popen = started
from dreamstream.backends.local import child
from dreamstream.pictures import reel
reel.ffmpeg = lambda: "/bin/cat"
wish = json.loads({json.dumps(json.dumps(a_scene().as_json()))})
child.film({{"scene": wish, "width": 1024, "frames": 240}}, mp4=True)
"""
    room = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=room) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        time.sleep(0.3)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not _alive(pid)
    assert not list(tmp_path.iterdir())


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
