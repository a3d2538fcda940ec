"""Which files make up the archive of a year, and what are they called?"""

import re
import unicodedata

FORMAT = "riverside-archive"
VERSION = 1
MANIFEST = "manifest.json"
SCHEMA = "data/schema.json"
DERIVED = "derived.json"
README = "说明 README.txt"
INDEX = "index.html"
LONGEST_NAME = 80

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


def rows_name(table: str) -> str:
    """Return the name of the file with the rows of a table."""
    return f"data/{table}.jsonl"


def safe_name(name: str) -> str:
    """Return a name that every file system takes: no folders, no signs that turn or hide text, not too long."""
    kept = _UNFIT.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return kept[:LONGEST_NAME] or "_"


def is_safe(name: str) -> bool:
    """Return whether a name inside an archive stays inside it, wherever it is unpacked."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") and not _UNFIT.search(part) for part in parts)
