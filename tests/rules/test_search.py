"""Pieces of a text never miss a word that stands in it, however a database lowers letters."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.rules.need_groups import GROUPS
from dashboard.rules.search import LONGEST, excerpt, grams, is_exact, marked, wanted, words

TRICKY = "电梯堃𬀩𰻝灯aAiIıİ\u0307kK\u212aßẞéÉσΣςⅣⅳ%_/\\'\"1１ＡａЖжᲐა\ua7cb\u0264😀\u200d￥"


def code(text: str) -> str:
    return "".join(f"{ord(one):05x}" for one in text)


def test_pieces_are_characters_and_pairs_within_a_run():
    assert grams("加电梯 A1") == {*map(code, ("加", "电", "梯", "加电", "电梯", "a", "1", "a1"))}
    assert grams("", " \n") == set()
    assert grams("电", "梯") == {code("电"), code("梯")}


def test_wanted_pieces_are_pairs_and_lone_characters():
    assert wanted(["加电梯", "灯"]) == {code("加电"), code("电梯"), code("灯")}
    assert wanted([]) == wanted(["\u0307"]) == set()


@given(st.text(TRICKY, max_size=12), st.data())
def test_a_part_of_a_text_has_only_pieces_of_the_text(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for lowered in (text, text.lower(), "".join(map(str.lower, text)), text.replace("İ", "i").replace("I", "ı")):
        part = lowered[start:end]
        assert wanted([part]) <= grams(text)
        assert wanted([part.upper()] if part.upper().lower() == part else [part]) <= grams(text)


def test_every_character_is_the_same_piece_as_its_small_letter():
    characters = (chr(n) for n in range(1, sys.maxunicode + 1) if not 0xD800 <= n < 0xE000)
    differing = [one for one in characters if not one.isspace() and wanted([one.lower()]) != wanted([one])]
    assert differing == []


def test_only_short_words_of_characters_without_case_need_no_comparing():
    assert all(map(is_exact, ("灯", "电梯", "𬀩", "12", "1号")))
    assert not any(map(is_exact, ("加电梯", "a", "é", "Ⅳ", "电\u0307", "%", "😀", "１")))


def test_what_needs_no_comparing_is_told_apart_from_what_looks_alike():
    assert wanted(["电梯"]) & grams("电\u0307梯", "电 梯", "电\u0378梯") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [("", []), (" 电梯\u3000 Ab\n", ["电梯", "Ab"]), ("电\u200b梯\0", ["电梯"]), ("x" * 500, ["x" * LONGEST])],
)
def test_a_search_text_is_read_as_words(text: str, found: list[str]):
    assert words(text) == found


def test_words_found_are_marked_where_they_stand():
    assert marked("加装电梯Lift lift", ["lift", "装电"]) == [
        ("加", False), ("装电", True), ("梯", False), ("Lift", True), (" ", False), ("lift", True),
    ]  # fmt: skip
    assert marked("aaa", ["aa"]) == [("aaa", True)]
    assert marked("", ["a"]) == []
    assert marked("电梯", []) == [("电梯", False)]


@given(st.text(TRICKY + " ", max_size=20), st.lists(st.text(TRICKY, max_size=3), max_size=3))
def test_marking_changes_no_character(text: str, sought: list[str]):
    parts = marked(text, sought)
    assert "".join(part for part, _hit in parts) == text
    assert all(before[1] != after[1] for before, after in pairwise(parts))
    assert all(any(hit for _part, hit in parts) for word in sought if word and word in text)


def test_an_excerpt_shows_the_first_word_found():
    assert excerpt("夜里\n看不清", ["不清"]) == "夜里 看不清"
    assert excerpt("一" * 30 + "灯" + "二" * 60, ["灯", "无"], around=3) == "…一一一灯二二二二二二…"
    assert excerpt("夜里", ["灯"]) == excerpt("夜里", []) == ""


def test_every_public_state_stands_in_one_group():
    held = [status for group in GROUPS.values() for status in group]
    assert sorted(held) == sorted(PUBLIC)


def test_characters_nobody_knows_yet_are_still_characters():
    unknown = next(chr(n) for n in range(0x378, 0x400) if unicodedata.category(chr(n)) == "Cn")
    assert wanted([unknown]) <= grams(f"x{unknown}y")
