"""How is an address drawn for a telephone to scan?"""

from io import BytesIO

import segno


def qr_png(text: str, scale: int = 6) -> bytes:
    """Return a QR code as a PNG image, black on white in either theme; ``scale`` is pixels a module.

    Error level Q (about a quarter may be covered) and a border of 4 modules. Source: ISO/IEC 18004.
    """
    out = BytesIO()
    code = segno.make(text, error="q", boost_error=False, micro=False)
    code.save(out, kind="png", scale=scale, border=4, dark="#000", light="#fff")
    return out.getvalue()
