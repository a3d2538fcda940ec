"""What does somebody read first who opens an archive, perhaps long after the program is gone?"""

from collections.abc import Mapping

ZH = """平凉路街道滨江联合党委议事协商——{year}年度档案

一、这是什么
本文件是一个ZIP压缩包，保存{year}年的全部议事材料。不需要原程序，解压后用浏览器打开 index.html 即可阅读。

二、怎样阅读
index.html           总目录，按会议、事项、项目逐一列出，均可点开
meetings/            每次会议一页，另有该次会议的会议纪要文件
items/               清单事项，每件一页：内容、认领、公示、办理过程
projects/            项目，每个一页：资金、节点、进展、变更、管护
lists/               会议、决定、任务、清单、认领、项目等总表，网页和CSV各一份
attachments/         附件，原样保存
templates/           本单位自制的文书模板

三、供程序恢复的数据
data/*.jsonl         每个数据表一个文件，每行一条记录
data/schema.json     各数据表的字段、类型、关联，以及数据库版本
derived.json         从选票、计票记录、纪要正文重新推算出的表决结果、文号和数字摘要
manifest.json        每个文件的大小和SHA-256摘要

校验：python -m dashboard archive verify 文件名
恢复：python -m dashboard archive restore 文件名（只能恢复到空的数据库）

四、收了哪些
当年召开的会议及其全部材料；当年在办的清单事项及其全部经过、认领、项目、公示；当年有效的共建协议和资源；
成员单位、席位、区域、类别、本单位规则、表决规则、编号；上述各项的办理过程和操作留痕。
其他年度的内容，只有被当年材料引用到的，才收入被引用的那一条记录。

五、特意不收的
居民的联系方式、电话、查询码；密码、登录会话、登录失败记录；未提交的草稿；谁关注了哪件事项；无记名投票的密封票。
账号只保留编号，写作 archived-编号，没有姓名，不能登录；居民与其建议、异议、评议之间的对应关系不保留。
已撤下的附件不收。

六、请妥善保管
会议记录、内部意见等属内部材料，请按本单位档案管理规定存放，不要公开。
"""

EN = """Archive of {year}, deliberation dashboard of the Riverside Joint Party Committee

1. What this is
A ZIP file with everything the committee deliberated on in {year}. The program is not needed: unpack it and open
index.html in any browser.

2. How to read it
index.html           contents, by meeting, item and project
meetings/            one page for each meeting, with its minutes as files
items/               one page for each item of the claim list: text, claims, notices, what became of it
projects/            one page for each project: money, milestones, progress, changes, upkeep
lists/               meetings, decisions, tasks, claim list, claims, projects and more as pages and as CSV
attachments/         attached files as they are
templates/           document templates of the office's own

3. Data for a program to restore
data/*.jsonl         one file for each table, one row on each line
data/schema.json     columns, types and references of each table, and the version of the database
derived.json         results of votes, numbers and digests, derived anew from ballots, tellers' counts and texts
manifest.json        size and SHA-256 of every file

To check:   python -m dashboard archive verify FILE
To restore: python -m dashboard archive restore FILE (into an empty database only)

4. What is inside
The meetings held in the year with all their papers; the items of the claim list that lived in the year with their
whole history, claims, projects and notices; the agreements and resources in force; organisations, seats, areas,
categories, house rules, decision rules, numbers given; the lifelines and the audit trail of all these.
Of other years, only the single rows that the year's own rows refer to.

5. What is left out on purpose
Contacts, telephones and follow codes of residents; passwords, sessions, failed sign-ins; drafts that were never handed
in; who follows which item; sealed ballots of secret votes. Accounts are numbers only, written archived-NUMBER, without
a name and unable to sign in; which resident handed in which proposal, objection or appraisal is not kept.
Files that were taken off are left out.

6. Please keep it safe
Records of meetings and internal opinions are inside. Keep it under the office's rules for archives; do not publish it.
"""

TABLES_ZH, TABLES_EN = "未收入的数据表及原因", "Tables left out, and why"


def introduction(year: int, left_out: Mapping[str, str], unfinished: list[str]) -> str:
    """Return the text of the introduction in Chinese and English.

    Args:
        left_out: table -> why it is left out.
        unfinished: which papers could not be made, a sentence for each.
    """
    tables = "\n".join(f"{name}: {why}" for name, why in left_out.items())
    papers = "".join(f"\n{sentence}" for sentence in unfinished)
    text = (
        f"{ZH.format(year=year)}{papers}\n\n{'-' * 72}\n\n{EN.format(year=year)}\n{TABLES_ZH} / {TABLES_EN}\n{tables}\n"
    )
    return text.replace("\n", "\r\n")
