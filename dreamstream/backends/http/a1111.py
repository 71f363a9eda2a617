"""Stable Diffusion behind the AUTOMATIC1111 web interface: pictures, and pictures changed."""

from __future__ import annotations

from typing import Any

from dreamstream import keys
from dreamstream.backends.base import Draw, Drawn
from dreamstream.backends.http.adapter import PICTURES, Adapter, at, pixels, spelt
from dreamstream.backends.http.client import PICTURES as LARGE

#: How far a changed picture may go from the given one, 0 to 1.
STRENGTH = 0.55
_NOT = "text, letters, watermark, signature, frame, gore"


class A1111(Adapter):
    """txt2img and img2img."""

    name = "a1111"
    can = frozenset({"image", "edit"})

    def auth(self, key: keys.Secret) -> dict[str, str]:
        """`user:password`, as its --api-auth takes them."""
        return {"authorization": f"Basic {spelt(key.reveal().encode())}"} if key else {}

    def draw(self, draw: Draw) -> Drawn:
        """One picture, or the given one changed."""
        self.check(draw)
        body: dict[str, Any] = {
            "prompt": draw.instruction or draw.prompt,
            "negative_prompt": _NOT,
            "width": _eights(draw.width),
            "height": _eights(draw.height),
            "steps": 28,
            "seed": int(draw.facts.get("variation", 0)) or -1,
            "cfg_scale": 6.5,
        }
        if model := self.model("image"):
            body["override_settings"] = {"sd_model_checkpoint": model}
        path = "/sdapi/v1/txt2img"
        if draw.picture is not None:
            path = "/sdapi/v1/img2img"
            body |= {"init_images": [spelt(draw.picture)], "denoising_strength": STRENGTH}
        told = self.client.post(path, body, seconds=PICTURES, most=LARGE, paid=True).json
        return Drawn(body=pixels(at(told, "images", 0, what=self.name), self.name), model=model or "stable-diffusion")


def _eights(length: int) -> int:
    """The model draws in squares of eight pixels."""
    return max(256, min(1536, round(length / 8) * 8))
