"""Which language is spoken now, and how a sentence is said in it.

Source sentences are English; ``locale/<language>/LC_MESSAGES/messages.po`` holds the others and is
compiled in memory. The language is looked up at each call: an explicit ``speaking(...)`` block first
(documents, command line), then the resolver that the interface registers, then Chinese.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "locale"
DEFAULT = "zh_CN"
LANGUAGES = {"zh_CN": "中文", "en": "English"}

_explicit: ContextVar[str | None] = ContextVar("language", default=None)
_resolvers: list[Callable[[], str | None]] = []


def resolve_with(resolver: Callable[[], str | None]) -> None:
    """Register how the interface knows its visitor's language; the newest registration wins."""
    _resolvers[:] = [resolver]


def language() -> str:
    """Return the code of the language spoken now, always a key of ``LANGUAGES``."""
    chosen = _explicit.get() or (_resolvers[0]() if _resolvers else None)
    return chosen if chosen in LANGUAGES else DEFAULT


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak ``code`` inside the block, whatever the visitor's language is."""
    token = _explicit.set(code)
    try:
        yield
    finally:
        _explicit.reset(token)


@lru_cache
def catalogue(code: str) -> NullTranslations:
    """Return the compiled catalogue of a language; English needs none."""
    path = FOLDER / code / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(message: str) -> str:
    """Return the sentence in the language spoken now."""
    return catalogue(language()).gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Return the sentence for ``n`` things; fill its placeholders with ``%`` afterwards."""
    return catalogue(language()).ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """Return the sentence where one English word has several meanings."""
    return catalogue(language()).pgettext(context, message)


def N_(message: str) -> str:
    """Mark a constant for extraction; translate it where it is used."""
    return message


def either(zh: str, en: str) -> str:
    """Return the Chinese or English form of a name stored in both, Chinese where English is missing."""
    return zh if language() == "zh_CN" or not en else en
