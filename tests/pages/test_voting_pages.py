"""Every way to vote is carried through in the meeting room, on paper and screen, by those who have a part in it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Button

from dashboard.services import meetings, votes
from models.enums import AgendaStatus, BallotForm, Choice, MotionStatus, NeedStatus, Outcome, VoteMode
from models.house_rule import HouseRule
from models.meeting import AgendaItem, Recusal
from models.motion import Ballot, Motion, VoteCount
from models.need import Need
from tests.factories import NOON, Clock
from tests.services.table import Table, lay

Page = Callable[..., AppTest]
OPTIONS = ("Lighting phase two", "Stairwell handrails", "Family corner")


@pytest.fixture
def table(database: Engine) -> Table:
    """A committee in the pages' database, whose clock stands near that of the tests."""
    laid = lay(database, Clock())
    offset = int((NOON - datetime.now(UTC)).total_seconds())
    laid.save(HouseRule(name="demonstration", value={"offset_seconds": offset, "accounts": {}}))
    return laid


@pytest.fixture
def room(table: Table, page: Page) -> Callable[..., AppTest]:
    """``room(3)`` opens the meeting room for the member of seat 3."""
    return lambda who, language="en": page("room", as_=table.people[str(who)], language=language)


def texts(app: AppTest) -> str:
    """Return every word drawn, for looking up sentences."""
    assert not app.exception, [exception.value for exception in app.exception]
    drawn = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.success, *app.error, *app.info, *app.warning]
    return "\n".join(str(element.value) for element in drawn).replace("\\", "")


def walk(element: Any) -> Iterator[Any]:
    """Give every element of a block in the order of the page."""
    if not isinstance(element, Block):
        yield element
        return
    for child in element.children.values():
        yield from walk(child)


def bars(app: AppTest) -> list[str]:
    return [bar.proto.text for bar in app.get("progress")]


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def click(app: AppTest, *buttons: str) -> AppTest:
    for key in buttons:
        app.button(key=key).click().run()
    return app


def opened(table: Table, *, present: int = 10, need: bool = True, **kwargs: object) -> int:
    """Return the motion of a vote just opened in this way."""
    _meeting, items = table.sitting(*([table.need("PL-XQ-1")] if need else []), present=present)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1", **kwargs)
    votes.open_vote(table.office, motion)
    return motion


def stored(table: Table, motion: int) -> list[tuple[str, list[int] | None]]:
    with Session(table.engine) as session:
        rows = session.exec(select(Ballot).where(Ballot.motion_id == motion).order_by(Ballot.id)).all()
        return [(row.choice, row.marks) for row in rows]


def outcome(table: Table, motion: int) -> Outcome | None:
    return table.row(Motion, motion).outcome


# --- putting a motion -------------------------------------------------------------------------------------------------


def test_a_motion_says_how_it_is_voted_on_and_worded(table: Table, room: Callable[..., AppTest]):
    _meeting, items = table.sitting(table.need("PL-XQ-1"))
    meetings.take_up(table.office, items[0])
    app = room("secretariat")
    assert "If carried, the result is worded: **Agreed as a project**." in texts(app)
    app.selectbox(key=f"motion_mode_{items[0]}").set_value(VoteMode.SECRET).run()
    assert "two key holders open the ballots after voting" in texts(app)
    app.selectbox(key=f"motion_form_{items[0]}").set_value(BallotForm.CHOICES).run()
    app.text_area(key=f"motion_options_{items[0]}").set_value("Lighting phase two")
    click(app, "motion_put")
    assert "Please name 2 to 20 options" in texts(app)
    assert app.text_area(key=f"motion_options_{items[0]}").value == "Lighting phase two"
    assert table.everything()["motion"] == []
    app.text_area(key=f"motion_options_{items[0]}").set_value("\n".join(OPTIONS) + "\n")
    app.number_input(key=f"motion_most_{items[0]}").set_value(2)
    app.text_input(key=f"motion_conditions_{items[0]}").set_value("Before winter")
    click(app, "motion_put")
    motion = table.row(Motion, 1)
    assert (motion.mode, motion.form, motion.options, motion.most_choices, motion.conditions) == (
        VoteMode.SECRET,
        BallotForm.CHOICES,
        list(OPTIONS),
        2,
        "Before winter",
    )


def test_hands_are_not_raised_for_a_list(table: Table, room: Callable[..., AppTest]):
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    app = room("secretariat")
    app.selectbox(key=f"motion_form_{items[0]}").set_value(BallotForm.APPROVAL).run()
    app.selectbox(key=f"motion_mode_{items[0]}").set_value(VoteMode.SHOW_OF_HANDS).run()
    assert f"motion_form_{items[0]}" not in {box.key for box in app.selectbox}
    click(app, "motion_put")
    motion = table.row(Motion, 1)
    assert (motion.mode, motion.form) == (VoteMode.SHOW_OF_HANDS, BallotForm.QUESTION)


def test_a_waiting_motion_is_put_in_new_words(table: Table, room: Callable[..., AppTest]):
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    first = votes.put(table.office, items[0], "Shall the item be adopted?", "P1", mode=VoteMode.PAPER)
    app = room("1")
    app.text_area(key=f"amend_{first}_text").set_value("Shall half of the item be adopted?")
    click(app, f"amend_{first}_go")
    assert "Please fill in this field." in texts(app)
    assert app.text_area(key=f"amend_{first}_text").value == "Shall half of the item be adopted?"
    app.text_input(key=f"amend_{first}_reason").set_value("Said in the discussion")
    click(app, f"amend_{first}_go")
    new = table.row(Motion, 2)
    assert (new.text, new.mode, new.amends_id) == ("Shall half of the item be adopted?", VoteMode.PAPER, first)
    assert table.row(Motion, first).status == MotionStatus.WITHDRAWN
    assert f"open_{new.id}" in keys(app)


# --- the ballot -------------------------------------------------------------------------------------------------------


def asked(app: AppTest) -> list[str]:
    """The buttons that confirm a choice."""
    return sorted(key for key in keys(app) if key.startswith("ballot_confirm"))


def test_a_confirmation_that_comes_late_confirms_no_other_choice(table: Table, room: Callable[..., AppTest]):
    motion = opened(table)
    app = click(room(3), "ballot_for")
    late = app.button(key="ballot_confirm_for")
    click(app, "ballot_against")
    assert asked(app) == ["ballot_confirm_against"]
    with_late(app, late).run()
    assert stored(table, motion) == []
    assert asked(app) == ["ballot_confirm_against"]
    click(app, "ballot_confirm_against")
    assert stored(table, motion) == [("against", None)]


def with_late(app: AppTest, button: Button) -> AppTest:
    """The page with a click on a button that it does not have any more."""
    button.click()
    app.main.children[max(app.main.children) + 1] = button
    return app


def test_the_moving_part_ends_after_all_it_shows(table: Table, room: Callable[..., AppTest]):
    """A run that is stopped on its way never sends its end, so that the page is asked for anew."""
    opened(table)
    app = click(room(3), "ballot_for", "ballot_confirm_for")
    drawn = [str(getattr(one, "proto", "")) for block in app.main.children.values() for one in walk(block)]

    def place(pattern: str) -> int:
        found = [number for number, element in enumerate(drawn) if re.search(pattern, element)]
        assert len(found) == 1, pattern
        return found[0]

    begun, ended = place(r'live_meeting:\d+"'), place(r'live_meeting:\d+_end"')
    assert begun < place("Your vote is stored") < ended > place("Voted:")


def test_nothing_is_cast_before_it_is_confirmed(table: Table, room: Callable[..., AppTest]):
    motion = opened(table)
    app = click(room(3), "ballot_against")
    assert "Nothing is cast before you confirm. On a keyboard: Enter confirms, Esc leads back." in texts(app)
    assert stored(table, motion) == []
    assert asked(app) == ["ballot_confirm_against"]
    click(app, "ballot_back")
    assert asked(app) == []
    assert stored(table, motion) == []
    click(app, "ballot_for", "ballot_confirm_for")
    assert stored(table, motion) == [("for", None)]
    assert asked(app) == []
    click(app, "ballot_for")
    assert asked(app) == []
    shortcuts = {button.key: button.proto.shortcut for button in app.button if button.key.startswith("ballot_")}
    assert shortcuts == {"ballot_for": "1", "ballot_against": "2", "ballot_abstain": "3"}


def test_choices_say_how_many_are_left(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, form=BallotForm.CHOICES, options=OPTIONS, most_choices=2)
    app = room(2)
    assert "Mark at most 2.  \nYou may mark 2 more." in texts(app)
    assert app.button(key="ballot_for").disabled
    app.checkbox(key=f"mark_{motion}_0").check().run()
    assert "You may mark 1 more." in texts(app)
    app.checkbox(key=f"mark_{motion}_2").check().run()
    assert "To mark another one, take a mark off first." in texts(app)
    assert app.checkbox(key=f"mark_{motion}_1").disabled
    click(app, "ballot_for", "ballot_confirm_for")
    assert stored(table, motion) == [("for", [0, 2])]
    assert "Your vote is stored: Lighting phase two, Family corner" in texts(app)
    app.checkbox(key=f"mark_{motion}_2").uncheck().run()
    click(app, "ballot_for", "ballot_confirm_for")
    assert stored(table, motion)[-1] == ("for", [0])


def test_a_list_left_empty_is_an_abstention(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, form=BallotForm.APPROVAL, options=OPTIONS)
    app = click(room(2), "ballot_abstain", "ballot_confirm_abstain")
    assert "ballot_against" not in keys(app)
    assert stored(table, motion) == [("abstain", [])]
    assert "Your vote is stored: Abstain" in texts(app)


def test_a_ranking_is_filled_place_by_place(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, form=BallotForm.RANKING, options=OPTIONS)
    app = room(2)
    assert [box.key for box in app.selectbox if box.key.startswith("place_")] == [f"place_{motion}_0"]
    app.selectbox(key=f"place_{motion}_0").set_value(2).run()
    app.selectbox(key=f"place_{motion}_1").set_value(0).run()
    assert app.selectbox(key=f"place_{motion}_2").options == ["Stairwell handrails"]
    click(app, "ballot_for", "ballot_confirm_for")
    assert stored(table, motion) == [("for", [2, 0])]
    assert "1. Family corner, 2. Lighting phase two" in texts(app)


def test_a_recused_member_reads_why_there_is_no_ballot(table: Table, room: Callable[..., AppTest]):
    _meeting, items = table.sitting(table.need("PL-XQ-1"))
    with Session(table.engine) as session:
        meeting_id = session.get_one(AgendaItem, items[0]).meeting_id
    table.save(
        Recusal(meeting_id=meeting_id, agenda_item_id=items[0], seat_id=4, reason="Own building", declared_at=NOON)
    )
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    app = room(4)
    assert "You are recused from this item, so you have no ballot on it." in texts(app)
    assert "ballot_for" not in keys(app)
    table.cast(motion, *[Choice.FOR] * 3)
    votes.close(table.office, motion)
    app.run()
    assert "1 seat was recused. Counted with the recused in the number." in texts(app)
    assert "The other way, for comparison: Should attend 10, present 9, for 3" in texts(app)


# --- still needed -----------------------------------------------------------------------------------------------------


def test_the_meter_says_what_is_needed_and_never_what_was_chosen(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, present=9)
    table.cast(motion, Choice.FOR, Choice.FOR, Choice.AGAINST)
    app = room(5)
    assert "6 approvals carry the motion.  \nHow many there are is shown once the vote has closed." in texts(app)
    assert bars(app) == ["Voted: 3 of 9 present (11 should attend) · 6 ballots are still missing."]
    assert "remind" not in keys(app)
    assert "Seat 9" not in texts(app)


def test_the_secretariat_sees_who_is_missing_and_reminds_them(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, present=7)
    table.cast(motion, *[Choice.FOR] * 5)
    office = room("secretariat")
    assert "- Seat 6: Unit 6\n- Seat 7: Unit 7" in texts(office)
    click(office, "remind")
    assert "2 seats are reminded." in texts(office)
    assert table.row(Motion, motion).reminded_at is not None
    assert "The meeting is waiting for your ballot." in texts(room(6))
    assert "The meeting is waiting for your ballot." not in texts(room(2))


# --- hands ------------------------------------------------------------------------------------------------------------


def test_hands_are_counted_in_three_numbers_that_fit_the_room(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, present=9, mode=VoteMode.SHOW_OF_HANDS)
    assert "Vote by raising your hand when the chair asks." in texts(room(3))
    app = room("secretariat")
    click(app, "hands_go")
    assert "Please enter a number; 0 where there is none." in texts(app)
    assert table.row(Motion, motion).status == MotionStatus.OPEN
    for field, number in {"votes_for": 6, "votes_against": 3, "votes_abstain": 1}.items():
        app.number_input(key=f"hands_{motion}_{field}").set_value(number)
    click(app, "hands_go")
    assert "10 votes from 9 voters in the room: count again." in texts(app)
    assert table.row(Motion, motion).status == MotionStatus.OPEN
    assert app.number_input(key=f"hands_{motion}_votes_for").value == 6
    app.number_input(key=f"hands_{motion}_votes_abstain").set_value(0)
    click(app, "hands_go")
    assert outcome(table, motion) == Outcome.CARRIED
    assert "1 voter voting otherwise would have changed the result." in texts(app)
    assert "Worded as: **Agreed as a project**" in texts(app)


# --- paper ------------------------------------------------------------------------------------------------------------


def count(app: AppTest, motion: int, **figures: int) -> AppTest:
    given = {"issued": 9, "returned": 9, "invalid": 0, "votes_for": 7, "votes_against": 2, "votes_abstain": 0} | figures
    for field, number in given.items():
        app.number_input(key=f"count_{motion}_{field}").set_value(number)
    return click(app, "teller_go")


def test_two_tellers_must_agree(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, present=9, mode=VoteMode.PAPER)
    assert "Mark your paper ballot and put it into the box." in texts(room(3))
    office = click(room("secretariat"), f"end_vote_{motion}")
    assert table.row(Motion, motion).status == MotionStatus.COUNTING
    assert "Your count is entered." in texts(count(office, motion))
    second = room(2)
    assert "One teller has entered a count. It stays hidden until yours is entered." in texts(second)
    count(second, motion, votes_for=6, votes_against=3)
    assert "The two counts differ in: For, Against. Count these again" in texts(second)
    assert table.row(Motion, motion).status == MotionStatus.COUNTING
    count(second, motion)
    assert outcome(table, motion) == Outcome.CARRIED
    assert "issued 9, returned 9, invalid 0" in texts(second)
    assert len(table.everything()["teller_count"]) == 3


def test_more_ballots_back_than_out_voids_the_vote(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, present=9, mode=VoteMode.PAPER)
    votes.end_voting(table.office, motion)
    for who in ("secretariat", 2):
        app = room(who)
        app.number_input(key=f"count_{motion}_issued").set_value(9)
        app.number_input(key=f"count_{motion}_returned").set_value(10)
        click(app, "teller_go")
    assert outcome(table, motion) == Outcome.VOID
    assert "More ballots came back (10) than were issued (9): the vote is void." in texts(app)
    assert f"amend_{motion}_go" in keys(room("secretariat"))


def test_paper_with_a_list_counts_every_option(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, present=9, mode=VoteMode.PAPER, form=BallotForm.APPROVAL, options=OPTIONS)
    votes.end_voting(table.office, motion)
    for who in ("secretariat", 2):
        app = room(who)
        for n, number in enumerate((7, 5, 2)):
            app.number_input(key=f"count_{motion}_option_{n}").set_value(number)
        count(app, motion, votes_for=8, votes_against=0, votes_abstain=1)
    assert outcome(table, motion) == Outcome.CARRIED
    shown = app.table[0].value
    assert list(shown["Result"]) == ["carried", "not carried", "not carried"]


# --- secret -----------------------------------------------------------------------------------------------------------


def code_of(app: AppTest) -> str:
    """Return the text shown once."""
    return app.code[0].value


def sealed(table: Table, room: Callable[..., AppTest], **kwargs: object) -> tuple[int, str, str]:
    """Return the motion of an open secret vote and the codes of the secretariat's and the chair's keys."""
    _meeting, items = table.sitting(table.need("PL-XQ-1"), present=9)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1", mode=VoteMode.SECRET, **kwargs)
    codes = [code_of(click(room(who), "draw_key")) for who in ("secretariat", "1")]
    votes.open_vote(table.office, motion)
    return motion, *codes


def test_two_people_draw_keys_before_a_secret_vote_opens(table: Table, room: Callable[..., AppTest]):
    _meeting, items = table.sitting(present=9)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1", mode=VoteMode.SECRET)
    office = room("secretariat")
    assert bars(office) == ["0 of 2 keys are drawn."]
    click(office, f"open_{motion}")
    assert "A secret vote needs two key holders: 0 of 2 keys are drawn." in texts(office)
    assert table.row(Motion, motion).status == MotionStatus.READY
    click(office, "draw_key")
    code = code_of(office)
    assert bars(office) == ["1 of 2 keys is drawn."]
    click(office, "key_code_kept")
    assert [element.value for element in office.code] == []
    assert "You hold one of the two keys." in texts(office)
    office.text_input(key="key_checked").set_value("wrong")
    click(office, "check_code_go")
    assert "This is the code of your key." not in texts(office)
    office.text_input(key="key_checked").set_value(code)
    click(office, "check_code_go")
    assert "This is the code of your key." in texts(office)
    click(room(3), "draw_key")
    assert "draw_key" not in keys(room(4))
    click(room("secretariat"), f"open_{motion}")
    assert table.row(Motion, motion).status == MotionStatus.OPEN


def test_a_secret_ballot_is_sealed_and_its_receipt_shown_once(table: Table, room: Callable[..., AppTest]):
    sealed(table, room)
    app = room(3)
    assert "Secret ballot: once cast, it cannot be changed or taken back." in texts(app)
    click(app, "ballot_for", "ballot_confirm_for")
    assert "Your secret ballot is in the box. It cannot be changed." in texts(app)
    assert "ballot_for" not in keys(app)
    assert len(code_of(app)) >= 8
    assert "it cannot show how you voted" in texts(app)
    assert bars(app) == ["Voted: 1 of 9 present (11 should attend) · 8 ballots are still missing."]
    click(app, "receipt_kept")
    assert [element.value for element in app.code] == []
    assert table.everything()["ballot"] == []
    assert "Your secret ballot is in the box." in texts(room(3))
    assert [element.value for element in room(3).code] == []
    assert "- Seat 2: Unit 2" in texts(room("secretariat"))
    assert "- Seat 3: Unit 3" not in texts(room("secretariat"))


def test_both_key_holders_open_the_envelopes_and_receipts_are_listed(table: Table, room: Callable[..., AppTest]):
    motion, first, second = sealed(table, room)
    receipts = {code_of(click(room(seat), "ballot_for", "ballot_confirm_for")) for seat in range(1, 8)}
    office = click(room("secretariat"), f"end_vote_{motion}")
    assert bars(office) == ["0 of 2 keys are used."]
    office.text_input(key="key_typed").set_value(second)
    click(office, "open_envelopes")
    assert "This is not the code of your key of this vote." in texts(office)
    assert office.text_input(key="key_typed").value == second
    office.text_input(key="key_typed").set_value(first)
    click(office, "open_envelopes")
    assert "Your part is done. The other key holder comes next." in texts(office)
    chair = room("1")
    chair.text_input(key="key_typed").set_value(second)
    click(chair, "open_envelopes")
    assert outcome(table, motion) == Outcome.CARRIED
    assert f"by_seat_{motion}" not in {toggle.key for toggle in chair.toggle}
    chair.toggle(key=f"receipts_{motion}").set_value(True).run()
    assert set(chair.code[-1].value.split()) == receipts
    assert f"correct_{motion}_go" not in keys(chair)


def test_the_second_key_holder_waits_for_the_first(table: Table, room: Callable[..., AppTest]):
    motion, _first, _second = sealed(table, room)
    votes.end_voting(table.office, motion)
    chair = room("1")
    assert "The other key holder opens the outer envelopes first. Yours come next." in texts(chair)
    assert "open_envelopes" not in keys(chair)
    assert "open_envelopes" not in keys(room(3))


def test_the_marks_of_a_secret_list_are_not_kept_in_the_tab(table: Table, room: Callable[..., AppTest]):
    motion, _office, _chair = sealed(table, room, form=BallotForm.APPROVAL, options=OPTIONS)
    app = room(3)
    app.checkbox(key=f"mark_{motion}_1").check().run()
    click(app, "ballot_for", "ballot_confirm_for")
    assert not [box.key for box in app.checkbox if box.key.startswith("mark_")]
    assert f"mark_{motion}_1" not in app.session_state


def test_few_secret_ballots_show_the_outcome_only(table: Table, room: Callable[..., AppTest]):
    motion, first, second = sealed(table, room)
    click(room(2), "ballot_for", "ballot_confirm_for")
    votes.end_voting(table.office, motion)
    for who, code in (("secretariat", first), ("1", second)):
        app = room(who)
        app.text_input(key="key_typed").set_value(code)
        click(app, "open_envelopes")
    drawn = texts(room(5))
    assert "Few ballots were cast, so the counts stay hidden" in drawn
    assert "for 1" not in drawn


# --- afterwards -------------------------------------------------------------------------------------------------------


def closed(table: Table, *choices: Choice) -> int:
    motion = opened(table, present=9)
    table.cast(motion, *choices)
    votes.close(table.office, motion)
    return motion


def test_a_lost_motion_gets_a_second_ballot_beside_the_first(table: Table, room: Callable[..., AppTest]):
    first = closed(table, *[Choice.FOR] * 5, *[Choice.AGAINST] * 3, Choice.ABSTAIN)
    app = room("secretariat")
    assert "6 needed, 1 short, not carried" in texts(app)
    app.text_input(key=f"amend_{first}_conditions").set_value("Without felling trees")
    app.text_input(key=f"amend_{first}_reason").set_value("Objection of the ground floor")
    click(app, f"amend_{first}_go")
    second = table.row(Motion, 2)
    assert (second.amends_id, second.conditions) == (first, "Without felling trees")
    click(app, f"open_{second.id}")
    table.cast(second.id, *[Choice.FOR] * 9)
    click(app, f"close_{second.id}")
    assert outcome(table, second.id) == Outcome.CARRIED_WITH_CONDITIONS
    drawn = texts(app)
    assert "The votes on this item" in drawn
    assert "Motion 2 on this item, in new words" in drawn
    assert "6 needed, 1 short, not carried" in drawn
    assert [any("carried" in text.value for text in column.markdown) for column in app.columns][-2:] == [True, True]


def test_a_count_is_upheld_with_a_word_on_how(table: Table, room: Callable[..., AppTest]):
    motion = closed(table, *[Choice.FOR] * 9)
    app = click(room("1"), f"uphold_{motion}_go")
    assert "Please fill in this field." in texts(app)
    app.text_area(key=f"uphold_{motion}_reason").set_value("Ballots counted again with the sheet")
    click(app, f"uphold_{motion}_go")
    assert "The check is noted: the result stands." in texts(app)
    assert f"correct_{motion}_go" not in keys(app)
    assert f"uphold_{motion}_go" not in keys(room(3))


def test_a_count_typed_wrongly_is_corrected_as_a_new_version(table: Table, room: Callable[..., AppTest]):
    motion = opened(table, present=9, mode=VoteMode.SHOW_OF_HANDS)
    votes.close_hands(table.office, motion, 5, 4, 0)
    app = room("secretariat")
    assert app.number_input(key=f"correct_{motion}_votes_for").value == 5
    app.number_input(key=f"correct_{motion}_votes_for").set_value(6)
    app.number_input(key=f"correct_{motion}_votes_against").set_value(3)
    click(app, f"correct_{motion}_go")
    assert "Please fill in this field." in texts(app)
    app.text_area(key=f"correct_{motion}_reason").set_value("A hand was overlooked")
    click(app, f"correct_{motion}_go")
    assert outcome(table, motion) == Outcome.CARRIED
    assert table.row(AgendaItem, 1).status == AgendaStatus.ADOPTED
    drawn = texts(app)
    assert "for 5, against 4, abstained 0" in drawn
    assert "A hand was overlooked" in drawn
    with Session(table.engine) as session:
        assert [row.version for row in session.exec(select(VoteCount).order_by(VoteCount.version))] == [1, 2]


def test_a_vote_gone_wrong_is_void_and_voted_again(table: Table, room: Callable[..., AppTest]):
    motion = closed(table, *[Choice.FOR] * 9)
    app = room("secretariat")
    app.text_area(key=f"void_{motion}_reason").set_value("A guest had voted")
    click(app, f"void_{motion}_go")
    assert table.row(Motion, motion).status == MotionStatus.VOIDED
    assert table.row(AgendaItem, 1).status == AgendaStatus.IN_DISCUSSION
    assert table.row(Need, 1).status == NeedStatus.ON_AGENDA
    assert "motion_put" in keys(app)


def test_an_open_vote_is_broken_off_with_a_reason(table: Table, room: Callable[..., AppTest]):
    motion = opened(table)
    app = click(room("secretariat"), "break_off_go")
    assert table.row(Motion, motion).status == MotionStatus.OPEN
    app.text_input(key="break_off_reason").set_value("The wrong text was read out")
    click(app, "break_off_go")
    assert table.row(Motion, motion).status == MotionStatus.VOIDED
    assert "motion_put" in keys(app)


@pytest.mark.parametrize("who", ["3", "1", "secretariat"])
@pytest.mark.parametrize("mode", [VoteMode.RECORDED, VoteMode.SHOW_OF_HANDS, VoteMode.PAPER])
def test_every_way_to_vote_is_drawn_in_chinese(table: Table, room: Callable[..., AppTest], mode: VoteMode, who: str):
    motion = opened(table, mode=mode)
    assert not room(who, "zh_CN").exception
    if mode is VoteMode.PAPER:
        votes.end_voting(table.office, motion)
        assert not room(who, "zh_CN").exception
    assert table.everything()["teller_count"] == []
