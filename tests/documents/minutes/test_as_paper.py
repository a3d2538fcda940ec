import pytest

from dashboard.documents.minutes.as_paper import as_paper
from dashboard.documents.paper.model import Heading, Labelled, Layout, Paper, Paragraph
from tests.documents.minutes.samples import HOSTILE, a_paper, an_empty_paper


def test_minutes_become_a_paper_in_the_official_layout() -> None:
    assert as_paper(a_paper(opening="会议开始。", draft=True, line_pitch_pt=28)) == Paper(
        sort="minutes",
        layout=Layout.OFFICIAL,
        head="平凉社区滨江联合党委会议纪要",
        number="〔2026〕1号",
        issuer="平凉社区滨江联合党委",
        issued_on="2026年6月25日",
        title="关于2026年第二季度认领项目的会议纪要",
        blocks=(
            Paragraph(text="会议开始。"),
            Heading(level=1, text="一、关于车棚"),
            Heading(level=2, text="（一）改造"),
            Paragraph(text="会议同意改造。"),
        ),
        roll=(
            Labelled(label="时间", text="2026年6月18日14:00"),
            Labelled(label="地点", text="三楼议事厅"),
            Labelled(label="主持", text="联合党委书记"),
            Labelled(label="记录", text="秘书处"),
            Labelled(label="出席", text="单位一（书记）、单位二（书记）"),
            Labelled(label="请假", text="单位三（书记）"),
            Labelled(label="列席", text="绿化市容局（科长）"),
        ),
        copy_to="各成员单位",
        imprint=True,
        marks="草稿",
        digest="文本校验码 0123456789abcdef",
        language="zh_CN",
        line_pitch_pt=28,
    )


def test_labels_of_an_english_paper_are_english() -> None:
    paper = as_paper(a_paper(language="en", draft=True))

    assert ([line.label for line in paper.roll][:4], paper.marks) == (["Time", "Place", "Chair", "Recorder"], "DRAFT")


def test_an_empty_paper_has_no_lines() -> None:
    paper = as_paper(an_empty_paper())

    assert (paper.blocks, paper.roll, paper.marks, paper.digest) == ((), (), "", "")


@pytest.mark.parametrize(
    ("flags", "labels"),
    [
        ({"without_roll": True}, ["时间", "地点", "主持", "记录"]),
        ({"without_names": True}, ["时间", "地点"]),
    ],
)
def test_people_can_be_left_out(flags: dict[str, bool], labels: list[str]) -> None:
    assert [line.label for line in as_paper(a_paper(**flags)).roll] == labels


def test_a_correction_says_its_number_and_reason() -> None:
    told = as_paper(a_paper(correction_no=2, correction_reason="票数誊写有误")).roll[-1]

    assert told == Labelled(label="更正", text="第2次，更正原因：票数誊写有误")
    assert as_paper(a_paper(correction_no=1)).roll[-1] == Labelled(label="更正", text="第1次")


def test_a_public_version_says_what_it_leaves_out() -> None:
    paper = as_paper(a_paper(public=True, left_out="第三项涉及个人信息，不予公开"))

    assert (paper.marks, paper.roll[-1]) == (
        "公开版",
        Labelled(label="未公开内容", text="第三项涉及个人信息，不予公开"),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_what_it_is(text: str) -> None:
    paper = as_paper(a_paper(title=text, present=(text,)))

    assert (paper.title, paper.roll[4].text) == (text, text)
