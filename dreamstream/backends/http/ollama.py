"""Ollama's own way of speaking: words by a model on this machine or a friend's."""

from __future__ import annotations

from typing import Any

from dreamstream.backends.base import Answer, Ask, Fault
from dreamstream.backends.http import reply, shape
from dreamstream.backends.http.adapter import MORE_TOKENS, PICTURES, SYSTEM, TOKENS, Adapter, count, spelt, text_at


class Ollama(Adapter):
    """/api/chat, with the schema as its `format`."""

    name = "ollama"
    can = frozenset({"text"})

    def write(self, ask: Ask) -> Answer:
        """One chat."""
        self.check(ask)
        return self._chat(ask, TOKENS)

    def _chat(self, ask: Ask, tokens: int) -> Answer:
        user: dict[str, Any] = {"role": "user", "content": ask.prompt}
        if ask.picture is not None:
            user["images"] = [spelt(ask.picture)]
        messages = [{"role": "system", "content": SYSTEM}, user]
        for said, answered in ask.rounds:
            messages += [{"role": "assistant", "content": said}, {"role": "user", "content": answered}]
        body: dict[str, Any] = {
            "model": self._served(),
            "messages": messages,
            "stream": False,  # it drips lines of JSON unless it is told not to
            "options": {"num_ctx": 8192, "num_predict": tokens},
        }
        if ask.shape:
            body["format"] = shape.inline(ask.shape)
        told = self.client.post("/api/chat", body, seconds=PICTURES).json  # a model on this machine may be slow
        used = self.used(count(told, "prompt_eval_count") + count(told, "eval_count"))
        if isinstance(told, dict) and told.get("done_reason") == "length":
            if tokens < MORE_TOKENS:
                return self._chat(ask, MORE_TOKENS)
            raise Fault(f"{self.name} did not come to an end within {tokens} tokens")
        text = text_at(told, "message", "content", what=self.name)
        data = reply.said(text) if ask.shape else text
        return Answer(data=data, model=str(told.get("model") or body["model"]), tokens=used)

    def _served(self) -> str:
        """The model the settings name, else the first that was pulled."""
        if said := self.model("text"):
            return said
        if "_first" not in self.__dict__:
            told = self.client.get("/api/tags", seconds=20.0).json
            if isinstance(told, dict) and told.get("models") == []:
                raise Fault("ollama has no model yet; `ollama pull` gets one")
            self.__dict__["_first"] = text_at(told, "models", 0, "name", what=self.name)
        return str(self.__dict__["_first"])
