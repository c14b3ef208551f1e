"""Images, decoded and drawn anew: no EXIF, no place, no comment, no profile, nothing behind the last line."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from jifen.documents.errors import NotAcceptable
from jifen.documents.states.documents import Cleaned, DocumentKind
from jifen.documents.states.limits import Limits
from jifen.documents.states.unfit import Unfit, unfit

_NOTICE = "图片里的拍摄地点、时间和设备信息已经去掉"
_QUALITY = 85
_BAND = 64

# The number of pixels is looked at below, before anything is decoded.
Image.MAX_IMAGE_PIXELS = None


def clean_image(content: bytes, kind: DocumentKind, limits: Limits, source: str) -> Cleaned:
    """Return an image drawn anew, upright and not larger than is needed; raise `NotAcceptable`."""
    try:
        with Image.open(io.BytesIO(content), formats=(kind.value,)) as image:
            _refuse_faults(image, kind, limits)
            drawn = _drawn(image, limits)
    except (NotAcceptable, MemoryError):
        raise
    except Exception:  # the decoder raises many kinds on a damaged file
        raise unfit(Unfit.DAMAGED_IMAGE) from None
    stream = io.BytesIO()
    if kind is DocumentKind.JPEG:
        drawn.save(stream, "JPEG", quality=_QUALITY, optimize=True)
    else:
        drawn.save(stream, "PNG", compress_level=6)
    return Cleaned(stream.getvalue(), kind, source, drawn.width, drawn.height, notices=(_NOTICE,))


def _refuse_faults(image: Image.Image, kind: DocumentKind, limits: Limits) -> None:
    """Refuse by what the head of the file declares; nothing has been decoded yet."""
    size = image.width * image.height
    if size > limits.image_pixels:
        most = f"{limits.image_pixels // 10_000} 万"
        raise unfit(Unfit.TOO_MANY_PIXELS, size=f"{size // 10_000} 万", most=most)
    # Phones put previews and depth maps behind the picture: the first one is kept. A moving PNG shows no single one.
    if kind is DocumentKind.PNG and getattr(image, "is_animated", False):
        raise unfit(Unfit.MOVING_IMAGE)


def _drawn(image: Image.Image, limits: Limits) -> Image.Image:
    """Return nothing but the pixels, upright, in a plain colour space."""
    target = _target(image.width, image.height, limits)
    image.draft("RGB" if image.mode != "L" else "L", target)
    turned = image.getexif().get(0x0112, 1)
    plain = _shrunk(image, min(image.width // target[0], image.height // target[1]))
    if plain is not image:
        image.close()
    if plain.width * plain.height > target[0] * target[1]:
        plain = plain.resize(target, Image.Resampling.LANCZOS)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    if turned != 1:
        bare.getexif()[0x0112] = turned
        bare = ImageOps.exif_transpose(bare)
    # What the decoder knew besides pixels stays behind.
    bare.info.clear()
    bare.getexif().clear()
    return bare


def _shrunk(image: Image.Image, factor: int) -> Image.Image:
    """Return the image in plain colours, each square of pixels made one; band by band, so that it is held once."""
    if factor < 2:
        return _plain(image)
    size = -(-image.width // factor), -(-image.height // factor)
    small: Image.Image | None = None
    for top in range(0, image.height, factor * _BAND):
        band = _plain(image.crop((0, top, image.width, min(top + factor * _BAND, image.height)))).reduce(
            factor
        )
        small = small or Image.new(band.mode, size)
        small.paste(band, (0, top // factor))
    assert small is not None
    return small


def _plain(image: Image.Image) -> Image.Image:
    """Return the image in grey, RGB or RGBA."""
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("LA", "La", "PA", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB")


def _target(width: int, height: int, limits: Limits) -> tuple[int, int]:
    """Return the size to draw in: the longest side is limited, but a long strip stays readable."""
    longest, shortest = max(width, height), min(width, height)
    scale = min(1.0, limits.image_side / longest)
    if shortest * scale < limits.image_width:
        scale = min(1.0, limits.image_width / shortest, limits.image_strip / longest)
    return max(round(width * scale), 1), max(round(height * scale), 1)
