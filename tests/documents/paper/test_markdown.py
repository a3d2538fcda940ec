from dashboard.documents.paper import render
from dashboard.documents.paper.markdown import literal
from tests.documents.paper.samples import HOSTILE, a_paper


def test_a_paper_as_markdown():
    assert render(a_paper(), "md").content.decode() == (
        "**演示数据**\n\n"
        "平凉社区滨江联合党委会议纪要\n\n"
        "〔2026〕1号\n\n"
        "平凉社区滨江联合党委　2026年6月25日\n\n"
        "# 关于2026年第二季度认领项目的会议纪要\n\n"
        "（第二次会议）\n\n"
        "## 一、关于车棚\n\n"
        "### （一）改造\n\n"
        "会议同意改造。\n\n"
        "| 序号 | 单位 |\n| :---: | :--- |\n| 1 | 澄波居民区党总支 |\n| 2 | 映江居民区党总支 |\n\n"
        "□ 赞成　　□ 反对　　□ 弃权\n\n"
        "〔二维码：会议页面〕\n\n"
        f"监票人：{chr(92)}_" + f"{chr(92)}_" * 19 + "\n\n"
        "---\n\n"
        "---\n\n"
        "附则。\n\n"
        "**出席**：单位一（书记）、单位二（书记）\\\n**请假**：单位三（书记）\n\n"
        "---\n\n"
        "**抄送**：各成员单位。\n\n"
        "平凉社区滨江联合党委　2026年6月25日印发\n\n"
        "文本校验码 0123456789abcdef\n"
    )


def test_lines_stay_lines_and_cells_stay_in_their_row():
    assert literal("行一\n# 行二\r\n1. 行三") == "行一\\\n\\# 行二\\\n1\\. 行三"


def test_no_mark_of_markdown_stays_bare():
    for text in HOSTILE:
        line = literal(text)
        assert not line.startswith(("#", ">", "- ", "+ ", "|", "=", "```", "    "))
        assert "<b>" not in line.replace("\\<", "")
