"""A kept picture in another format, for viewers that know no WebP."""

from __future__ import annotations

import io
from typing import Any

#: The endings a copy may have, and what each is called.
FORMS = {"webp": "WEBP", "png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF"}
_KEPT = ("WEBP", "PNG", "JPEG", "GIF")


def copy(body: bytes, ending: str) -> bytes:
    """The picture as a file of this ending; a moving one moves on as WebP and GIF, the others get its first moment."""
    from PIL import Image, ImageSequence

    form = FORMS[ending]
    out = io.BytesIO()
    with Image.open(io.BytesIO(body), formats=_KEPT) as picture:
        if picture.format == form:
            return body
        options: dict[str, Any] = {"PNG": {"compress_level": 6}, "JPEG": {"quality": 92}}.get(form, {})
        if form in ("GIF", "WEBP") and getattr(picture, "is_animated", False):
            frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(picture)]
            length = picture.info.get("duration", 83)
            options = {"save_all": True, "append_images": frames[1:], "duration": length, "loop": 0}
            frames[0].save(out, form, **options)
        else:
            picture.convert("RGB").save(out, form, **options)
    return out.getvalue()
