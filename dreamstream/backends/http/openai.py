"""OpenAI's way of speaking, and everybody's who speaks it: llama.cpp, LM Studio, vLLM, OpenRouter, Ollama's /v1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from dreamstream.backends.base import Answer, Ask, Draw, Drawn, Fault, Hear, Heard, Later
from dreamstream.backends.hosts import OWN
from dreamstream.backends.http import reply, shape
from dreamstream.backends.http.adapter import (
    MORE_TOKENS,
    PICTURES,
    SYSTEM,
    TOKENS,
    WORDS,
    Adapter,
    at,
    count,
    pixels,
    spelt,
    text_at,
)
from dreamstream.backends.http.client import FILMS, Refusal
from dreamstream.backends.http.client import PICTURES as LARGE

#: From what asks most of a server to what asks least.
DIALECTS = ("json_schema", "json_object+schema", "json_object", "prompt")
#: A film takes minutes: so many seconds between two looks.
POLL = 60.0
_NAME = re.compile(r"[A-Za-z0-9_-]{1,128}\Z")
_SIZES = ((1024, 1024), (1536, 1024), (1024, 1536))


class OpenAI(Adapter):
    """Chat completions, images, transcriptions."""

    name = "openai"
    can = frozenset({"text", "image", "edit", "video", "reference", "transcribe"})
    models: ClassVar = {"text": "gpt-5-mini", "image": "gpt-image-1-mini", "transcribe": "gpt-4o-mini-transcribe"}

    def write(self, ask: Ask) -> Answer:
        """One chat completion; where the server does not know the dialect, once more in a plainer one."""
        self.check(ask)
        said = self._dialect
        for dialect in DIALECTS[DIALECTS.index(said) :]:
            try:
                answer = self._complete(ask, dialect, TOKENS)
            except Refusal as error:
                # a server that knows no schemas may say so with a 500, and name what it did not know
                if ask.shape and dialect != DIALECTS[-1] and _names_the_format(error):
                    continue
                if ask.picture is not None and self.base != OWN[self.name] and error.status in (400, 415, 422, 500):
                    self._dialect = dialect
                    return self.write(replace(ask, picture=None))  # a model without eyes reads what is told beside it
                raise
            self._dialect = dialect
            return answer
        raise Fault("the server knows none of the dialects")

    def draw(self, draw: Draw) -> Drawn:
        """One picture, or the given one changed."""
        self.check(draw)
        model = self.model("image")
        width, height = min(_SIZES, key=lambda size: abs(size[0] / size[1] - draw.width / draw.height))
        fields = {"model": model, "prompt": draw.prompt, "size": f"{width}x{height}", "n": 1}
        given = [body for body in (draw.picture, draw.reference) if body is not None]
        if given:
            files = [("image[]", (f"{i}.webp", body, "image/webp")) for i, body in enumerate(given)]
            told = self.client.post(
                "/images/edits",
                files=files,
                fields={name: str(value) for name, value in fields.items()},
                seconds=PICTURES,
                most=LARGE,
                paid=True,
            ).json
        else:
            told = self.client.post("/images/generations", fields, seconds=PICTURES, most=LARGE, paid=True).json
        first = at(told, "data", 0, what=self.name)
        # a link would be followed to wherever the server likes: pixels only
        body = pixels(first.get("b64_json") if isinstance(first, dict) else None, self.name)
        return Drawn(body=body, model=model, tokens=self.used(count(told, "usage", "total_tokens")))

    def film(self, draw: Draw) -> Drawn:
        """Submitted once, then looked at: the film when it is there, Later until then."""
        if self.base == OWN[self.name]:
            raise Fault("OpenAI itself films no more since September 2026; a base_url may name a server that does")
        if not draw.submitted:
            self.check(draw)
            fields = {"model": self.model("video"), "prompt": draw.prompt, "seconds": "4", "size": "720x720"}
            if draw.picture:
                given = [("input_reference", ("0.webp", draw.picture, "image/webp"))]
                told = self.client.post("/videos", files=given, fields=fields, seconds=PICTURES, paid=True).json
            else:
                told = self.client.post("/videos", fields, seconds=PICTURES, paid=True).json
            raise Later(_id(told), wait=POLL)
        told = self.client.get(f"/videos/{draw.submitted}", seconds=60.0).json
        status = text_at(told, "status", what=self.name)
        if status in ("queued", "in_progress", "processing"):
            raise Later(draw.submitted, wait=POLL)
        if status != "completed":
            raise Fault(f"{self.name} could not film this")
        reply = self.client.get(f"/videos/{draw.submitted}/content", seconds=PICTURES, most=FILMS)
        return Drawn(body=reply.body, model=str(told.get("model") or self.model("video")))

    def hear(self, hear: Hear) -> Heard:
        """The words of a recording."""
        model = self.model("transcribe")
        told = self.client.post(
            "/audio/transcriptions",
            files=[("file", (f"memo.{hear.ending}", hear.body, hear.mime))],
            fields={"model": model, "response_format": "json"},
            seconds=PICTURES,
        ).json
        return Heard(text=text_at(told, "text", what=self.name), model=model)

    def _complete(self, ask: Ask, dialect: str, tokens: int) -> Answer:
        model = self.model("text") if self.base == OWN[self.name] else self._served()
        most = "max_completion_tokens" if self.base == OWN[self.name] else "max_tokens"
        body: dict[str, Any] = {"model": model, "messages": _messages(ask, dialect), most: tokens}
        if ask.shape and dialect != "prompt":
            body["response_format"] = _format(ask.task, ask.shape, dialect)
        told = self.client.post("/chat/completions", body, seconds=WORDS).json
        choice = at(told, "choices", 0, what=self.name)
        message, ended = at(choice, "message", what=self.name), choice.get("finish_reason")
        used = self.used(count(told, "usage", "total_tokens"))
        if ended == "length":
            if tokens < MORE_TOKENS:
                return self._complete(ask, dialect, MORE_TOKENS)
            raise Fault(f"{self.name} did not come to an end within {tokens} tokens")
        if ended == "content_filter" or (isinstance(message, dict) and message.get("refusal")):
            raise Fault(f"{self.name} declined to answer")
        text = text_at(message, "content", what=self.name)
        data = reply.said(text) if ask.shape else text
        return Answer(data=data, model=str(told.get("model") or model), tokens=used)

    @property
    def _dialect(self) -> str:
        return str(self.__dict__.get("_known") or self.config.get("backend.openai.dialect"))

    @_dialect.setter
    def _dialect(self, dialect: str) -> None:
        self.__dict__["_known"] = dialect

    def _served(self) -> str:
        """The model the settings name, else the first this server has."""
        if said := str(self.config.get("backend.openai.model")):
            return said
        if "_first" not in self.__dict__:
            told = self.client.get("/models", seconds=20.0).json
            self.__dict__["_first"] = text_at(told, "data", 0, "id", what=self.name)
        return str(self.__dict__["_first"])


def _id(told: Any) -> str:
    """What the server calls it; it becomes part of an address, so it may only be a name."""
    found = text_at(told, "id", what="openai")
    if not _NAME.match(found):
        raise Fault("the reply of openai names its film in a way no address can hold")
    return found


def _messages(ask: Ask, dialect: str) -> list[dict[str, Any]]:
    system = SYSTEM
    if ask.shape and dialect in ("json_object", "prompt"):
        system = f"{SYSTEM}\n\n{shape.told(ask.shape)}"
    content: Any = ask.prompt
    if ask.picture is not None:
        url = f"data:image/webp;base64,{spelt(ask.picture)}"
        content = [{"type": "text", "text": ask.prompt}, {"type": "image_url", "image_url": {"url": url}}]
    messages = [{"role": "system", "content": system}, {"role": "user", "content": content}]
    for said, answered in ask.rounds:
        messages += [{"role": "assistant", "content": said}, {"role": "user", "content": answered}]
    return messages


def _format(task: str, wanted: Mapping[str, Any], dialect: str) -> dict[str, Any]:
    if dialect == "json_schema":
        named = {"name": task or "answer", "strict": True, "schema": shape.strict(wanted)}
        return {"type": "json_schema", "json_schema": named}
    if dialect == "json_object+schema":
        return {"type": "json_object", "schema": shape.grammar(wanted)}
    return {"type": "json_object"}


def _names_the_format(error: Refusal) -> bool:
    if error.status not in (400, 422, 500):
        return False
    told = str(error.told).lower()
    return any(word in told for word in ("response_format", "json_schema", "json_object", "'text' or"))
