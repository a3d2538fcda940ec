"""A QR code is drawn with a wide border and a strong correction."""

from io import BytesIO

from PIL import Image

from dashboard.documents.qr import qr_png

ADDRESS = "https://riverside.example/room?number=2026-WY-01&check_in=123456"


def test_the_code_is_black_on_white_with_four_modules_of_border():
    picture = Image.open(BytesIO(qr_png(ADDRESS, scale=5))).convert("L")
    modules = picture.width // 5
    assert (picture.width, picture.height, picture.width % 5) == (picture.width, picture.width, 0)
    assert (modules - 8 - 17) % 4 == 0  # every version has 17 + 4 n modules
    assert picture.crop((0, 0, picture.width, 20)).getextrema() == (255, 255)
    assert picture.getpixel((4 * 5 + 2, 4 * 5 + 2)) == 0


def test_the_correction_is_the_strong_one():
    import segno

    strong = segno.make(ADDRESS, error="q", boost_error=False, micro=False)
    picture = Image.open(BytesIO(qr_png(ADDRESS, scale=1)))
    assert picture.width == strong.symbol_size(border=4)[0]
    assert segno.make(ADDRESS, error="l", boost_error=False, micro=False).version < strong.version
