"""Invented photos: plain shapes of sheds and lanes, drawn by the program; nobody and nothing real is on them."""

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (640, 420)
SKY, NIGHT, GROUND = "#BFD7EA", "#1B2233", "#6F7A6B"


def shed(*, mended: bool) -> bytes:
    """Return a bicycle shed: with a leaking roof and loose wires, or with a new roof, sockets and marked bays."""
    image, draw = _sheet(SKY)
    draw.rectangle((0, 320, 640, 420), fill=GROUND)
    for post in (90, 540):
        draw.rectangle((post, 150, post + 14, 330), fill="#5B5B5B")
    if mended:
        draw.polygon([(60, 150), (320, 95), (580, 150)], fill="#2F6F6A")
        for place in range(6):
            draw.line((130 + place * 70, 322, 110 + place * 70, 400), fill="white", width=5)
            draw.rectangle((125 + place * 70, 215, 147 + place * 70, 245), fill="#E8E2C8", outline="#444444", width=2)
    else:
        draw.polygon([(60, 160), (200, 120), (300, 150), (420, 105), (580, 170)], fill="#9A8F7E")
        draw.polygon([(270, 142), (330, 138), (318, 164)], fill=SKY)
        draw.line([(120, 180), (210, 260), (300, 200), (390, 275), (520, 190)], fill="#B23A2E", width=4)
        draw.ellipse((240, 345, 400, 380), fill="#8FA9B8")
    for wheel in (180, 290, 420):
        draw.ellipse((wheel - 34, 266, wheel + 10, 310), outline="#333333", width=5)
        draw.ellipse((wheel + 30, 266, wheel + 74, 310), outline="#333333", width=5)
        draw.line((wheel - 12, 288, wheel + 52, 288), fill="#333333", width=5)
    return _jpeg(image)


def lane(*, lit: bool) -> bytes:
    """Return a lane at night: dark, or with low lamps that light the steps and not the windows."""
    image, draw = _sheet(NIGHT)
    draw.polygon([(250, 150), (390, 150), (600, 420), (40, 420)], fill="#2C3140" if not lit else "#6B6552")
    draw.polygon([(0, 0), (250, 130), (250, 190), (40, 420), (0, 420)], fill="#262D3D")
    draw.polygon([(640, 0), (390, 130), (390, 190), (600, 420), (640, 420)], fill="#262D3D")
    for step in range(4):
        edge = "#C9B889" if lit else "#343A4B"
        draw.line((150 + step * 25, 400 - step * 40, 490 - step * 25, 400 - step * 40), fill=edge, width=4)
    if lit:
        for x, y in ((95, 250), (545, 250), (190, 190), (450, 190)):
            draw.ellipse((x - 46, y - 10, x + 46, y + 60), fill="#8C8160")
            draw.rectangle((x - 9, y - 26, x + 9, y - 4), fill="#FFE9A8")
            draw.polygon([(x - 18, y - 26), (x + 18, y - 26), (x, y - 44)], fill="#3F4656")
    return _jpeg(image)


def _sheet(colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, colour)
    return image, ImageDraw.Draw(image)


def _jpeg(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()
