"""Anthropic's messages: words, and words about a picture."""

from __future__ import annotations

from typing import Any, ClassVar

from dreamstream import keys
from dreamstream.backends.base import Answer, Ask, Fault
from dreamstream.backends.http import reply, shape
from dreamstream.backends.http.adapter import MORE_TOKENS, SYSTEM, TOKENS, WORDS, Adapter, at, count, spelt, text_at
from dreamstream.backends.http.client import Refusal


class Anthropic(Adapter):
    """Messages with structured outputs; a forced tool where the model knows none."""

    name = "anthropic"
    can = frozenset({"text"})
    models: ClassVar = {"text": "claude-sonnet-4-5"}

    def auth(self, key: keys.Secret) -> dict[str, str]:
        """The key, and the version of the way of speaking."""
        version = {"anthropic-version": "2023-06-01"}
        return {"x-api-key": key.reveal(), **version} if key else version

    def write(self, ask: Ask) -> Answer:
        """One message."""
        self.check(ask)
        if self.__dict__.get("_by_tool"):
            return self._ask(ask, TOKENS, by_tool=True)
        try:
            return self._ask(ask, TOKENS, by_tool=False)
        except Refusal as error:
            if not ask.shape or error.status != 400 or "output_config" not in str(error.told):
                raise
            self.__dict__["_by_tool"] = True
            return self._ask(ask, TOKENS, by_tool=True)

    def _ask(self, ask: Ask, tokens: int, *, by_tool: bool) -> Answer:
        model = self.model("text")
        body: dict[str, Any] = {"model": model, "max_tokens": tokens, "system": SYSTEM, "messages": _messages(ask)}
        if ask.shape and by_tool:
            tool = {"name": "answer", "description": "The answer.", "input_schema": shape.strict(ask.shape)}
            body |= {"tools": [tool], "tool_choice": {"type": "tool", "name": "answer"}}
        elif ask.shape:
            body["output_config"] = {"format": {"type": "json_schema", "schema": shape.strict(ask.shape)}}
        told = self.client.post("/v1/messages", body, seconds=WORDS).json
        used = self.used(count(told, "usage", "input_tokens") + count(told, "usage", "output_tokens"))
        ended = told.get("stop_reason") if isinstance(told, dict) else None
        if ended == "max_tokens":
            if tokens < MORE_TOKENS:
                return self._ask(ask, MORE_TOKENS, by_tool=by_tool)
            raise Fault(f"{self.name} did not come to an end within {tokens} tokens")
        if ended == "refusal":
            raise Fault(f"{self.name} declined to answer")
        data = self._said(ask, at(told, "content", what=self.name))
        return Answer(data=data, model=str(told.get("model") or model), tokens=used)

    def _said(self, ask: Ask, blocks: Any) -> Any:
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, dict) and block.get("type") == "tool_use" and ask.shape:
                return block.get("input")
            if isinstance(block, dict) and block.get("type") == "text":
                text = text_at(block, "text", what=self.name)
                return reply.said(text) if ask.shape else text
        raise Fault(f"the reply of {self.name} has no text where it should be")


def _messages(ask: Ask) -> list[dict[str, Any]]:
    content: Any = ask.prompt
    if ask.picture is not None:
        source = {"type": "base64", "media_type": "image/webp", "data": spelt(ask.picture)}
        content = [{"type": "image", "source": source}, {"type": "text", "text": ask.prompt}]
    messages = [{"role": "user", "content": content}]
    for said, answered in ask.rounds:
        messages += [{"role": "assistant", "content": said}, {"role": "user", "content": answered}]
    return messages
