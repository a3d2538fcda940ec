"""May this photo or paper be kept, and in which form?"""

import hashlib
import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps
from PIL.ExifTags import Base

from dashboard.errors import BadInput
from dashboard.exchange.contents import MOST_BYTES, check_archive, content_kind, damaged
from dashboard.rules.texts import clean

_MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 2000
_LONGEST_NAME = 100
_PHOTOS = ("jpg", "png", "webp")
_FORMATS = ("JPEG", "PNG", "WEBP")
_PAPERS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BROKEN_IMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error, zlib.error)
"""What Pillow raises for damaged files, besides its two for decompression bombs."""
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_UNSAFE_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices."""


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept and shown: what we call it, what it is, its bytes and their SHA-256 in hexadecimal."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def checked_photo(name: str, data: bytes) -> CheckedFile:
    """Return a JPEG, PNG or WebP photo drawn afresh: upright, at most 2000 pixels wide and high, JPEG.

    Place, time, camera, comments and whatever else was hidden in the file are gone, and so is its name, which may
    tell as much: the photo is called after its content.

    Raises:
        BadInput: larger than 10 MB or 25 million pixels, another kind of file, or damaged.
    """
    content = _redrawn(name, data)
    digest = hashlib.sha256(content).hexdigest()
    return CheckedFile(f"photo-{digest[:8]}.jpg", "image/jpeg", content, digest)


def checked_paper(name: str, data: bytes) -> CheckedFile:
    """Return a PDF, DOCX or XLSX as it came, or an image drawn afresh as JPEG, under its own cleaned name.

    Raises:
        BadInput: larger than 10 MB, another kind of file than its ending says, with macros or a password, or damaged.
    """
    _check_size(name, data)
    ending = _ending(name)
    if ending not in (*_PAPERS, *_PHOTOS):
        raise BadInput(
            "file",
            "“%(name)s” cannot be taken. Save it as PDF, DOCX, XLSX, JPEG, PNG or WebP and choose it again.",
            name=clean_name(name),
        )
    _check_paper_kind(name, ending, content_kind(data))
    if ending in _PHOTOS:
        return _file(clean_name(name, "jpg"), "image/jpeg", _redrawn(name, data))
    if ending == "pdf":
        _check_pdf(name, data)
    else:
        check_archive(data)
    return _file(clean_name(name, ending), _PAPERS[ending], data)


def clean_name(name: str, ending: str = "") -> str:
    """Return a file name that is safe to show and to save: no folder, no hidden characters, at most 100 characters.

    With ``ending`` the name ends in it, whatever it ended in before.
    """
    base = _UNSAFE_IN_NAMES.sub("_", " ".join(clean(re.split(r"[/\\]", name)[-1]).split()))
    stem, dot, _old = base.rpartition(".")
    base = (stem if ending and dot else base).strip(". ")
    base = f"_{base}" if _RESERVED.match(base) else base
    tail = f".{ending}" if ending else ""
    return (base[: _LONGEST_NAME - len(tail)].rstrip(". ") or "file") + tail


def _file(name: str, media_type: str, content: bytes) -> CheckedFile:
    return CheckedFile(name, media_type, content, hashlib.sha256(content).hexdigest())


def _ending(name: str) -> str:
    """Return the ending of a name in lower case, ``jpg`` for ``jpeg``."""
    ending = clean(name).rpartition(".")[2].casefold()
    return "jpg" if ending in ("jpeg", "jpe") else ending


def _check_size(name: str, data: bytes) -> None:
    if not data:
        raise BadInput("file", "“%(name)s” is empty. Choose the file again.", name=clean_name(name))
    if len(data) > MOST_BYTES:
        raise BadInput(
            "file", "“%(name)s” is larger than 10 MB. Make it smaller and choose it again.", name=clean_name(name)
        )


def _check_paper_kind(name: str, ending: str, content: str) -> None:
    shown = clean_name(name)
    if content == "macros":
        raise BadInput("file", "“%(name)s” holds macros. Save it without macros and choose it again.", name=shown)
    if content == "locked":
        raise BadInput(
            "file", "“%(name)s” is locked by a password. Save a copy without one and choose that.", name=shown
        )
    if content == "damaged":
        raise damaged()
    if content != ending:
        raise BadInput(
            "file",
            "“%(name)s” is not what its ending says. Open it, save it as PDF, DOCX or JPEG and choose it again.",
            name=shown,
        )


def _check_pdf(name: str, data: bytes) -> None:
    """Refuse a PDF that breaks off. Source: ISO 32000-1, 7.5.5: the last line is the end-of-file marker."""
    if b"%%EOF" not in data[-2048:]:
        raise BadInput("file", "“%(name)s” is damaged. Save or scan it again and choose it.", name=clean_name(name))


def _redrawn(name: str, data: bytes) -> bytes:
    """Return an image as a new JPEG; its size is looked at before its pixels are unpacked."""
    _check_size(name, data)
    shown, content = clean_name(name), content_kind(data)
    if content in ("heic", "avif"):
        raise BadInput(
            "file",
            "“%(name)s” is in a format that few programs open. "
            "Set the camera to “Most Compatible”, or save the photo as JPEG, and choose it again.",
            name=shown,
        )
    if content not in _PHOTOS:
        raise BadInput(
            "file", "“%(name)s” is not a JPEG, PNG or WebP photo. Save it as JPEG and choose it again.", name=shown
        )
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height <= _MOST_PIXELS:
                return _jpeg(image)
    except _BOMBS:
        pass  # told in the same words as what has too many pixels by our own count
    except _BROKEN_IMAGE:
        raise BadInput("file", "“%(name)s” is damaged. Take or save the photo again.", name=shown) from None
    raise BadInput(
        "file", "“%(name)s” has more than 25 million pixels. Make it smaller and choose it again.", name=shown
    )


def _jpeg(image: Image.Image) -> bytes:
    """Return the image upright on a new white canvas: nothing of the file but its pixels goes along."""
    image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
    canvas = _canvas(image)
    canvas.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    canvas.getexif()[Base.Orientation] = image.getexif().get(Base.Orientation, 1)
    ImageOps.exif_transpose(canvas, in_place=True)
    file = BytesIO()
    canvas.save(file, "JPEG", quality=85, optimize=True)
    return file.getvalue()


def _canvas(image: Image.Image) -> Image.Image:
    """Return the image on white, shrunk by a whole number; strip by strip, so that it is never in memory twice."""
    width, height = image.size
    factor = max(1, max(width, height) // _LONGEST_SIDE)
    canvas = Image.new("RGB", (-(-width // factor), -(-height // factor)), "white")
    for top in range(0, height, 128 * factor):
        strip = _with_full_colours(image.crop((0, top, width, min(top + 128 * factor, height)))).reduce(factor)
        canvas.paste(strip, (0, top // factor), strip if strip.mode == "RGBA" else None)
    return canvas


def _with_full_colours(image: Image.Image) -> Image.Image:
    """Return the image in a mode that can be scaled and pasted; 16-bit greys lose their finer half."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
