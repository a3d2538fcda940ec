"""Ballots come out of their envelopes as they went in, for both codes together and for nothing less."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox

from dashboard.errors import BadInput
from dashboard.rules import sealing
from dashboard.rules.sealing import BrokenEnvelope, SecretBallot
from dashboard.rules.sealing.codes import ALPHABET, GROUPS, RANDOM
from models.enums import Choice

# Fixed, because the processes of one test run have to name their cases alike.
FIRST, SECOND = "VW0ER-Y19HK-2S4VK-Y6PDN-F8K81", "HXA18-JK678-MB2XZ-V0HRM-DGC13"
OTHER = "BND8A-AEKNM-9FTGX-2PXKP-B24XK"
KEYS = (sealing.public_key(FIRST), sealing.public_key(SECOND))


def ballot(choice: Choice = Choice.FOR, marks: tuple[int, ...] | None = None) -> SecretBallot:
    return SecretBallot(choice, marks, sealing.new_receipt())


def sealed_plain(plain: bytes) -> str:
    """Return any bytes in an envelope for the second holder."""
    return base64.b64encode(SealedBox(PublicKey(base64.b64decode(KEYS[1]))).encrypt(plain)).decode()


# --- codes ------------------------------------------------------------------------------------------------------------


def test_a_code_is_five_groups_of_five_and_no_two_are_alike():
    codes = {sealing.new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        groups = code.split("-")
        assert [len(group) for group in groups] == [RANDOM + 1] * GROUPS
        assert set(code) <= set(ALPHABET) | {"-"}


def test_a_code_on_paper_stands_for_the_same_key_in_every_release():
    assert sealing.public_key("00007-0000E-0000N-0000W-00003") == "c0bzqQdcZiVWgprwaxiUrojeYgirxrhm6fzosv45Hlo="


@pytest.mark.parametrize(
    "spelt",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", "  "),
        lambda code: f" {code.replace('-', '—')}\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
        lambda code: "_".join(code),
    ],
)
def test_a_code_is_read_however_it_was_written(spelt):
    code = "011ZZ-0000E-Z10Z1-00W0H-ZZZZZ"
    code = "-".join(group[:4] + ALPHABET[_check(n, group[:4])] for n, group in enumerate(code.split("-"), 1))
    assert sealing.public_key(spelt(code)) == sealing.public_key(code)


def _check(number: int, group: str) -> int:
    """Return a check character's value, computed apart from the code under test."""
    a, b, c, d = (ALPHABET.index(sign) for sign in group)
    return (a + 3 * b + 5 * c + 7 * d + 7 * number) % 32


def test_every_wrong_character_names_its_group():
    code = sealing.new_code()
    for place, right in enumerate(code):
        if right == "-":
            continue
        for wrong in set(ALPHABET) - {right}:
            with pytest.raises(BadInput, match=f"Group {place // 6 + 1} of the code") as caught:
                sealing.public_key(code[:place] + wrong + code[place + 1 :])
            assert caught.value.field == "code"


def test_a_swap_of_neighbours_is_named_or_is_another_key():
    named = swaps = 0
    for _ in range(40):
        code = sealing.new_code()
        for place in range(len(code) - 1):
            one, two = code[place : place + 2]
            if "-" in (one, two) or one == two:
                continue
            swapped = code[:place] + two + one + code[place + 2 :]
            swaps += 1
            try:
                assert sealing.public_key(swapped) != sealing.public_key(code)
            except BadInput:
                named += 1
    assert named > swaps * 0.9


@pytest.mark.parametrize("other", range(1, GROUPS))
def test_groups_in_the_wrong_order_are_named(other: int):
    groups = sealing.new_code().split("-")
    groups[0], groups[other] = groups[other], groups[0]
    with pytest.raises(BadInput, match="Group 1 of the code"):
        sealing.public_key("-".join(groups))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "here are 0"),
        ("12345", "here are 5"),
        (FIRST + "0", "here are 26"),
        ("U" + FIRST[1:], "“U” does not occur"),
        ("码" + FIRST[1:], "“码” does not occur"),
    ],
)
def test_what_is_no_code_at_all_is_named(typed: str, words: str):
    with pytest.raises(BadInput, match=words) as caught:
        sealing.public_key(typed)
    assert caught.value.field == "code"


def test_a_code_fits_its_own_key_only():
    assert (sealing.fits(FIRST, KEYS[0]), sealing.fits(FIRST, KEYS[1])) == (True, False)


# --- envelopes --------------------------------------------------------------------------------------------------------

MARKS = st.integers(0, 20).flatmap(
    lambda options: st.tuples(
        st.just(options),
        st.none() if options == 0 else st.lists(st.integers(0, options - 1), unique=True).map(tuple),
    )
)


@settings(deadline=None, max_examples=60)
@given(choice=st.sampled_from(Choice), listed=MARKS)
def test_a_ballot_comes_out_as_it_went_in(choice: Choice, listed: tuple[int, tuple[int, ...] | None]):
    options, marks = listed
    put_in = ballot(choice, marks)
    inner = sealing.open_outer([sealing.seal(put_in, KEYS, options)], FIRST)
    assert sealing.open_inner(inner, SECOND, options) == [put_in]


@settings(deadline=None, max_examples=60)
@given(choice=st.sampled_from(Choice), listed=MARKS)
def test_all_envelopes_of_a_vote_are_equally_long(choice: Choice, listed: tuple[int, tuple[int, ...] | None]):
    options, marks = listed
    blank = sealing.seal(ballot(Choice.ABSTAIN, None if marks is None else ()), KEYS, options)
    filled = sealing.seal(ballot(choice, marks), KEYS, options)
    assert len(filled) == len(blank)
    assert len(sealing.open_outer([filled], FIRST)[0]) == len(sealing.open_outer([blank], FIRST)[0])


def test_the_same_ballot_never_looks_the_same():
    one = ballot()
    sealed = [sealing.seal(one, KEYS, 0) for _ in range(50)]
    assert len(set(sealed)) == 50
    assert len(set(sealing.open_outer(sealed, FIRST))) == 50


def test_order_is_kept_so_that_mixing_is_a_step_of_its_own():
    put_in = [ballot(choice) for choice in (*Choice, *Choice)]
    inner = sealing.open_outer([sealing.seal(one, KEYS, 0) for one in put_in], FIRST)
    assert sealing.open_inner(inner, SECOND, 0) == put_in


@pytest.mark.parametrize("code", [SECOND, OTHER])
def test_the_outer_envelope_opens_for_the_first_holder_only(code: str):
    with pytest.raises(BrokenEnvelope):
        sealing.open_outer([sealing.seal(ballot(), KEYS, 0)], code)


@pytest.mark.parametrize("code", [FIRST, OTHER])
def test_the_inner_envelope_opens_for_the_second_holder_only(code: str):
    inner = sealing.open_outer([sealing.seal(ballot(), KEYS, 0)], FIRST)
    with pytest.raises(BrokenEnvelope):
        sealing.open_inner(inner, code, 0)


def test_one_holder_alone_sees_nothing_of_the_ballot():
    one = ballot(Choice.AGAINST, (3, 1))
    sealed = sealing.seal(one, KEYS, 5)
    inner = sealing.open_outer([sealed], FIRST)[0]
    plain = one.receipt.replace("-", "").encode()
    assert plain not in base64.b64decode(sealed)
    assert plain not in base64.b64decode(inner)


@pytest.mark.parametrize("place", [0, 31, 32, 60, -17, -1])
def test_a_tampered_envelope_does_not_open(place: int):
    sealed = bytearray(base64.b64decode(sealing.seal(ballot(), KEYS, 0)))
    sealed[place] ^= 1
    with pytest.raises(BrokenEnvelope):
        sealing.open_outer([base64.b64encode(sealed).decode()], FIRST)


@pytest.mark.parametrize("sealed", ["", "no base64!", "AAAA", "ä"])
def test_what_is_no_envelope_is_refused(sealed: str):
    with pytest.raises(BrokenEnvelope):
        sealing.open_outer([sealed], FIRST)


RECEIPT = b"0123456789ABCDEF"


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        bytes([2, 0, 255, 255, 255]) + RECEIPT,
        bytes([1, 3, 255, 255, 255]) + RECEIPT,
        bytes([1, 0, 3, 0, 1]) + RECEIPT,
        bytes([1, 0, 2, 0, 2]) + RECEIPT,
        bytes([1, 0, 2, 1, 1]) + RECEIPT,
        bytes([1, 0, 1, 1, 0]) + RECEIPT,
        bytes([1, 0, 255, 1, 255]) + RECEIPT,
        bytes([1, 0, 1, 1, 255]) + b"0123456789ABCDEU",
        bytes([1, 0, 1, 1, 255]) + b"0123456789ABCDE\xff",
        bytes([1, 0, 1, 1]) + RECEIPT,
        bytes([1, 0, 1, 1, 255]) + RECEIPT + b"0",
    ],
)
def test_a_stuffed_envelope_without_a_ballot_of_this_vote_is_refused(plain: bytes):
    with pytest.raises(BrokenEnvelope):
        sealing.open_inner([sealed_plain(plain)], SECOND, 2)


def test_a_well_formed_envelope_is_read():
    inner = sealed_plain(bytes([1, 0, 1, 1, 255]) + RECEIPT)
    (one,) = sealing.open_inner([inner], SECOND, 2)
    assert (one.choice, one.marks, one.receipt) == (Choice.FOR, (1,), "0123-4567-89AB-CDEF")


@pytest.mark.parametrize(("marks", "options"), [((0, 1), 1), ((), 255)])
def test_a_ballot_with_more_than_fits_is_no_ballot(marks: tuple[int, ...], options: int):
    with pytest.raises(ValueError, match="places"):
        sealing.seal(ballot(Choice.FOR, marks), KEYS, options)


def test_a_ballot_keeps_silent_in_logs():
    assert repr(ballot(Choice.AGAINST, (2,))) == "SecretBallot()"


# --- chance -----------------------------------------------------------------------------------------------------------


def test_receipts_and_ids_do_not_repeat():
    assert len({sealing.new_receipt() for _ in range(500)}) == len({sealing.new_id() for _ in range(500)}) == 500


def test_a_random_order_keeps_everything_and_every_place_is_equally_likely():
    things = list(range(6))
    first = [0] * 6
    for _ in range(6000):
        order = sealing.in_random_order(things)
        assert sorted(order) == things
        first[order.index(0)] += 1
    assert things == list(range(6))
    assert max(abs(count - 1000) for count in first) < 200  # 7 standard deviations
