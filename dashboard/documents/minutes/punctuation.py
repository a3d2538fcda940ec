"""How does the language spoken now set off sentences, names and labels?"""

from dashboard.i18n import language


def chinese() -> bool:
    """Return whether Chinese is spoken now."""
    return language() == "zh_CN"


def full_stop() -> str:
    """Return what ends a sentence."""
    return "。" if chinese() else "."


def between_sentences() -> str:
    """Return what stands between two sentences of one paragraph."""
    return "" if chinese() else " "


def between_parts() -> str:
    """Return what stands between two parts of one sentence that counts something."""
    return "，" if chinese() else "; "


def listed(names: tuple[str, ...]) -> str:
    """Return names in one run: 甲、乙 / A; B."""
    return ("、" if chinese() else "; ").join(names)


def with_colon(label: str) -> str:
    """Return a label with its colon, and the space that follows one in Latin letters."""
    return f"{label}：" if chinese() else f"{label}: "
