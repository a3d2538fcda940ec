"""Which characters may a typed text keep, and which personal details does it give away?"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls that are neither tab nor a kind of newline
    "\u00ad\u034f\u180e\u200b\u200c\u2060-\u2064\ufeff"  # zero width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction marks, overrides and isolates
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"  # annotation marks, noncharacters, tags
    "\ud800-\udfff"  # halves of a character, which no database or document can hold
    "]"
)
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")

_CHINESE_DIGITS = "零一二三四五六七八九〇幺"
"""The index modulo ten is the value: 〇 is 0 and 幺, said on the telephone, is 1."""
_GAP = r"[ \-‐-―−_.·]{0,2}"
"""What people write between the digits of one number."""
_ID_NUMBER = re.compile(rf"(?<!\d)[1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx](?![\dA-Za-z])")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_MOBILE = re.compile(
    rf"(?<!\d)(?:\+?86{_GAP})?"
    rf"(?:1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}|1[3-9]\d\d{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|1[3-9]\d\d{_GAP}\d{{4}}{_GAP}\d{{3}}|1[ \-][3-9](?:[ \-]\d){{9}})(?!\d)"
)
_AREA_CODE = r"(?:10|2\d|[3-9]\d\d)"
_LANDLINE = re.compile(
    rf"(?<!\d)\(?(?:\+?86{_GAP}0?|0){_AREA_CODE}\)?{_GAP}[2-8]\d{{2,3}}{_GAP}\d{{4}}(?!\d)"
    rf"|(?:电话|座机|固话|(?<![A-Za-z])(?i:tel|phone))[是为.: ]{{0,3}}[2-8]\d{{3}}{_GAP}\d{{4}}(?!\d)"
)
_COUNTED = (
    r"(?! ?(?:[-~—至到]\d+)?(?:[\d年月日号弄户人位名盏个台辆平米元万亿千百十点分层楼栋幢座根处条块株棵张把套间次"
    r"天小公厘毫度级路线支余多来左几期%㎡]|家(?![里中])|[.,]\d|[cm]?m2?(?![A-Za-z])))"
)
"""Not followed by what makes a number a count, a measure or a date rather than a flat."""
_COUNTED_EN = (
    r"(?! ?(?:[\d%]|[.,:]\d|[ckm]?m2?\b|met|year|month|week|day|hour|people|person|house|resid|lamp|seat|place))"
)
_BUILDING = r"(?:(?:\d{1,6}弄)?(?<!月)(?<!月\d)[\d十百]{1,6}号楼?|[\dA-Za-z十]{1,6}[栋幢座]|[\d十]{1,6}单元)"
_ROOM = r"[A-Za-z]? ?(?:室(?![内外])|房(?![产屋东客]))"
_FLAT = re.compile(
    rf"{_BUILDING}[ ,、\-]{{0,2}}\d{{1,4}}{_ROOM}|(?<!\d)\d{{3,4}}{_ROOM}|{_BUILDING}[ \-]?[1-9]\d{{2,3}}{_COUNTED}"
    rf"|(?<![A-Za-z])(?i:room|rm\.?|flat|apt\.?|apartment) ?(?i:no\.? ?)?#?\d{{1,4}}[A-Za-z]?(?![A-Za-z]){_COUNTED_EN}"
    rf"|(?<![A-Za-z])(?i:unit|suite) ?#?\d{{3,4}}[A-Za-z]?(?![A-Za-z]){_COUNTED_EN}"
)


class PrivateKind(StrEnum):
    """What sort of personal detail stands in a text."""

    ID_NUMBER = "id_number"
    EMAIL = "email"
    MOBILE = "mobile"
    LANDLINE = "landline"
    FLAT = "flat"


@dataclass(frozen=True)
class Finding:
    """One personal detail: its kind, and the words of the cleaned text that give it away."""

    kind: PrivateKind
    fragment: str


def clean(text: str) -> str:
    """Return the text as it may be stored: NFC, ``\\n`` for every newline, ends stripped.

    Control characters (tab and newline excepted), direction marks and zero-width characters are dropped, because
    they make a text look different from what is searched, counted and voted on. The joiner inside an emoji stays.
    """
    visible = _INVISIBLE.sub("", _NEWLINES.sub("\n", text))
    return unicodedata.normalize("NFC", _STRAY_JOINER.sub("", visible)).strip()


def private_details(text: str) -> list[Finding]:
    """Return the personal details in a text, in reading order: telephone, identity and flat numbers, e-mail.

    A building, shed or lane number alone, a quantity, a date and a time of day are not personal.
    """
    cleaned = clean(text)
    found: list[tuple[int, int, PrivateKind]] = []
    for start, end, kind in _details(_plain(cleaned)):
        if all(end <= taken or start >= until for taken, until, _ in found):
            found.append((start, end, kind))
    return [Finding(kind, cleaned[start:end].strip()) for start, end, kind in sorted(found)]


def _details(plain: str) -> Iterator[tuple[int, int, PrivateKind]]:
    """Yield start, end and kind, the surest kinds first."""
    for match in _ID_NUMBER.finditer(plain):
        if _is_id_number(match.group()):
            yield *match.span(), PrivateKind.ID_NUMBER
    for kind, pattern in (
        (PrivateKind.EMAIL, _EMAIL),
        (PrivateKind.MOBILE, _MOBILE),
        (PrivateKind.LANDLINE, _LANDLINE),
        (PrivateKind.FLAT, _FLAT),
    ):
        for match in pattern.finditer(plain):
            yield *match.span(), kind


def _is_id_number(text: str) -> bool:
    """Return whether 18 characters are a citizen identity number: a possible birthday and the right check character.

    Source: GB 11643-1999, check character by ISO 7064 MOD 11-2.
    """
    code = re.sub(r"[^\dX]", "", text.upper())
    try:
        born = date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, code[:17], strict=True))
    return born.year >= 1900 and code[17] == "10X98765432"[total % 11]


def _plain(text: str) -> str:
    """Return the text with full-width signs and all digits as ASCII, character for character."""
    return "".join(map(_plain_character, text))


@lru_cache(4096)
def _plain_character(character: str) -> str:
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    if character in _CHINESE_DIGITS:
        return str(_CHINESE_DIGITS.index(character) % 10)
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return " " if character.isspace() and character != "\n" else character
