"""Photos are drawn afresh, papers are what their names say, and nothing dangerous is kept."""

import hashlib
import struct
import zlib
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from dashboard.errors import BadInput
from dashboard.exchange.uploads import CheckedFile, checked_paper, checked_photo, clean_name
from tests.exchange.builders import compound, docx, image, packed, pdf, with_entry, xls, xlsx

PHP = b"<?php system($_GET[0]);?><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
EXE = b"MZ\x90\x00" + bytes(300)
ELF = b"\x7fELF" + bytes(300)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)

EMPTY = "“%(name)s” is empty. Choose the file again."
LARGE = "“%(name)s” is larger than 10 MB. Make it smaller and choose it again."
NO_PHOTO = "“%(name)s” is not a JPEG, PNG or WebP photo. Save it as JPEG and choose it again."
PHONE = (
    "“%(name)s” is in a format that few programs open. "
    "Set the camera to “Most Compatible”, or save the photo as JPEG, and choose it again."
)
BROKEN = "“%(name)s” is damaged. Take or save the photo again."
PIXELS = "“%(name)s” has more than 25 million pixels. Make it smaller and choose it again."
NO_PAPER = "“%(name)s” cannot be taken. Save it as PDF, DOCX, XLSX, JPEG, PNG or WebP and choose it again."
OTHER = "“%(name)s” is not what its ending says. Open it, save it as PDF, DOCX or JPEG and choose it again."
MACROS = "“%(name)s” holds macros. Save it without macros and choose it again."
LOCKED = "“%(name)s” is locked by a password. Save a copy without one and choose that."
TORN = "“%(name)s” is damaged. Save or scan it again and choose it."
DAMAGED = "The file is damaged. Open it in Word, Excel or WPS, save it again and upload that."
BURSTS = "The file unpacks to far more than a document needs. Copy its content into a new file and upload that."


def opened(file: CheckedFile) -> Image.Image:
    return Image.open(BytesIO(file.content), formats=("JPEG",))


def png_of(width: int, height: int, pixels: bytes = b"") -> bytes:
    """Return a PNG that claims a size, with whatever pixel data."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    info = PngInfo()
    info.add_text("Comment", "a" * 50_000_000, zip=True)
    return image("PNG", pnginfo=info)


def with_place() -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Artist] = "Somebody"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (31.0, 16.0, 0.0)
    return exif


HOSTILE_PHOTOS = {
    "nothing": (b"", EMPTY),
    "eleven megabytes": (image() + bytes(11 * 1024 * 1024), LARGE),
    "a GIF": (image("GIF", mode="P"), NO_PHOTO),
    "a BMP": (image("BMP"), NO_PHOTO),
    "a TIFF": (image("TIFF"), NO_PHOTO),
    "an icon": (image("ICO"), NO_PHOTO),
    "an SVG": (SVG, NO_PHOTO),
    "a web page": (HTML, NO_PHOTO),
    "a PDF": (pdf(), NO_PHOTO),
    "a program": (EXE, NO_PHOTO),
    "a Linux program": (ELF, NO_PHOTO),
    "a letter": (docx(), NO_PHOTO),
    "an archive": (packed({"a.jpg": image()}, "text/plain"), NO_PHOTO),
    "a film": (b"\x00\x00\x00\x18ftypmp42" + bytes(100), NO_PHOTO),
    "an EPS": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", NO_PHOTO),
    "rubbish": (bytes(range(256)), NO_PHOTO),
    "a HEIC": (HEIC, PHONE),
    "a JPEG torn off": (image(size=(600, 400), quality=95)[:700], BROKEN),
    "a JPEG of three bytes": (b"\xff\xd8\xff", BROKEN),
    "a PNG without pixels": (png_of(100, 100), BROKEN),
    "a PNG with a wrong checksum": (image("PNG")[:-20] + bytes(20), BROKEN),
    "a WebP torn off": (image("WEBP", size=(300, 300))[:40], BROKEN),
    "a text that unpacks to 50 MB": (text_bomb(), BROKEN),
    "26 million pixels": (png_of(5200, 5000), PIXELS),
    "a bomb of 100 million pixels": (png_of(10_000, 10_000), PIXELS),
    "a bomb of a thousand million pixels": (png_of(40_000, 40_000), PIXELS),
    "one very long line": (png_of(30_000_000, 1), PIXELS),
}
HOSTILE_PAPERS = {
    "nothing": ("a.pdf", b"", EMPTY),
    "eleven megabytes": ("a.pdf", pdf() + bytes(11 * 1024 * 1024), LARGE),
    "an SVG": ("a.svg", SVG, NO_PAPER),
    "a web page": ("a.html", HTML, NO_PAPER),
    "a GIF": ("a.gif", image("GIF", mode="P"), NO_PAPER),
    "a program": ("a.exe", EXE, NO_PAPER),
    "an old letter": ("a.doc", compound({"WordDocument": b"x"}), NO_PAPER),
    "an old workbook": ("a.xls", xls({(0, 0): "x"}), NO_PAPER),
    "a letter made for macros": ("a.docm", docx(), NO_PAPER),
    "no ending": ("agenda", pdf(), NO_PAPER),
    "two endings": ("a.pdf.exe", pdf(), NO_PAPER),
    "an ending turned round": ("a\u202efdp.exe", pdf(), NO_PAPER),
    "an SVG called PNG": ("a.png", SVG, OTHER),
    "a web page called PDF": ("a.pdf", HTML, OTHER),
    "a web page called DOCX": ("a.docx", HTML, OTHER),
    "a program called PDF": ("a.pdf", EXE, OTHER),
    "a GIF called JPEG": ("a.jpg", image("GIF", mode="P"), OTHER),
    "a PNG called JPEG": ("a.jpeg", image("PNG"), OTHER),
    "a PDF behind other bytes": ("a.pdf", EXE + pdf(), OTHER),
    "a letter called PDF": ("a.pdf", docx(), OTHER),
    "a letter called XLSX": ("a.xlsx", docx(), OTHER),
    "an archive called DOCX": ("a.docx", packed({"a.exe": EXE}, "text/plain"), OTHER),
    "an archive without contents called DOCX": ("a.docx", with_entry(b"PK\x05\x06" + bytes(18), "a", b"a"), OTHER),
    "a program with an archive at its end": ("a.docx", EXE + docx(), OTHER),
    "an old letter called DOCX": ("a.docx", compound({"WordDocument": b"x"}), OTHER),
    "macros in a letter": ("a.docx", docx({"word/vbaProject.bin": b"x"}), MACROS),
    "macros in a workbook": ("a.xlsx", with_entry(xlsx([["a"]]), "xl/VBAPROJECT.BIN", b"x"), MACROS),
    "old macros in a workbook": ("a.xlsx", with_entry(xlsx([["a"]]), "xl/macrosheets/sheet1.xml", b"x"), MACROS),
    "a letter that declares macros": (
        "a.docx",
        packed({}, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        MACROS,
    ),
    "a password": ("a.docx", compound({"EncryptedPackage": b"x"}), LOCKED),
    "a bomb": ("a.docx", docx({"word/media/a.bmp": bytes(30_000_000)}), BURSTS),
    "a way out of the folder": ("a.docx", docx({"../../a.exe": EXE}), DAMAGED),
    "a letter torn off": ("a.docx", docx()[:-30], DAMAGED),
    "a PDF torn off": ("a.pdf", pdf()[:-6], TORN),
    "a photo torn off": ("a.jpg", image(size=(600, 400), quality=95)[:700], BROKEN),
    "a photo of too many pixels": ("a.png", png_of(5200, 5000), PIXELS),
}


@pytest.mark.parametrize("case", HOSTILE_PHOTOS)
def test_a_hostile_photo_is_refused_with_a_way_to_mend_it(case: str):
    data, message = HOSTILE_PHOTOS[case]

    with pytest.raises(BadInput) as refusal:
        checked_photo("folder/IMG_1.jpg", data)

    assert (refusal.value.field, refusal.value.message) == ("file", message)
    assert refusal.value.facts == {"name": "IMG_1.jpg"}


@pytest.mark.parametrize("case", HOSTILE_PAPERS)
def test_a_hostile_paper_is_refused_with_a_way_to_mend_it(case: str):
    name, data, message = HOSTILE_PAPERS[case]

    with pytest.raises(BadInput) as refusal:
        checked_paper(name, data)

    assert (refusal.value.field, refusal.value.message) == ("file", message)
    assert str(refusal.value)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_upright_and_tells_neither_place_nor_author(format_: str):
    picture = Image.new("RGB", (300, 200), "white")
    picture.paste("black", (0, 0, 150, 100))
    file = BytesIO()
    picture.save(file, format_, exif=with_place().tobytes(), quality=95)

    kept = opened(checked_photo("IMG_1.jpg", file.getvalue()))

    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (200, 300), {})
    assert [kept.convert("L").getpixel(place) < 128 for place in ((50, 75), (150, 75), (50, 225), (150, 225))] == [
        False, True, False, False,
    ]  # fmt: skip


def test_comments_scripts_and_appended_archives_do_not_go_along():
    exif = Image.Exif()
    exif[Base.ImageDescription] = PHP.decode()
    hostile = image(comment=PHP, exif=exif.tobytes()) + packed({"a.php": PHP})

    kept = checked_photo("a.jpg", hostile)

    assert hostile.count(PHP) == 2
    assert kept.content.count(b"php") == kept.content.count(b"PK\x03\x04") == 0
    assert set(opened(kept).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_is_called_after_its_content():
    kept = checked_photo("张三家门口13800138000.jpg", image())

    digest = hashlib.sha256(kept.content).hexdigest()
    assert kept == CheckedFile(f"photo-{digest[:8]}.jpg", "image/jpeg", kept.content, digest)


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((60, 40), (60, 40)),
        ((2000, 2000), (2000, 2000)),
        ((3000, 2000), (2000, 1333)),
        ((1000, 4500), (444, 2000)),
        ((5000, 5000), (2000, 2000)),
        ((1, 20_000), (1, 2000)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_a_photo_is_at_most_2000_pixels_wide_and_high(format_: str, size, kept):
    assert opened(checked_photo("a", image(format_, size))).size == kept


@pytest.mark.parametrize(
    ("mode", "colour", "options", "grey"),
    [
        ("1", 1, {}, 255),
        ("L", 100, {}, 100),
        ("LA", (100, 255), {}, 100),
        ("LA", (0, 0), {}, 255),
        ("P", 0, {}, 0),
        ("P", 0, {"transparency": 0}, 255),
        ("RGB", (100, 100, 100), {}, 100),
        ("RGBA", (0, 0, 0, 0), {}, 255),
        ("RGBA", (0, 0, 0, 255), {}, 0),
        ("I;16", 25_700, {}, 100),
    ],
)
def test_every_kind_of_colour_is_kept_and_what_is_transparent_becomes_white(mode, colour, options, grey):
    kept = opened(checked_photo("a.png", image("PNG", mode=mode, colour=colour, **options)))

    assert kept.mode == "RGB"
    assert max(abs(value - grey) for value in kept.getpixel((20, 20))) <= 2


def test_a_photo_in_printing_colours_is_kept():
    assert opened(checked_photo("a.jpg", image(mode="CMYK"))).getpixel((20, 20)) == (255, 255, 255)


def test_strips_fit_together_without_a_seam():
    gradient = Image.linear_gradient("L").resize((4100, 2900)).convert("RGB")
    file = BytesIO()
    gradient.save(file, "PNG", compress_level=1)

    kept = opened(checked_photo("a.png", file.getvalue())).convert("L")

    column = [kept.getpixel((kept.width // 2, row)) for row in range(kept.height)]
    assert (column[0], column[-1]) == (0, 255)
    assert max(abs(after - before) for before, after in pairwise(column)) <= 2


def test_the_first_picture_of_a_moving_one_is_kept():
    file = BytesIO()
    Image.new("RGB", (40, 40), "black").save(
        file, "WEBP", save_all=True, append_images=[Image.new("RGB", (40, 40), "white")], duration=100
    )

    assert max(opened(checked_photo("a.webp", file.getvalue())).getpixel((20, 20))) <= 2


@pytest.mark.parametrize(
    ("name", "data", "media_type", "kept"),
    [
        ("议程.PDF", pdf(), "application/pdf", "议程.pdf"),
        ("a.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a.docx"),
        ("b.xlsx", xlsx([["a"]]), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "b.xlsx"),
    ],
)
def test_a_paper_is_kept_as_it_came(name: str, data: bytes, media_type: str, kept: str):
    assert checked_paper(name, data) == CheckedFile(kept, media_type, data, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("name", "format_"), [("图纸.png", "PNG"), ("图纸.JPEG", "JPEG"), ("图纸.jpg", "JPEG"), ("图纸.webp", "WEBP")]
)
def test_an_image_among_the_papers_is_drawn_afresh_under_its_own_name(name: str, format_: str):
    data = image(format_, exif=with_place().tobytes())

    kept = checked_paper(name, data)

    assert (kept.name, kept.media_type, opened(kept).size) == ("图纸.jpg", "image/jpeg", (40, 60))
    assert dict(opened(kept).getexif()) == {}


@pytest.mark.parametrize(
    ("name", "ending", "cleaned"),
    [
        ("议程.pdf", "", "议程.pdf"),
        ("../../etc/passwd", "", "passwd"),
        ("C:\\Users\\me\\a b.docx", "", "a b.docx"),
        ("a\u202efdp.exe", "", "afdp.exe"),
        ("a\x00b\n\u200bc\ufeff.pdf", "", "ab c.pdf"),
        ('<a>:"|?*.pdf', "", "_a______.pdf"),
        ("...a..pdf...", "", "a..pdf"),
        ("con.pdf", "", "_con.pdf"),
        ("LPT1", "", "_LPT1"),
        ("", "", "file"),
        (" \u3000.", "", "file"),
        ("/", "", "file"),
        (".pdf", "pdf", "file.pdf"),
        ("图纸.webp", "jpg", "图纸.jpg"),
        ("图纸", "jpg", "图纸.jpg"),
        ("a.b.PDF", "pdf", "a.b.pdf"),
        ("e\u0301.pdf", "", "é.pdf"),
        ("长" * 200 + ".pdf", "pdf", "长" * 96 + ".pdf"),
        ("\ud800.pdf", "pdf", "file.pdf"),
    ],
)
def test_a_file_name_is_cleaned(name: str, ending: str, cleaned: str):
    assert clean_name(name, ending) == cleaned


@given(name=st.text(max_size=300), ending=st.sampled_from(["", "pdf", "jpg"]))
def test_a_cleaned_name_is_always_safe(name: str, ending: str):
    kept = clean_name(name, ending)

    assert 1 <= len(kept) <= 100
    assert not set(kept) & set('/\\<>:"|?*\0\n\r\t\u202e\u200b')
    assert kept == kept.strip(" .")
    assert kept.endswith(f".{ending}" if ending else kept)
    assert kept.encode()


def test_the_same_photo_gives_the_same_file():
    data = image("PNG", colour=7, mode="L")

    assert checked_photo("a.png", data) == checked_photo("b.png", data)


def test_orientation_is_read_like_the_library_does():
    picture = Image.new("L", (64, 32))
    picture.paste(255, (0, 0, 32, 16))
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[Base.Orientation] = orientation
        file = BytesIO()
        picture.save(file, "PNG", exif=exif.tobytes())
        expected = ImageOps.exif_transpose(Image.open(BytesIO(file.getvalue())))

        kept = opened(checked_photo("a.png", file.getvalue())).convert("L")

        corners = [(8, 8), (expected.width - 8, 8), (8, expected.height - 8)]
        assert kept.size == expected.size
        assert [kept.getpixel(corner) > 128 for corner in corners] == [
            expected.getpixel(corner) > 128 for corner in corners
        ]
