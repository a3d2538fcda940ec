"""A follow code is read as people write it, says what is wrong with it, and opens one item only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import BadInput
from dashboard.rules.codes import ALPHABET, digest, fits, new_follow_code, read_follow_code

NUMBER = "PL-XQ-2026Q4-001"


def test_no_two_signs_look_alike():
    assert len(set(ALPHABET)) == len(ALPHABET) == 24
    for alike in ("0O", "1IL", "2Z", "5S", "8B", "6G", "UV"):
        assert len(set(alike) & set(ALPHABET)) <= 1


def test_a_new_code_has_eight_signs_in_two_groups_and_differs_each_time():
    codes = {new_follow_code() for _each in range(200)}
    assert len(codes) == 200
    assert all(code[4] == "-" and len(code) == 9 and set(code) - {"-"} <= set(ALPHABET) for code in codes)


@pytest.mark.parametrize(
    "typed", ["7K3M-A4PX", "7k3ma4px", " 7K3M A4PX ", "７Ｋ３Ｍ－Ａ４ＰＸ", "7K3M—A4PX", "7_k.3m a4 px"]
)
def test_case_spaces_and_dashes_do_not_matter(typed: str):
    assert read_follow_code(typed) == "7K3MA4PX"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("7K3M-A4P", "A code has 8 letters and figures, here are 7. Compare it with your slip."),
        ("", "A code has 8 letters and figures, here are 0. Compare it with your slip."),
        ("7K3M-A4PX9", "A code has 8 letters and figures, here are 9. Compare it with your slip."),
        ("7K3M-A4P0", "“0” does not occur in a code. Compare it with your slip."),
        ("7K3M-A4P中", "“中” does not occur in a code. Compare it with your slip."),
    ],
)
def test_what_cannot_be_a_code_is_named(typed: str, sentence: str):
    with pytest.raises(BadInput) as refused:
        read_follow_code(typed)
    assert (refused.value.field, str(refused.value)) == ("follow_code", sentence)


@given(st.text(ALPHABET, min_size=8, max_size=8), st.text(ALPHABET, min_size=8, max_size=8))
def test_a_code_fits_its_own_item_alone(code: str, other: str):
    stored = digest(NUMBER, code)
    assert len(stored) == 64
    assert code not in stored
    assert fits(NUMBER, code.lower(), stored)
    assert fits(NUMBER, other, stored) == (other == code)
    assert not fits("PL-XQ-2026Q4-002", code, stored)
    assert not fits(NUMBER, code, None)
