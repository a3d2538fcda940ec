"""Which fonts does this machine have for PDF papers, and which characters do they lack?

A Word file names the office's fonts; a PDF holds its own, so they must be here. No single Chinese font has every
character of a name: each role is a chain, and a character is set in the first face of it that has it.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from unicodedata import category

import typst
from fontTools.ttLib import TTFont

from dashboard.settings import settings

ROLES: Mapping[str, tuple[str, ...]] = {
    "fang": ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang R", "FandolFang",
             "Zhuque Fangsong", "Zhuque Fangsong (technical preview)", "朱雀仿宋"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "FandolKai", "FandolKai R",
            "LXGW WenKai", "LXGW WenKai GB"),
    "hei": ("SimHei", "黑体", "STHeiti", "Heiti SC", "FandolHei", "Noto Sans CJK SC", "Source Han Sans SC",
            "Noto Sans SC", "Microsoft YaHei", "WenQuanYi Zen Hei"),
    "biao": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FZXBSJW--GB1-0"),
    "song": ("SimSun", "宋体", "STSong", "Songti SC", "FandolSong"),
    "latin": ("Times New Roman", "Liberation Serif", "Nimbus Roman", "TeX Gyre Termes", "Libertinus Serif"),
}  # fmt: skip
"""Families of each role, the best first, under the names that they have on Windows, macOS and Debian."""

COMPLETE = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "LXGW WenKai", "SimSun", "SimSun-ExtB",
            "Noto Sans CJK SC")  # fmt: skip
"""What stands in for a face that is not here, and for the characters that a face lacks."""

SYMBOLS = ("DejaVu Serif", "DejaVu Sans", "Noto Sans Symbols2", "Segoe UI Symbol", "Noto Emoji", "Noto Color Emoji",
           "Segoe UI Emoji", "Apple Color Emoji")  # fmt: skip

PROBE = frozenset(map(ord, "平凉会议纪要"))
"""A face that has these can set Chinese."""

UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
"""Categories that print nothing; no face need have them."""

SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
"""Variation selectors choose a form of the character before them."""


class Library:
    """The fonts of one folder and, unless told otherwise, of the machine."""

    def __init__(self, folder: Path | None = None, *, system: bool = True) -> None:
        own = [folder] if folder and folder.is_dir() else []
        self.fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=own)
        self._files = _plainest(self.fonts.fonts())
        self._own = [
            name for name, file in self._files.items() if file and own and Path(file[0]).is_relative_to(own[0])
        ]
        self._known: dict[str, frozenset[int]] = {}

    def chain(self, role: str) -> tuple[str, ...]:
        """Return the families that set a role here, the best first; every chain ends in all the others."""
        others = (name for names in ROLES.values() for name in names)
        stand_ins = (*COMPLETE[-1:], *COMPLETE) if role == "hei" else COMPLETE
        wished = dict.fromkeys((*ROLES[role], *stand_ins, *self._own, *SYMBOLS, *others))
        here = {name.casefold(): name for name in self._files}
        return tuple(dict.fromkeys(here[name.casefold()] for name in wished if name.casefold() in here))

    def chinese(self) -> tuple[str, ...]:
        """Return the families here that can set Chinese; empty where no PDF can be made."""
        return tuple(name for name in self.chain("fang") if self._characters(name) >= PROBE)

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of a text that no face of the chain has, in their order."""
        wanted = dict.fromkeys(
            character for character in text if category(character) not in UNSEEN and ord(character) not in SELECTORS
        )
        for name in self.chain("fang"):
            if not wanted:
                break
            held = self._characters(name)
            wanted = {character: None for character in wanted if ord(character) not in held}
        return tuple(wanted)

    def _characters(self, family: str) -> frozenset[int]:
        """Return the code points that a family has; a face that typst carries itself is not asked."""
        if family not in self._known:
            file = self._files[family]
            self._known[family] = _code_points(*file) if file else frozenset()
        return self._known[family]


def _plainest(faces: list[typst.FontInfo]) -> dict[str, tuple[str, int] | None]:
    """Return file and place in it of each family's regular upright face; ``None`` for faces inside typst."""
    by_distance = sorted(faces, key=lambda face: (face.style != "normal", abs(face.weight - 400), face.path or ""))
    found: dict[str, tuple[str, int] | None] = {}
    for face in by_distance:
        found.setdefault(face.family, (face.path, face.index) if face.path else None)
    return found


def _code_points(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@lru_cache
def library_of(folder: Path | None) -> Library:
    """Return the fonts of a folder and of the machine, looked for once in each process."""
    return Library(folder)


def library() -> Library:
    """Return the fonts of this installation: ``RIVERSIDE_FONT_DIR``, then those of the machine."""
    return library_of(settings().font_dir)
