"""Which cookies the browser keeps for us, and how they are read and set."""

import re
from http.cookies import SimpleCookie

from starlette.requests import cookie_parser
from starlette.types import Scope

from dashboard.settings import settings

SESSION = "riverside_session"
"""The sign-in: a random token that names a row of ``auth_session`` by its SHA-256."""
VISITOR = "riverside_visitor"
"""A random mark of a browser that is not signed in, so that its tab can only be taken up again by itself."""
_HOST = re.compile(rb"[A-Za-z0-9.\-:\[\]]{1,255}")


def header(scope: Scope, name: bytes) -> bytes:
    """Return the first header of this name (small letters), empty where there is none."""
    return next((value for key, value in scope["headers"] if key.lower() == name), b"")


def cookies(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request."""
    return cookie_parser(header(scope, b"cookie").decode("latin-1"))


def host(scope: Scope) -> bytes:
    """Return the host the visitor asked for, empty where it holds anything a host name cannot."""
    asked = header(scope, b"host")
    return asked if _HOST.fullmatch(asked) else b""


def is_https(scope: Scope) -> bool:
    """Return whether the visitor came by https, to us or to the proxy in front of us."""
    return scope.get("scheme") in {"https", "wss"} or header(scope, b"x-forwarded-proto") == b"https"


def same_origin(scope: Scope) -> bool:
    """Return whether the request says that it comes from a page of this very site."""
    asked, origin = host(scope), header(scope, b"origin")
    return bool(asked) and origin.split(b"://", 1)[-1] == asked


def set_cookie(scope: Scope, name: str, value: str, max_age: int | None) -> bytes:
    """Return the Set-Cookie header: HttpOnly, SameSite=Strict, for the whole site; Secure by https or by setting.

    Args:
        max_age: seconds; ``None`` until the browser closes, 0 to take the cookie away.
    """
    made = SimpleCookie()
    made[name] = value
    made[name]["path"] = "/"
    made[name]["httponly"] = True
    made[name]["samesite"] = "Strict"
    if max_age is not None:
        made[name]["max-age"] = max_age
    if is_https(scope) or settings().secure_cookies:
        made[name]["secure"] = True
    return made.output(header="").strip().encode("latin-1")
