"""Where is this dashboard reached by those who read a paper?"""

import re

from dashboard.settings import settings

WEB = re.compile(r"https?://[^\s/?#\\@]+(?:/[^\s?#\\]*)?", re.IGNORECASE)


def site() -> str:
    """Return the public address of the site without a slash at the end; empty where it is not set, or no web address.

    Whoever scans a code on a poster opens it unread, so only ``http`` and ``https`` are printed.
    """
    address = settings().public_url.strip().rstrip("/")
    return address if WEB.fullmatch(address) else ""


def page_address(path: str) -> str:
    """Return the whole address of a page; empty where the site has none that is known."""
    return f"{site()}{path}" if site() else ""
