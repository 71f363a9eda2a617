"""A night from the telling to the picture, through the real commands, against a server that speaks each format."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from backends.http import aimock, servers
from conftest import Command

from dreamstream.paths import Places

DREAM = "I stood at the sea and a lamp came over the water."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[aimock.Server]:
    with aimock.running(tmp_path_factory.mktemp("aimock")) as started:
        yield started


@pytest.fixture
def use(ds: Command) -> Callable[..., None]:
    """Turn kinds over to this backend at this address, as a person would."""

    def call(name: str, base: str, *capabilities: str, model: str = "a-model") -> None:
        for capability in capabilities:
            assert ds("config", "set", f"backend.{capability}", name).code == 0
        ending = "/v1" if name == "openai" else ""
        assert ds("config", "set", f"backend.{name}.base_url", base + ending).code == 0
        for setting in ("model", "image_model"):
            ds("config", "set", f"backend.{name}.{setting}", model)
        assert ds("keys", "set", name, stdin=f"{aimock.KEY}\n").code == 0

    return call


def made(ds: Command, dream: str) -> dict[str, Any]:
    found: dict[str, Any] = ds("show", dream, "--json").data["outputs"]
    return found


def log(ours: Places) -> list[dict[str, Any]]:
    paths = sorted(Path(ours.log).glob("*/*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", ["openai", "gemini"])
def test_everything_by_one_server(
    ds: Command, ours: Places, server: aimock.Server, use: Callable[..., None], tell: Callable[..., str], name: str
) -> None:
    """Analysis, picture and comic in the pass; then a refinement, a lens and a new ending; every output once."""
    use(name, server.base, "text", "image")
    dream = tell(DREAM)
    report = ds("dream", "run", "--json")
    assert (report.code, report.data["jobs"]["completed"]) == (0, 3), report.out
    for words in (["refine", dream, "more stars"], ["lens", dream], ["heal", dream]):
        ran = ds(*words)
        assert ran.code == 0, ran.err
    found = made(ds, dream)

    assert found["analysis"]["hook"] == aimock.READING["hook"]
    assert found["analysis"]["backend"] == name
    assert found["comic"]["status"] == found["lens"]["status"] == "completed"
    assert found["healing"]["ending"] == aimock.ENDING["ending"]
    assert len(ds("versions", dream, "--json").data) == 2
    done = Counter(record["data"]["job"] for record in log(ours) if record["kind"] == "job.done")
    assert set(done.values()) == {1} and len(done) == 6

    usage = ds("usage", "--json").data
    assert [(row["backend"], row["hosted"]) for row in usage["days"]] == [(name, False)]
    assert usage["days"][0]["requests"] >= 3 + len(aimock.PAGE["panels"])
    assert usage["days"][0]["tokens"] > 0 or name == "gemini"  # this server tells none in Gemini's format


@pytest.mark.parametrize("name", ["anthropic", "ollama"])
def test_words_there_and_pictures_here(
    ds: Command, server: aimock.Server, use: Callable[..., None], tell: Callable[..., str], name: str
) -> None:
    """One writes and our own painter draws; what the one cannot do goes to the other."""
    use(name, server.base, "text")
    dream = tell(DREAM)
    report = ds("dream", "run", "--json")
    assert report.data["jobs"]["completed"] == 3, report.out
    for words in (["refine", dream, "at sunset"], ["lens", dream], ["heal", dream]):
        ran = ds(*words)
        assert ran.code == 0, ran.err
    found = made(ds, dream)

    assert (found["analysis"]["backend"], found["image"]["backend"]) == (name, "local")
    assert found["comic"]["backend"] == f"{name}+local"
    refused = ds("image", dream, "--backend", name)
    assert refused.code == 5
    assert f"{name} cannot draw" in refused.err


def test_thirty_dreams_at_once(
    ds: Command, ours: Places, server: aimock.Server, use: Callable[..., None], tell: Callable[..., str]
) -> None:
    """Eight at a time, each job published once and asked once."""
    use("openai", server.base, "text")
    for i in range(30):
        tell(f"{DREAM} That was number {i}.", "--no-jobs")
    ids = [row["id"] for row in ds("list", "--json").data]
    for dream in ids:
        assert ds("analyze", dream, "--later").code == 0
    server.asked()
    report = ds("dream", "run", "--concurrency", "8", "--json")
    asked = [row for row in server.asked() if row["path"].endswith("/chat/completions")]

    assert report.data["jobs"]["completed"] == 30
    assert len(asked) == 30
    done = Counter(record["data"]["job"] for record in log(ours) if record["kind"] == "job.done")
    assert len(done) == 30 and set(done.values()) == {1}
    assert ds("usage", "--json").data["days"][0]["requests"] == 30


@pytest.mark.parametrize("dialect", ["json_schema", "json_object+schema", "json_object", "prompt"])
def test_every_dialect(ds: Command, use: Callable[..., None], tell: Callable[..., str], dialect: str) -> None:
    """How the server is asked for JSON, and a round of repair in which it is told what was wrong."""
    seen: list[dict[str, Any]] = []
    replies = ["I would rather not.", json.dumps({"hook": "h"}), json.dumps(aimock.READING)]

    def behave(sock: Any, request: bytes) -> None:
        seen.append(json.loads(request.partition(b"\r\n\r\n")[2]))
        said = {"choices": [{"message": {"content": replies[len(seen) - 1]}, "finish_reason": "stop"}]}
        servers.answer(json.dumps(said | {"usage": {"total_tokens": 5}}).encode())(sock, request)

    with servers.serving(behave) as base:
        use("openai", base, "text")
        ds("config", "set", "backend.openai.dialect", dialect)
        dream = tell(DREAM, "--no-jobs")
        assert ds("analyze", dream).code == 0

    assert made(ds, dream)["analysis"]["hook"] == aimock.READING["hook"]
    form = seen[0].get("response_format", {})
    assert form.get("type") == {"prompt": None}.get(dialect, dialect.partition("+")[0])
    assert ("schema" in form) is (dialect == "json_object+schema")
    assert ("JSON schema" in seen[0]["messages"][0]["content"]) is (dialect in ("json_object", "prompt"))
    if dialect == "json_object+schema":  # a grammar can hold the limits that a strict schema may not say
        assert json.dumps(form["schema"]).count('"maximum": 100') == 1
    assert [len(body["messages"]) for body in seen] == [2, 4, 6]
    assert seen[1]["messages"][2] == {"role": "assistant", "content": replies[0]}
    assert "cannot be read as JSON" in seen[1]["messages"][3]["content"]
    assert "interpretation: Field required" in seen[2]["messages"][5]["content"]
    assert ds("usage", "--json").data["days"][0]["tokens"] >= 5


def test_a_model_without_eyes(ds: Command, use: Callable[..., None], tell: Callable[..., str]) -> None:
    """A lens goes to a model that reads only: it is asked once more without the picture."""
    seen: list[bool] = []

    def behave(sock: Any, request: bytes) -> None:
        seen.append(b"image_url" in request)
        if seen[-1]:
            servers.answer(b'{"error":{"message":"can only concatenate str"}}', status="500 Oh")(sock, request)
            return
        said = {"choices": [{"message": {"content": json.dumps(aimock.REMARKS)}, "finish_reason": "stop"}]}
        servers.answer(json.dumps(said).encode())(sock, request)

    dream = tell(DREAM, "--no-jobs")
    assert ds("image", dream).code == 0
    with servers.serving(behave) as base:
        use("openai", base, "text")
        assert ds("lens", dream).code == 0

    assert seen == [True, False]
