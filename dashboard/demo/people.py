"""The founding of the demonstration committee: bodies, organisations, seats, area, accounts."""

from datetime import date

from sqlmodel import Session, select

from dashboard.demo import roster as invented
from dashboard.demo.stage import Stage
from dashboard.services import founding, roster
from dashboard.services.areas import AreaDraft, add_areas
from models.area import Area
from models.enums import Role
from models.organisation import OrganisationDraft

MEMBERS = tuple(f"member{number:02d}" for number in range(1, 12))
"""User names of the eleven seats; ``member01`` chairs."""
LIAISONS = {
    "liaison_qy01": "QY01", "liaison_qy03": "QY03", "liaison_qy04": "QY04", "liaison_qy05": "QY05",
    "liaison_qy06": "QY06", "liaison_lx01": "LX01", "liaison_lx02": "LX02", "liaison_lx03": "LX03",
    "liaison_lx04": "LX04",
}  # fmt: skip
RESIDENTS = tuple(f"resident{number:02d}" for number in range(1, 6))
TERM = date(2025, 1, 1)


def found_committee(stage: Stage) -> None:
    """Found the committee with 40 organisations, let it grow to 54, seat the members and open the accounts."""
    founding.found(stage.system())
    _organisations(stage)
    _area(stage)
    _accounts(stage)
    _seats(stage)


def _organisations(stage: Stage) -> None:
    for code, zh, en, kind in invented.ORGANISATIONS:
        joined = invented.LATER.get(code, invented.FOUNDED)
        stage.at(joined)
        draft = OrganisationDraft(
            code=code, name_zh=zh, name_en=f"{en}, Party organisation", type=kind, joined_on=joined
        )
        roster.add_organisation(stage.system(), draft)
    stage.remember_organisations()


def _area(stage: Stage) -> None:
    stage.at(date(2025, 1, 2))
    count = len(invented.COMMITTEES)
    drafts = [AreaDraft(code="PL", level="subdistrict", name_zh="平凉路街道", name_en="Pinglianglu Sub-district",
                        households=invented.HOUSEHOLDS, residents=invented.RESIDENTS)]  # fmt: skip
    for number, (zh, en) in enumerate(invented.COMMITTEES, 1):
        people = invented.RESIDENTS // count + (invented.RESIDENTS % count if number == 1 else 0)
        homes = invented.HOUSEHOLDS // count + (invented.HOUSEHOLDS % count if number == 1 else 0)
        drafts.append(AreaDraft(code=f"JW{number:02d}", level="committee", name_zh=f"{zh}居委会",
                                name_en=f"{en} Neighbourhood Committee", parent_code="PL", households=homes,
                                residents=people))  # fmt: skip
    levels = (
        ("grid", "WG", "网格", "Grid", "JW", count, invented.GRIDS),
        ("small_grid", "XW", "小微网格", "Small micro-grid", "WG", invented.GRIDS, invented.SMALL_GRIDS),
        ("meta_grid", "YW", "元网格", "Meta-grid", "XW", invented.SMALL_GRIDS, invented.META_GRIDS),
    )
    for level, prefix, zh, en, above, parents, total in levels:
        drafts += [
            AreaDraft(code=f"{prefix}{n:03d}", level=level, name_zh=f"第{n}{zh}", name_en=f"{en} {n}",
                      parent_code=f"{above}{(n - 1) * parents // total + 1:0{2 if above == 'JW' else 3}d}")
            for n in range(1, total + 1)
        ]  # fmt: skip
    add_areas(stage.system(), drafts)
    with Session(stage.engine) as session:
        committees = session.exec(select(Area.name_zh, Area.id).where(Area.level == "committee"))
        stage.areas = {name.removesuffix("居委会"): key for name, key in committees}


def _accounts(stage: Stage) -> None:
    stage.enrol("secretariat", "秘书处", {Role.SECRETARIAT})
    stage.enrol("admin", "系统管理员", {Role.ADMINISTRATOR})
    stage.enrol("reviewer", "法治专员", {Role.REVIEWER})
    for number, username in enumerate(MEMBERS, 1):
        code = invented.MEMBER_SEATS[number - 1][0]
        roles = {Role.MEMBER, Role.CHAIR} if number == 1 else {Role.MEMBER}
        stage.enrol(username, "书记" if number == 1 else f"委员{number:02d}", roles, code)
    for username, code in LIAISONS.items():
        stage.enrol(username, f"联络员（{code}）", {Role.LIAISON}, code)
    for number, username in enumerate(RESIDENTS, 1):
        stage.enrol(username, f"居民{'甲乙丙丁戊'[number - 1]}", {Role.RESIDENT})


def _seats(stage: Stage) -> None:
    for number, (code, zh, en) in enumerate(invented.MEMBER_SEATS, 1):
        roster.assign_seat(
            stage.system(), "members", stage.organisations[code], number, post_zh=zh, post_en=en,
            user_id=stage.people[MEMBERS[number - 1]], chairs=number == 1, starts_on=TERM,
        )  # fmt: skip
    holders = {code: MEMBERS[n] for n, (code, *_rest) in enumerate(invented.MEMBER_SEATS)}
    for number, (code, *_names) in enumerate(invented.ORGANISATIONS, 1):
        holder = holders.get(code)
        roster.assign_seat(
            stage.system(), "conference", stage.organisations[code], number, post_zh="代表", post_en="Representative",
            user_id=stage.people[holder] if holder else None, chairs=code == "QY04",
            starts_on=max(TERM, invented.LATER.get(code, TERM)),
        )  # fmt: skip
