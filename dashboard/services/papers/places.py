"""Where is this dashboard reached by those who read a paper?"""

from dashboard.settings import settings


def site() -> str:
    """Return the public address of the site without a slash at the end; empty where it is not set."""
    return settings().public_url.strip().rstrip("/")


def page_address(path: str) -> str:
    """Return the whole address of a page; empty where the site has none that is known."""
    return f"{site()}{path}" if site() else ""
