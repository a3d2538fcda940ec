"""Two versions of a text are compared paragraph by paragraph, and nothing of either is lost."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.differences import Change, Stretch, paragraphs

S, G, N = Change.SAME, Change.GONE, Change.NEW


def test_a_changed_word_is_shown_inside_its_paragraph():
    found = list(paragraphs("一、照明\n会议同意补装12盏灯。", "一、照明\n\n会议同意补装14盏灯。"))
    assert found == [
        (Stretch(S, "一、照明"),),
        (Stretch(S, "会议同意补装1"), Stretch(G, "2"), Stretch(N, "4"), Stretch(S, "盏灯。")),
    ]


def test_a_paragraph_that_is_not_alike_goes_and_comes_whole():
    assert list(paragraphs("abc", "xyz")) == [(Stretch(G, "abc"),), (Stretch(N, "xyz"),)]
    assert list(paragraphs("", "xyz")) == [(Stretch(N, "xyz"),)]


@given(st.lists(st.text("ab。 ", max_size=6), max_size=6), st.lists(st.text("ab。 ", max_size=6), max_size=6))
def test_both_texts_can_be_read_out_of_their_difference(before: list[str], after: list[str]):
    found = list(paragraphs("\n".join(before), "\n".join(after)))
    for left_out, text in ((N, before), (G, after)):
        kept = ["".join(one.text for one in line if one.change != left_out) for line in found]
        assert [line for line in kept if line] == [line.strip() for line in text if line.strip()]
