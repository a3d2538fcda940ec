"""Which headers does every answer carry, and what is changed in the one HTML page that Streamlit serves?

The content security policy needs no ``unsafe-eval``. It allows the inline script of the installed ``index.html``
by its hash, ``blob:`` for the small scripts of our own components, and inline styles, which Streamlit needs.
"""

import base64
import hashlib
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web.cookies import header, host, is_https
from dashboard.web.guard import MEDIA

_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SERVICE = re.compile(rb'<link rel="service-desc"[^>]*>')
_TITLES = {b"zh-CN": "滨江联合党委".encode(), b"en": b"Riverside Joint Party Committee"}
_NO_SCRIPT = (
    "<noscript><p>本网站需要启用 JavaScript。如有困难，请到党群服务中心找秘书处。</p>"
    '<p lang="en">This site needs JavaScript. If that is a difficulty, please see the secretariat '
    "in the Party-Mass Service Centre.</p></noscript>"
).encode()
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
_MEDIA = {
    "content-security-policy": "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    "cache-control": "private, no-store",
}
_FILES = (MEDIA, "/static/", "/_stcore/", "/component/")
_YEAR = "max-age=31536000; includeSubDomains"


def script_hashes(index: Path) -> str:
    """Return the sources that allow the inline scripts of this HTML file."""
    found = _INLINE.findall(index.read_bytes())
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in found)


def policy(hashes: str, name: str) -> str:
    """Return the content security policy for the host ``name``."""
    sockets = f" ws://{name} wss://{name}" if name else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes} blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def spoken(scope: Scope) -> bytes:
    """Return the language the page opens in, as ``lang`` wants it: English for English browsers, else Chinese."""
    return b"en" if header(scope, b"accept-language").lower().startswith(b"en") else b"zh-CN"


def translated(page: bytes, language: bytes) -> bytes:
    """Return Streamlit's page with our language, title and sentence for browsers without scripts."""
    page = page.replace(b'<html lang="en">', b'<html lang="%s">' % language)
    page = page.replace(b"<title>Streamlit</title>", b"<title>%s</title>" % _TITLES[language])
    return _NOSCRIPT.sub(_NO_SCRIPT, _SERVICE.sub(b"", _COMMENT.sub(b"", page))).lstrip()


class Headers:
    """ASGI middleware, the outermost: what leaves has its headers, whoever answered."""

    def __init__(self, app: ASGIApp, index: Path) -> None:
        self.app, self.hashes = app, script_hashes(index)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = scope["method"] == "GET" and not scope["path"].startswith(_FILES)
        answer = _Answer(scope, send, self.hashes, is_page=is_page)
        await self.app(_whole(scope) if is_page else scope, receive, answer)


def _whole(scope: Scope) -> Scope:
    """Return the request without what would make a page partial, compressed or empty: it is rewritten below."""
    leave_out = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in leave_out]}


class _Answer:
    """Sends one answer: adds the headers, and holds an HTML page back until it is whole and rewritten."""

    def __init__(self, scope: Scope, send: Send, hashes: str, *, is_page: bool) -> None:
        self.scope, self.send, self.hashes, self.is_page = scope, send, hashes, is_page
        self.start: Message | None = None
        self.page = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self._add(headers)
            if self.is_page and headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.page += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page()
            return
        await self.send(message)

    def _add(self, headers: MutableHeaders) -> None:
        headers.update(_ALWAYS)
        if self.scope["path"].startswith(MEDIA):
            headers.update(_MEDIA)
        else:
            headers["content-security-policy"] = policy(self.hashes, host(self.scope).decode("ascii"))
        if is_https(self.scope):
            headers["strict-transport-security"] = _YEAR

    async def _send_page(self) -> None:
        assert self.start is not None  # noqa: S101 - the caller looked
        page = translated(self.page, spoken(self.scope))
        headers = MutableHeaders(scope=self.start)
        headers["content-length"] = str(len(page))
        headers["vary"] = "Accept-Language"
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": page})
