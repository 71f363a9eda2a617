"""Every adapter against a server that speaks its provider's format; what only a broken one would say, from our own."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from backends.http import aimock, servers
from PIL import Image

from dreamstream import keys
from dreamstream.backends import registry
from dreamstream.backends.base import Ask, Draw, Fault, Hands, Hear, Later
from dreamstream.config import Config
from dreamstream.kinds import analysis
from dreamstream.kinds.base import Material
from dreamstream.paths import Places

#: Who writes, and what its address ends in.
WRITERS = {"openai": "/v1", "anthropic": "", "gemini": "", "ollama": ""}
DREAM = "I stood at the sea and a lamp came over the water."
WISH = Ask(
    task="analysis",
    source=DREAM,
    prompt="You read a dream. <dream>I flew</dream>",
    shape=analysis.Reply.model_json_schema(),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[aimock.Server]:
    with aimock.running(tmp_path_factory.mktemp("aimock")) as started:
        yield started


@pytest.fixture
def opened(ours: Places) -> Callable[..., Any]:
    """The adapter of this name, at this address."""

    def call(name: str, base: str, *, key: str = aimock.KEY) -> Any:
        config = Config(ours)
        config.set(f"backend.{name}.base_url", base + WRITERS.get(name, ""))
        for setting in (f"backend.{name}.model", f"backend.{name}.image_model"):
            config.set(setting, "a-model")
        keys.put(ours, name, {"key": key})
        return registry.open(name, Config(ours))

    return call


def _read(request: bytes) -> tuple[str, dict[str, str], Any]:
    """Path, headers and JSON as they stood on the wire."""
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return first.split()[1], headers, json.loads(body)


def told(prompt: str, **more: Any) -> Ask:
    return Ask(task="analysis", source=DREAM, prompt=prompt, shape=WISH.shape, **more)


@pytest.mark.parametrize("name", WRITERS)
def test_a_reading(server: aimock.Server, opened: Callable[..., Any], name: str) -> None:
    """The whole recipe: asked, answered, in our vocabulary; a key nobody asked for is dropped."""
    made = analysis.make(Material(text=DREAM), Hands.of(opened(name, server.base)))

    assert made.data["hook"] == aimock.READING["hook"]
    assert [sign["label"] for sign in made.data["signs"]] == ["Sea"]
    assert "path" not in made.data
    assert made.model


@pytest.mark.parametrize("name", WRITERS)
def test_what_the_provider_requires(server: aimock.Server, opened: Callable[..., Any], name: str) -> None:
    """The fields without which the real one would refuse, and none that it does not know."""
    with servers.recording(server.base) as (base, seen):
        opened(name, base).write(WISH)
    path, headers, body = _read(seen[0])
    schema = {
        "openai": lambda: body["response_format"]["json_schema"]["schema"],
        "anthropic": lambda: body["output_config"]["format"]["schema"],
        "gemini": lambda: body["generationConfig"]["responseJsonSchema"],
        "ollama": lambda: body["format"],
    }[name]()

    assert set(schema["properties"]) >= {"hook", "signs", "emotions"}
    assert "I flew" in json.dumps(body)
    assert aimock.KEY not in json.dumps(body) + path
    if name == "openai":
        assert (body["response_format"]["type"], body["response_format"]["json_schema"]["strict"]) == (
            "json_schema",
            True,
        )
        assert schema["additionalProperties"] is False and set(schema["required"]) == set(schema["properties"])
        assert [message["role"] for message in body["messages"]] == ["system", "user"]
    if name == "anthropic":
        assert body["max_tokens"] > 0
        assert (headers["anthropic-version"], headers["x-api-key"]) == ("2023-06-01", aimock.KEY)
        assert body["output_config"]["format"]["type"] == "json_schema"
    if name == "gemini":
        assert headers["x-goog-api-key"] == aimock.KEY
        assert path.endswith("/v1beta/models/a-model:generateContent")
        assert body["generationConfig"]["responseMimeType"] == "application/json"
    if name == "ollama":
        assert body["stream"] is False


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    ("word", "transient", "wait"),
    [
        ("RATE7", True, 7.0),
        ("OVERLOAD", True, None),
        ("VANISH", True, None),
        ("GARBLE", False, None),
        ("PROSE", False, None),
    ],
)
def test_every_fault_has_its_class(
    server: aimock.Server, opened: Callable[..., Any], name: str, word: str, transient: bool, wait: float | None
) -> None:
    """Worth another try or not, and when; never a word of what was sent."""
    with pytest.raises(Fault) as caught:
        opened(name, server.base).write(told(f"{word} my secret dream"))

    assert (caught.value.transient, caught.value.wait) == (transient, wait)
    assert "secret" not in caught.value.message and aimock.KEY not in caught.value.message


@pytest.mark.parametrize("name", ["openai", "anthropic", "gemini"])
def test_a_wrong_key(server: aimock.Server, opened: Callable[..., Any], name: str) -> None:
    """It is said with the command that says another, and is not tried again."""
    with pytest.raises(Fault, match="keys set") as caught:
        opened(name, server.base, key="sk-wrong").write(WISH)

    assert not caught.value.transient


@pytest.mark.parametrize("name", ["openai", "gemini"])
def test_a_picture(server: aimock.Server, opened: Callable[..., Any], name: str) -> None:
    """Pixels came back."""
    drawn = opened(name, server.base).draw(Draw(task="image", source=DREAM, prompt="One dreamlike picture"))

    with Image.open(io.BytesIO(drawn.body)) as image:
        assert image.size == (64, 64)


@pytest.mark.parametrize("name", ["openai", "gemini"])
def test_a_picture_changed(server: aimock.Server, opened: Callable[..., Any], name: str) -> None:
    """The picture goes along."""
    given = Draw(task="refine", source=DREAM, prompt="One dreamlike picture, changed", picture=b"RIFF0000WEBP")
    with servers.recording(server.base) as (base, seen):
        opened(name, base).draw(given)

    if name == "openai":
        assert seen[0].startswith(b"POST /v1/images/edits ")
        assert b'name="image[]"' in seen[0] and b"RIFF0000WEBP" in seen[0] and b'name="model"' in seen[0]
    else:
        parts = _read(seen[0])[2]["contents"][0]["parts"]
        assert parts[1]["inlineData"]["mimeType"] == "image/webp"


def test_a_recording(server: aimock.Server, opened: Callable[..., Any]) -> None:
    """Its words came back."""
    heard = opened("openai", server.base).hear(Hear(body=b"RIFF", mime="audio/wav", ending="wav"))

    assert heard.text == "I was flying over a lake"


# ── what only a broken server says ──

CUT = {
    "openai": {"choices": [{"message": {"content": '{"hook":"A l'}, "finish_reason": "length"}]},
    "anthropic": {"content": [{"type": "text", "text": '{"hook":"A l'}], "stop_reason": "max_tokens"},
    "gemini": {"candidates": [{"content": {"parts": [{"text": '{"ho'}]}, "finishReason": "MAX_TOKENS"}]},
    "ollama": {"message": {"content": '{"hook":"A l'}, "done_reason": "length"},
}
DECLINED = {
    "openai": {"choices": [{"message": {"content": None, "refusal": "I dreamt"}, "finish_reason": "stop"}]},
    "anthropic": {"content": [], "stop_reason": "refusal"},
    "gemini": {"promptFeedback": {"blockReason": "SAFETY"}},
}


@pytest.mark.parametrize("name", CUT)
def test_cut_off(opened: Callable[..., Any], name: str) -> None:
    """Recognised before it is parsed, asked once more with room, and then given up."""
    asked: list[bytes] = []

    def behave(sock: Any, request: bytes) -> None:
        asked.append(request)
        servers.answer(json.dumps(CUT[name]).encode())(sock, request)

    with servers.serving(behave) as base, pytest.raises(Fault, match="did not come to an end") as caught:
        opened(name, base).write(WISH)

    assert len(asked) == 2
    assert not caught.value.transient


@pytest.mark.parametrize("name", DECLINED)
def test_declined(opened: Callable[..., Any], name: str) -> None:
    """A refusal is one, whatever its status; it is not asked again."""
    behave = servers.answer(json.dumps(DECLINED[name]).encode())
    with servers.serving(behave) as base, pytest.raises(Fault, match="declined") as caught:
        opened(name, base).write(WISH)

    assert not caught.value.transient


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    "body",
    ["{}", "[]", "null", "7", '"x"', '{"choices":{}}', '{"candidates":[7]}', '{"message":[]}', '{"content":[1]}'],
)
def test_replies_of_another_shape(opened: Callable[..., Any], name: str, body: str) -> None:
    """Any JSON that is not the provider's is a fault, never a traceback."""
    with servers.serving(servers.answer(body.encode())) as base, pytest.raises(Fault):
        opened(name, base).write(WISH)


def test_a_server_that_knows_no_schemas(opened: Callable[..., Any]) -> None:
    """It says so with a 500; a plainer way of asking is found, once, and kept."""
    seen: list[str] = []

    def behave(sock: Any, request: bytes) -> None:
        wanted = json.loads(request.partition(b"\r\n\r\n")[2]).get("response_format", {})
        seen.append(f"{wanted.get('type')}{'+schema' if 'schema' in wanted else ''}")
        if wanted.get("type") == "json_schema":
            told = b'{"error":{"message":"response_format.type: Input should be \'text\' or \'json_object\'"}}'
            servers.answer(told, status="500 Internal Server Error")(sock, request)
        else:
            good = {"choices": [{"message": {"content": json.dumps(aimock.READING)}, "finish_reason": "stop"}]}
            servers.answer(json.dumps(good).encode())(sock, request)

    with servers.serving(behave) as base:
        backend = opened("openai", base)
        backend.write(WISH)
        backend.write(WISH)

    assert seen == ["json_schema", "json_object+schema", "json_object+schema"]


def test_a_picture_by_link_is_none(opened: Callable[..., Any]) -> None:
    """A link would be followed to wherever the server likes."""
    body = b'{"data":[{"url":"http://169.254.169.254/latest"}]}'
    with servers.serving(servers.answer(body)) as base, pytest.raises(Fault, match="sent no picture"):
        opened("openai", base).draw(Draw(task="image", source=DREAM, prompt="x"))


def test_stable_diffusion(opened: Callable[..., Any]) -> None:
    """txt2img and img2img, with a size it can draw, and `data:` before the picture or not."""
    seen: list[tuple[str, dict[str, Any]]] = []

    def behave(sock: Any, request: bytes) -> None:
        head, _, body = request.partition(b"\r\n\r\n")
        seen.append((head.split()[1].decode(), json.loads(body)))
        told = json.dumps({"images": [f"data:image/png;base64,{aimock.picture()}"], "info": "{}"})
        servers.answer(told.encode())(sock, request)

    with servers.serving(behave) as base:
        backend = opened("a1111", base)
        backend.draw(Draw(task="image", source=DREAM, prompt="a lake", width=1001, height=500))
        drawn = backend.draw(Draw(task="refine", source=DREAM, prompt="p", instruction="more red", picture=b"RIFF"))

    assert [path for path, _ in seen] == ["/sdapi/v1/txt2img", "/sdapi/v1/img2img"]
    assert seen[0][1]["width"] % 8 == 0 and seen[0][1]["prompt"] == "a lake"
    assert seen[1][1]["init_images"] and seen[1][1]["prompt"] == "more red"
    assert drawn.body.startswith(b"\x89PNG")


def test_ollama_without_a_model(ours: Places) -> None:
    """It says which command gets one."""
    config = Config(ours)
    with servers.serving(servers.answer(b'{"models":[]}')) as base:
        config.set("backend.ollama.base_url", base)
        with pytest.raises(Fault, match="ollama pull"):
            registry.open("ollama", Config(ours)).write(WISH)


def test_a_film_is_submitted_once_and_looked_at(opened: Callable[..., Any]) -> None:
    """The first look pays and gets a name; later ones ask by that name until the film is there."""
    seen: list[str] = []
    statuses = iter(["queued", "in_progress", "completed"])

    def behave(sock: Any, request: bytes) -> None:
        method, path = request.split(b" ", 2)[:2]
        seen.append(f"{method.decode()} {path.decode()}")
        if path.endswith(b"/content"):
            servers.answer(b"\0\0\0\x18ftypmp42film")(sock, request)
        elif method == b"POST":
            servers.answer(b'{"id":"video_1","status":"queued"}')(sock, request)
        else:
            servers.answer(json.dumps({"id": "video_1", "status": next(statuses)}).encode())(sock, request)

    with servers.serving(behave) as base:
        backend = opened("openai", base)
        draw = Draw(task="video", source=DREAM, prompt="it moves", picture=b"RIFF0000WEBP")
        with pytest.raises(Later) as caught:
            backend.film(draw)
        for _ in range(2):
            with pytest.raises(Later):
                backend.film(replace(draw, submitted=caught.value.id))
        drawn = backend.film(replace(draw, submitted="video_1"))

    assert drawn.body.endswith(b"film")
    assert seen == ["POST /v1/videos", *["GET /v1/videos/video_1"] * 3, "GET /v1/videos/video_1/content"]


@pytest.mark.parametrize("name", ["../x", "a/b", "", "a b", "x" * 200, 7, None])
def test_a_film_with_an_odd_name(opened: Callable[..., Any], name: Any) -> None:
    """A server's name for it becomes part of an address: it may only be a name."""
    with servers.serving(servers.answer(json.dumps({"id": name}).encode())) as base, pytest.raises(Fault) as caught:
        opened("openai", base).film(Draw(task="video", source=DREAM, prompt="it moves"))

    assert not isinstance(caught.value, Later)


def test_openai_itself_films_no_more(ours: Places) -> None:
    """Its own address has no films since September 2026; what was configured to draw there is filmed here."""
    config = Config(ours)
    config.set("backend.image", "openai")
    keys.put(ours, "openai", {"key": "k"})
    assert registry.chosen("video", ("video",), Config(ours)) == {"video": "local"}
    config.set("backend.openai.base_url", "https://films.example.org/v1")
    config.set("backend.openai.video_model", "a-model")
    assert registry.chosen("video", ("video",), Config(ours)) == {"video": "openai"}
