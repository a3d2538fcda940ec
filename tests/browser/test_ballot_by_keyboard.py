"""A ballot is cast with the keyboard alone, and never by accident."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.motion import Ballot
from tests.browser import committee
from tests.browser.hands import SOON, Hand, Watch

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.closest('[class*=st-key-]')?.className.match(/st-key-(\\w+)/)[1]"


def test_a_ballot_by_keys_takes_two_steps_and_enter_never_answers_for_another_button(
    data: Path, engine_of: Engine, serve: Callable[[Path], str], person: Callable[..., BrowserContext], tmp_path: Path
):
    seated = committee.seat(engine_of)
    motion_id = committee.open_vote(engine_of, seated)
    account, watch = seated.accounts["second"], Watch()
    member = Hand(person("en"), serve(data), "second", watch, shots=tmp_path)
    member.sign_in(account.username, account.password)
    member.open("room")
    keys, confirm = member.page.keyboard, member.starting("ballot_confirm_")

    def stored() -> list[str]:
        with Session(engine_of) as session:
            return [str(choice) for choice in session.exec(select(Ballot.choice).where(Ballot.motion_id == motion_id))]

    keys.press("2")
    expect(confirm.locator("button")).to_be_focused(timeout=SOON)
    keys.press("Escape")
    expect(confirm).to_have_count(0, timeout=SOON)
    keys.press("2")
    expect(confirm.locator("button")).to_be_focused(timeout=SOON)
    keys.press("Tab")
    assert member.page.evaluate(FOCUSED) == "ballot_back"
    keys.press("Enter")
    expect(confirm).to_have_count(0, timeout=SOON)
    assert stored() == []
    keys.press("1")
    expect(confirm.locator("button")).to_be_focused(timeout=SOON)
    keys.press("Enter")
    expect(member.at("vote")).to_contain_text("Your vote is stored: For", timeout=SOON)
    assert stored() == ["for"]
    assert watch.complaints == []
