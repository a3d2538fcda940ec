"""The record of each meeting of the demonstration: main views and clear positions, invented like everything here."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from dashboard.demo.plans import MEETINGS, Session
from dashboard.demo.stage import Stage
from dashboard.demo.voting import page_of, seat_of
from dashboard.formats import at_shanghai
from dashboard.services import record
from models.enums import AgendaStatus, RecordKind, Stance

Event = tuple[datetime, Callable[[], None]]
Said = tuple[tuple[str, Stance], ...]

F, A, B, D = Stance.FOR, Stance.AGAINST, Stance.ABSTAIN, Stance.DEFER
VIEWS: dict[tuple[str, str], Said] = {
    ("m1", "shed"): (
        ("车棚线路老化、飞线充电多，改造应尽快做，断电插口要选带过载保护的。", F),
        ("同意改造。车棚是业主共有部位，动工前要把征询做扎实，避免事后有意见。", F),
        ("本单位可以出充电设备和两年检修，费用不向居民收。", F),
        ("担心施工期间车辆没处停，建议分两段做。", F),
        ("大家意见比较一致：先征询、后施工，分段推进。", F),
    ),
    ("m1", "wall"): (
        ("墙体外倾有安全风险，应先检测、先加固，美化放到第二步。", F),
        ("同意先加固。检测报告出来前，墙边要设围挡。", F),
        ("建议请专业机构出结构检测报告，费用由项目经费列支。", F),
        ("墙面美化可以发动居民和学生一起画，花钱少、参与多。", F),
        ("安全第一，先出检测报告，再定美化方案。", F),
    ),
    ("m1", "lamps"): (
        ("里弄晚上太暗，老人出门不便，赞成装灯。", F),
        ("赞成。灯具要选低色温的，杆位避开窗户。", F),
        ("赞成，同时把第一年检修写进约定。", F),
        ("底楼住户最怕灯光进窗，建议先试装两盏再铺开。", D),
        ("同意装灯，条件是加装遮光罩，22:30后调暗。", F),
    ),
    ("m2", "sidewalk"): (
        ("人行道高差大，轮椅过不去，应该修。", F),
        ("该路段属市政道路，不是联合党委能定的，建议提请区主管部门。", F),
        ("同意提请，同时把点位照片和居民意见一并报上去。", F),
        ("建议每月跟踪一次，进展向居民反馈。", F),
        ("同意提请区主管部门，由秘书处跟踪。", F),
    ),
    ("m2", "garden"): (
        ("赞成做口袋花园，三棵大树必须保留。", F),
        ("赞成，但由谁管护要先说清，免得以后没人管。", F),
        ("赞成列入。居民对花园的想法差别很大，建议先办设计工作坊。", F),
        ("资金没有问题，关键是方案，同意列入后由居民工作坊来定。", F),
        ("同意列入。各方顾虑较多，以表决为准；未通过的，居民工作坊办完再议。", F),
    ),
    ("m2", "elevator"): (
        ("加装电梯是居民盼了多年的事，程序走完就可以推进。", F),
        ("本楼征询率和同意率要以书面结果为准。", F),
        ("低层住户的采光、噪声顾虑要逐户上门说明。", F),
        ("法律程序介绍得清楚，同意按程序走。", F),
        ("同意列入协调推进，征询结果向会议报告。", F),
    ),
    ("m3", "garden"): (
        ("工作坊的第二稿保留了大树，赞成。", F),
        ("管护由楼组和物业轮流负责，责任写进公约，赞成。", F),
        ("建议先做东侧一半，看效果。", F),
        ("赞成，施工避开暑期中午。", F),
        ("同意按工作坊第二稿实施。", F),
    ),
    ("m3", "rest_stop"): (
        ("天气热，户外工作者需要歇脚，本单位愿意开放一楼大厅。", F),
        ("建议开放到9月底，饮水和药箱要每天检查。", F),
        ("赞成，同时请楼宇里的商户也参加。", F),
        ("赞成，建议做统一标识。", F),
        ("同意，开放到9月底。", F),
    ),
    ("m4", "lane"): (
        ("后巷油污积存，路面湿滑有异味，应当整治。", F),
        ("商户愿意出一部分钱，账目要公开。", F),
        ("隔油和排水要一起做，否则清完还会积油。", F),
        ("施工时间要照顾商户营业。", F),
        ("同意整治，出资账目按季公开。", F),
    ),
    ("m6", "parking"): (
        ("夜间车位空着，居民没处停，错时共享两头都有好处。", F),
        ("要把进出时间和超时怎么办写清楚。", F),
        ("安保和保险由谁承担，约定里必须写明。", F),
        ("先试行三个月，效果好再签长期约定。", F),
        ("同意试行三个月，请起草错时停车约定。", F),
    ),
}  # fmt: skip
"""Main view and position of each speaker of an item, in the order of the floor; the chair's comes last."""
ABSENT = {
    ("m1", "shed"): (11, "同意改造，请优先考虑老年人停放。", F),
    ("m2", "garden"): (10, "建议保留现有绿地，暂不动工。", A),
    ("m4", "lane"): (7, "同意，居民区愿意提供施工用水用电。", F),
}
"""Written opinions of members on leave: seat, words, position; recorded and not counted."""
HELD_OVER = {
    ("m2", "garden"): "居民设计工作坊办完后再议，届时一并说明大树保留和管护责任。",
}
WAITS = "m6"
"""The meeting whose record waits for the chair."""
NOTES = {
    "m2": "会前，到会委员实地察看了口袋花园拟选点位。",
    "m7": "表决票由计票人当场清点，监票人现场监督。",
}


def record_events(stage: Stage) -> list[Event]:
    """Return the writing and signing of every record, each on the day after its meeting."""
    events: list[Event] = []
    for plan in MEETINGS:
        if plan.minutes in ("next", "topics"):
            continue
        events.append((at_shanghai(plan.held + timedelta(days=1), 9), partial(_keep, stage, plan)))
    return events


def _keep(stage: Stage, plan: Session) -> None:
    office, meeting = stage.as_("secretariat"), stage.needs[plan.key][0]
    for item in page_of(stage, meeting).items:
        key = plan.items[item.position - 1]
        _said(stage, meeting, item.id, (plan.key, key))
        if (plan.key, key) in HELD_OVER and item.status is AgendaStatus.NOT_ADOPTED:
            words = HELD_OVER[plan.key, key]
            record.write(office, meeting, item.id, RecordKind.HELD_OVER, view=words, stance=D)
    if plan.key in NOTES:
        record.write(office, meeting, None, RecordKind.NOTE, view=NOTES[plan.key])
    if plan.key == "m1":
        _put_right(stage, meeting)
    _sign(stage, plan, meeting)


def _said(stage: Stage, meeting: int, item: int, key: tuple[str, str]) -> None:
    """Write down every speech of an item, and the written opinion of a member on leave."""
    office = stage.as_("secretariat")
    for speech, (view, stance) in zip(record.desk(office, item).to_write, VIEWS.get(key, ()), strict=False):
        stage.later(2)
        record.write(office, meeting, None, RecordKind.SPEECH, view=view, stance=stance, speech_id=speech.speech_id)
    if key in ABSENT:
        number, view, stance = ABSENT[key]
        seat = seat_of(stage, meeting, number)
        record.write(office, meeting, item, RecordKind.ABSENT_VIEW, view=view, stance=stance, seat_id=seat)


def _put_right(stage: Stage, meeting: int) -> None:
    """A speaker finds something wrong; the recorder words the entry anew."""
    stage.later(30)
    mine = record.my_entries(stage.as_("member04"), meeting)[0].entry
    record.object_to_entry(stage.as_("member04"), meeting, mine.entry_no, "检修期应为三年，不是两年。")
    stage.later(20)
    record.reword(
        stage.as_("secretariat"), meeting, mine.entry_no, mine.version, view=mine.view.replace("两年", "三年"),
        stance=mine.stance, reason="据发言人核对意见更正检修期",
    )  # fmt: skip


def _sign(stage: Stage, plan: Session, meeting: int) -> None:
    """The recorder signs all but the conference's record, the chair all but the latest that is handed in."""
    if not plan.minutes:
        return
    office, chair = stage.as_("secretariat"), stage.as_("member01")
    stage.later(30)
    record.hand_in(office, meeting, record.read(office, meeting).digest)
    if plan.key != WAITS:
        stage.later(90)
        record.sign(chair, meeting, record.read(chair, meeting).digest)
