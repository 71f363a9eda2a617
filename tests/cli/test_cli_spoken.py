"""What is said in `refine` and `heal --edit` is kept as a session; what steers a chat is not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command

from dreamstream.config import Config
from dreamstream.dream import spoken
from dreamstream.dream.transcripts import door
from dreamstream.paths import Places
from dreamstream.turns import Session

resource = pytest.importorskip("resource")

Tell = Callable[..., str]
DREAM = "I stood by a lake at night with my dog. A small house had its lights on."
SHORT = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from dreamstream.cli.app import run
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def painted(ds: Command, tell: Tell) -> str:
    """A dream with its picture, drawn offline."""
    told = tell(DREAM, "--no-jobs")
    assert ds("image", told).code == 0
    return told


def talks(ours: Places) -> list[Session]:
    return [door.read(path.read_bytes())[0] for path in sorted(Path(spoken.folder(ours)).glob("*.jsonl"))]


def said(session: Session) -> list[str]:
    return [turn.text for turn in session.turns if turn.role == "user"]


def test_a_chat_about_a_picture(ds: Command, painted: str, ours: Places) -> None:
    """Each line meant for the picture with its answer, also what was not understood; what steers it is left out."""
    lines = "help\nmake the sky more purple\nmore\nno, it was my grandmother's kitchen\nversions\nundo\n1\nhelp\ndone\n"
    assert ds("refine", painted, "--chat", stdin=lines).code == 0
    (session,) = talks(ours)

    assert (session.format, session.title, session.dream) == ("chat", "refine", painted)
    assert said(session) == ["make the sky more purple", "more", "no, it was my grandmother's kitchen"]
    answers = [turn.text for turn in session.turns if turn.role == "machine"]
    assert answers[0].startswith("Version 2: ") and answers[1].startswith("Version 3: ")
    assert "not understood" in answers[2] and len(answers) == 3
    assert ours.home not in "".join(answers)


def test_nothing_said_leaves_nothing(ds: Command, painted: str, tell: Tell, ours: Places) -> None:
    """A chat of commands only, a picture that is not there, a wrong option: no file and no record."""
    ds("refine", painted, "--chat", stdin="help\nversions\nundo\ndone\n")
    assert ds("refine", tell("Another.", "--no-jobs"), "at dawn").code == 3
    assert ds("refine", painted, "at dawn", "--backend", "nobody").code == 2

    assert not Path(ours.users, "sessions").exists()


def test_one_line_at_a_time(ds: Command, painted: str, ours: Places) -> None:
    """Single changes, done, refused and asked for later, go on in the one talk; notes are among the answers."""
    ds("refine", painted, "the door was red, paint it plaid and add more stars")
    assert ds("refine", painted, "tell me a joke").code == 2
    ds("refine", painted, "at dawn", "--later")
    ds("refine", painted, "--chat", stdin="never understood\n")
    (session,) = talks(ours)

    assert said(session)[1:] == ["tell me a joke", "at dawn", "never understood"]
    assert "plaid" in session.turns[1].text


def test_an_ending_in_own_words(ds: Command, tell: Tell, ours: Places) -> None:
    """What was added stands behind the suggestion it answers; suggestions alone, cuts and no change are no talk."""
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")
    told = tell("A huge bear came after me in the forest.", "--no-jobs")
    ds("heal", told)
    ending = ds("heal", told, "--suggest", "--json").data
    before = ending["ending"]
    ds("heal", told, "--edit", stdin=before)
    ds("heal", told, "--edit", stdin=before.upper().replace(".", " !"))
    ds("heal", told, "--rehearse", "8", "5")
    assert not Path(ours.users, "sessions").exists()

    ds("heal", told, "--edit", stdin=f"{before} My aunt opens the gate.")
    ds("heal", told, "--edit", stdin=f"{before} My aunt opens the gate. The bear is her dog Rex.")
    (session,) = talks(ours)
    assert (session.title, session.dream) == ("healing", told)
    assert said(session) == ["My aunt opens the gate.", "The bear is her dog Rex."]
    assert session.turns[0].role == "machine"
    assert all(ending[part] in session.turns[0].text for part in ("why", "ending", "practice"))


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no file size limit here")
def test_a_full_disk_ends_no_chat(ds: Command, painted: str, ours: Places) -> None:
    """The picture is changed, one sentence says that the words are not kept, and the next run's are."""
    ds("refine", painted, "tell me a joke")
    (path,) = Path(spoken.folder(ours)).glob("*.jsonl")
    with path.open("a", encoding="utf-8") as file:  # larger than anything else, so that the limit meets it alone
        file.write('{"role":"machine","text":"' + "." * 8_000_000 + '"}\n')
    room = str(path.stat().st_size + 9)
    done = subprocess.run(
        [sys.executable, "-c", SHORT, room, "refine", painted, "--chat"],
        input="tell me a story\nat sunset\n",
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.count(".webp")) == (0, 1)
    assert done.stderr.count("cannot be kept") == 1 and "Traceback" not in done.stderr
    ds("refine", painted, "tell me more")

    (session,) = talks(ours)
    assert said(session) == ["tell me a joke", "tell me more"]
    assert len(session.warnings) == 1
