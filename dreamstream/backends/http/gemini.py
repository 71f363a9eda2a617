"""Gemini's generateContent: words and pictures."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from dreamstream import keys
from dreamstream.backends.base import Answer, Ask, Draw, Drawn, Fault
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
)
from dreamstream.backends.http.client import PICTURES as LARGE

_DECLINED = frozenset(("SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY"))
_MODEL = re.compile(r"[A-Za-z0-9._-]+\Z")


class Gemini(Adapter):
    """Words by schema, pictures as inline data."""

    name = "gemini"
    can = frozenset({"text", "image", "edit", "reference"})
    models: ClassVar = {"text": "gemini-2.5-flash", "image": "gemini-2.5-flash-image"}

    def auth(self, key: keys.Secret) -> dict[str, str]:
        """In a header: a key in the address would stand in every error."""
        return {"x-goog-api-key": key.reveal()} if key else {}

    def write(self, ask: Ask) -> Answer:
        """One answer in words."""
        self.check(ask)
        return self._write(ask, TOKENS)

    def draw(self, draw: Draw) -> Drawn:
        """One picture, or the given one changed."""
        self.check(draw)
        parts: list[dict[str, Any]] = [{"text": draw.prompt}]
        parts += [_inline(body) for body in (draw.picture, draw.reference) if body is not None]
        config = {"responseModalities": ["TEXT", "IMAGE"]}
        told = self._generate("image", [{"role": "user", "parts": parts}], config, PICTURES, LARGE)
        for part in self._parts(told):
            if isinstance(part, dict) and isinstance(part.get("inlineData"), dict):
                body = pixels(part["inlineData"].get("data"), self.name)
                return Drawn(body=body, model=self.model("image"), tokens=_used(told))
        raise Fault(f"{self.name} sent no picture")

    def _write(self, ask: Ask, tokens: int) -> Answer:
        parts: list[dict[str, Any]] = [{"text": ask.prompt}]
        if ask.picture is not None:
            parts.append(_inline(ask.picture))
        contents: list[dict[str, Any]] = [{"role": "user", "parts": parts}]
        for said, answered in ask.rounds:
            contents += [{"role": "model", "parts": [{"text": said}]}, {"role": "user", "parts": [{"text": answered}]}]
        config: dict[str, Any] = {"maxOutputTokens": tokens}
        if ask.shape:
            config |= {"responseMimeType": "application/json", "responseJsonSchema": shape.inline(ask.shape)}
        told = self._generate("text", contents, config, WORDS)
        if at(told, "candidates", 0, what=self.name).get("finishReason") == "MAX_TOKENS":
            if tokens < MORE_TOKENS:
                return self._write(ask, MORE_TOKENS)
            raise Fault(f"{self.name} did not come to an end within {tokens} tokens")
        text = "".join(
            part["text"]
            for part in self._parts(told)
            if isinstance(part, dict) and isinstance(part.get("text"), str) and not part.get("thought")
        )
        data = reply.said(text) if ask.shape else text
        return Answer(data=data, model=str(told.get("modelVersion") or self.model("text")), tokens=_used(told))

    def _generate(
        self, role: str, contents: list[dict[str, Any]], config: dict[str, Any], seconds: float, most: int = 4 << 20
    ) -> Any:
        model = self.model(role)
        if not _MODEL.match(model):
            raise Fault(f"the model of {self.name} has no name that fits into an address")
        body = {
            "systemInstruction": {"parts": [{"text": SYSTEM}]},
            "contents": contents,
            "generationConfig": config,
        }
        path = f"/v1beta/models/{model}:generateContent"
        told = self.client.post(path, body, seconds=seconds, most=most, paid=role == "image").json
        self.used(_used(told))
        if not (isinstance(told, dict) and told.get("candidates")) and _blocked(told):
            raise Fault(f"{self.name} declined to answer")
        candidate = at(told, "candidates", 0, what=self.name)
        if not isinstance(candidate, dict):
            raise Fault(f"the reply of {self.name} has no candidates")
        if candidate.get("finishReason") in _DECLINED:
            raise Fault(f"{self.name} declined to answer")
        return told

    def _parts(self, told: Any) -> list[Any]:
        parts = at(told, "candidates", 0, "content", "parts", what=self.name)
        return parts if isinstance(parts, list) else []


def _used(told: Any) -> int:
    return count(told, "usageMetadata", "totalTokenCount")


def _blocked(told: Any) -> bool:
    feedback = told.get("promptFeedback") if isinstance(told, dict) else None
    return isinstance(feedback, dict) and bool(feedback.get("blockReason"))


def _inline(body: bytes) -> dict[str, Any]:
    return {"inlineData": {"mimeType": "image/webp", "data": spelt(body)}}
