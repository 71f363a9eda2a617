"""A server that speaks the providers' formats, written by others: what our adapters say is held against it.

Installed by `npm install --no-package-lock --prefix tests/real`; where that was not done, its tests are skipped and
say so.
"""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2] / "real" / "node_modules"
KEY = "sk-canary-good"
READING: dict[str, Any] = {
    "hook": "A lamp over the water",
    "interpretation": "This may be about waiting; perhaps it is about being found. What do you think?",
    "signs": [{"label": "the ocean", "kind": "place", "evidence": "the sea"}],
    "patterns": ["places"],
    "emotions": ["peace"],
    "stress": 12,
    "nightmare": {"likely": False, "why": ""},
    "actions": ["Draw the lamp."],
    "archetype": None,
    "path": "../../etc/passwd",
}
REMARKS = {
    "callouts": [
        {"element": n, "text": "It may stand for rest, or perhaps for waiting.", "evidence": "", "x": 0.5, "y": 0.5}
        for n in range(1, 8)
    ]
}
ENDING = {
    "why": "Another ending may give you room.",
    "ending": "The lamp comes nearer and you are not alone.",
    "practice": "Go through it by day, ten minutes, and stop where it upsets you.",
    "turn": "",
    "picture": "a lamp",
}
PAGE = {"panels": [{"caption": f"Panel {i} of the night", "prompt": "a lake"} for i in range(4)]}


def picture(size: int = 64) -> str:
    """A PNG in base64."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((size, size)).convert("RGB").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def fixtures() -> list[dict[str, Any]]:
    """What it answers: by words of the prompt, so that a dream's own words can ask for an error."""
    slow = {"message": "slow down", "type": "rate_limit_error", "status": "RESOURCE_EXHAUSTED"}
    broken = {"message": "Overloaded", "type": "overloaded_error"}
    return [
        {"match": {"userMessage": "RATE7"}, "response": {"error": slow, "status": 429, "retryAfter": 7}},
        {"match": {"userMessage": "OVERLOAD"}, "response": {"error": broken, "status": 529}},
        {"match": {"userMessage": "VANISH"}, "response": {"content": "cut"}, "chaos": {"disconnectRate": 1}},
        {"match": {"userMessage": "GARBLE"}, "response": {"content": "cut"}, "chaos": {"malformedRate": 1}},
        {"match": {"userMessage": "PROSE"}, "response": {"content": "I would rather talk about the weather."}},
        {"match": {"userMessage": "You read a dream"}, "response": {"content": json.dumps(READING)}},
        {"match": {"userMessage": "Break this dream"}, "response": {"content": json.dumps(PAGE)}},
        {"match": {"userMessage": "Answer with the one word"}, "response": {"content": "lake"}},
        {"match": {"userMessage": "You look at a picture"}, "response": {"content": json.dumps(REMARKS)}},
        {"match": {"userMessage": "Help a dreamer"}, "response": {"content": json.dumps(ENDING)}},
        *(
            {
                "match": {"userMessage": words},
                "response": {"audio": {"b64Json": picture(), "contentType": "image/png"}},
            }
            for words in ("One picture of a comic", "One comforting", "Change the given picture")
        ),
        {
            "match": {"userMessage": "One dreamlike picture"},
            "response": {"audio": {"b64Json": picture(), "contentType": "image/png"}},
        },
        {"match": {"endpoint": "image"}, "response": {"image": {"b64Json": picture()}}},
        {"match": {"endpoint": "transcription"}, "response": {"transcription": {"text": "I was flying over a lake"}}},
    ]


class Server:
    """One running; its address and what it was asked."""

    def __init__(self, base: str) -> None:
        self.base = base

    def asked(self) -> list[dict[str, Any]]:
        """Every request since the last look, oldest first."""
        found: list[dict[str, Any]] = json.loads(self._call("GET", "journal"))
        self._call("POST", "reset/journal")
        return found

    def chaos(self, **rates: float) -> None:
        """Misbehave from now on; without rates, no more."""
        self._call("POST" if rates else "DELETE", "chaos", json.dumps(rates).encode() if rates else None)

    def _call(self, method: str, path: str, body: bytes | None = None) -> bytes:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
        request = urllib.request.Request(f"{self.base}/__aimock/{path}", data=body, method=method, headers=headers)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
            return bytes(answer.read())


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """One on a port of its own, until the test has ended."""
    node, tool = shutil.which("node"), ROOT / ".bin" / "llmock"
    if node is None or not tool.exists():
        pytest.skip("aimock is not installed: npm install --no-package-lock --prefix tests/real")
    path = folder / "fixtures.json"
    path.write_text(json.dumps({"fixtures": fixtures()}), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [node, str(tool), "-p", str(port), "-f", str(path), "--strict", "--log-level", "silent"],
        env={"PATH": os.environ.get("PATH", ""), "AIMOCK_API_KEYS": KEY},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            pytest.fail("aimock did not start within 10 seconds")
        yield Server(f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()
