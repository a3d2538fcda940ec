import pytest
from hypothesis import given

from dashboard.documents.minutes.bonds import Piece, literal, mark, pieces, printed
from tests.documents.minutes.meetings import LOOKALIKES, TYPED
from tests.documents.minutes.samples import HOSTILE

VOTE = "应到11人，实到9人，赞成9票，反对0票，弃权0票，通过"


def test_printed_keeps_the_phrase_and_drops_the_mark() -> None:
    assert printed(f"表决结果：【表决3-1｜{VOTE}】。") == f"表决结果：{VOTE}。"
    assert printed("【会议.应到｜11】人\n【单位3-2｜】【期限3-2｜2026年6月25日】") == "11人\n2026年6月25日"


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "【注｜不是标记】",
        "【会议纪要｜草稿】",
        "【议题｜照明】",
        "【表决3｜少一轮】",
        "【表决3-1|半角】",
        "[表决3-1｜半角]",
        "【表决3-1｜没有收尾\n下一行】",
        "【会议.出席｜9】",
        "＼",
        "＼【注｜丙】",
        "",
    ],
)
def test_text_without_marks_is_printed_as_it_stands(text: str) -> None:
    assert printed(text) == text


def test_marks_may_stand_in_brackets_of_the_text() -> None:
    assert printed("【附：【表决3-1｜通过】】") == "【附：通过】"


@given(TYPED)
def test_what_people_typed_comes_through_a_mark_whole(text: str) -> None:
    line = text.replace("\n", " ")

    assert list(pieces(mark("单位3-2", line)))[1:] == [Piece(mark("单位3-2", line), line, "单位3-2"), Piece("", "")]


@given(TYPED)
def test_what_people_typed_is_never_a_mark_by_accident(text: str) -> None:
    told = literal(text)

    assert (printed(told), {piece.key for piece in pieces(told)}) == (text, {""})


@given(TYPED)
def test_pieces_together_are_the_text(text: str) -> None:
    assert "".join(piece.raw for piece in pieces(text)) == text


@pytest.mark.parametrize("text", LOOKALIKES)
def test_a_text_beside_a_mark_leaves_it_a_mark(text: str) -> None:
    assert printed(f"{literal(text)}。【表决3-1｜{VOTE}】{literal(text)}") == f"{text}。{VOTE}{text}"


@pytest.mark.parametrize(
    "text", ["【表决3-1｜没有收尾", "【表决 3—1｜通过】", "【会议。应到｜9】", "【单位3-2｜甲【乙】】"]
)
def test_a_broken_mark_is_printed_as_it_stands_and_told_apart(text: str) -> None:
    assert (printed(text), [piece.broken for piece in pieces(text)]) == (text, [False, True, False])
