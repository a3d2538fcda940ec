"""Votes and statements from CSV files: read as exported, refused with the line and what to do."""

import numpy as np
import pytest

from dashboard import i18n
from dashboard.errors import BadInput
from dashboard.exchange.polis import read_statements, read_votes

HEADER = "timestamp,datetime,comment-id,voter-id,vote\n"
GOOD = HEADER + "200,Tue,0,7,1\n100,Mon,0,7,-1\n300,Wed,2,9,0\n"


def refusal(data: bytes) -> str:
    with i18n.speaking("en"), pytest.raises(BadInput) as refused:
        read_votes(data)
    with i18n.speaking("en"):
        return str(refused.value)


@pytest.mark.parametrize("data", [GOOD.encode(), GOOD.encode("utf-8-sig"), GOOD.replace("\n", "\r\n").encode()])
def test_votes_are_read_with_and_without_bom(data: bytes):
    found = read_votes(data)
    assert (found.voters.tolist(), found.statements.tolist()) == ([7, 7, 9], [0, 0, 2])
    assert found.votes.tolist() == [1, -1, 0]
    assert found.when is not None
    assert found.when.tolist() == [200, 100, 300]


def test_columns_may_stand_in_any_order_and_case():
    found = read_votes(b"Vote, voter-id ,comment-id\n1,3,4\n-1,5,4\n")
    assert (found.voters.tolist(), found.statements.tolist(), found.votes.tolist()) == ([3, 5], [4, 4], [1, -1])
    assert found.when is None


@pytest.mark.parametrize("last", ["1,5,1.0,,", "1,5,+1", "1,u,1.0"])
def test_votes_written_a_little_otherwise_and_cells_too_many_are_read(last: str):
    found = read_votes(f"comment-id,voter-id,vote\n1,4,-1\n{last}\n".encode())
    assert (found.votes.tolist(), found.statements.tolist()) == ([-1, 1], [1, 1])


def test_ids_may_be_texts():
    found = read_votes("comment-id,voter-id,vote\n甲,u-1,1\n\n乙,u-2,0\n".encode())
    assert (found.voters.tolist(), found.statements.tolist()) == (["u-1", "u-2"], ["甲", "乙"])


def test_ids_with_leading_zeros_stay_apart():
    found = read_votes(b"comment-id,voter-id,vote\n1,007,1\n1,7,0\n")
    assert found.voters.tolist() == ["007", "7"]


def test_both_ways_of_reading_give_the_same():
    lines = [f"{n % 5},{n},{n % 3 - 1}" for n in range(1, 200)]
    quick = read_votes(("comment-id,voter-id,vote\n" + "\n".join(lines)).encode())
    slow = read_votes(("comment-id,voter-id,vote\n" + "\n".join(lines) + "\n1, 300 ,1\n").encode())
    assert quick.voters.dtype == slow.voters.dtype == np.int64
    assert slow.voters.tolist() == [*quick.voters.tolist(), 300]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty; line 1 must name the columns. Export it again."),
        (b"\xef\xbb\xbf\n \n", "The file is empty; line 1 must name the columns. Export it again."),
        (HEADER.encode(), "There is no vote under line 1. Export the file again."),
        (
            b"comment-id,vote\n1,1\n",
            "Line 1 names no column voter-id. These are needed: comment-id, voter-id, vote. "
            "Add it, or export the file again.",
        ),
        (
            (HEADER + "1,a,0,1,1\n2,b,0,2,2\n").encode(),
            "Line 3: the vote is “2”; write 1 (agree), 0 (pass) or -1 (disagree).",
        ),
        ((HEADER + "1,a,0,1,\n").encode(), "Line 2: the vote is “”; write 1 (agree), 0 (pass) or -1 (disagree)."),
        ((HEADER + "1,a,0,1,0.5\n").encode(), "Line 2: the vote is “0.5”; write 1 (agree), 0 (pass) or -1 (disagree)."),
        ((HEADER + "1,a,0,,1\n").encode(), "Line 2 has no voter-id. Fill it in."),
        ((HEADER + "1,a\n").encode(), "Line 2 has no comment-id. Fill it in."),
        (
            (HEADER + "soon,a,0,1,1\n").encode(),
            "Line 2: the timestamp is “soon”; write a whole number, or leave out the column.",
        ),
        (
            (HEADER + "1,今天,0,1,1\n").encode("gb18030"),
            "Line 2 is not written in UTF-8. Save the file as “CSV UTF-8” and try again.",
        ),
        (GOOD.encode("utf-16"), "Line 1 is not written in UTF-8. Save the file as “CSV UTF-8” and try again."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(data: bytes, sentence: str):
    assert refusal(data) == sentence


def test_text_after_a_long_cell_keeps_its_line_number():
    data = b'comment-id,voter-id,vote,note\n1,1,1,"two\nlines"\n1,2,9,\n'
    assert refusal(data).startswith("Line 4: the vote is “9”")


def test_statements_moderated_out_and_on_the_conversation_itself():
    found = read_statements(
        'comment-id,moderated,is-meta,comment-body\n0,1,false,甲\n1,-1,false,"乙\n丙"\n2,0,true,丁\n'.encode()
    )
    assert (found.dropped, found.meta) == (frozenset({"1"}), frozenset({"2"}))
    assert found.texts["1"] == "乙\n丙"
    assert found.of(np.array([1, 1, 5]), found.dropped) == [1]


def test_moderation_mark_that_is_none_is_refused():
    with i18n.speaking("en"), pytest.raises(BadInput) as refused:
        read_statements(b"comment-id,moderated\n0,1\n1,out\n")
    with i18n.speaking("en"):
        assert str(refused.value) == "Line 3: moderated is “out”; write -1 (left out), 0 or 1."
