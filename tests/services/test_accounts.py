"""Accounts: who is acting, coming and going, the brake on guessing, and what administrators may do."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import bcrypt
import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, col, func, select

from dashboard.errors import BadInput, DomainError, NotAllowed, NotFound, RuleBroken
from dashboard.rules.credentials import generated_password, password_chosen
from dashboard.rules.permissions import Permission
from dashboard.services import accounts, demonstration
from dashboard.services.accounts import AccountDraft, RegistrationDraft, brake
from dashboard.services.context import SYSTEM, VISITOR, Actor, Context
from models.account import Account, AccountRole, AuthSession, SignInFailure, SignInTicket
from models.audit import AuditEntry
from models.enums import OrganisationType, Role
from models.organisation import Body, Organisation, Seat
from tests.factories import Clock

Make = Callable[..., Context]
GOOD = "ten green bottles"


@dataclass(frozen=True, eq=False)
class QuickPasswords:
    """Real bcrypt at the lowest cost; remembers what it was asked to check."""

    checked: list[str]

    def hash(self, password: str) -> str:
        return bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()

    def matches(self, password: str, hashed: str) -> bool:
        self.checked.append(hashed)
        return bcrypt.checkpw(password.encode(), hashed.encode())


@pytest.fixture
def passwords() -> QuickPasswords:
    return QuickPasswords([])


@pytest.fixture
def visitor(engine: Engine, clock: Clock) -> Context:
    return Context(engine, accounts.visitor, clock)


@pytest.fixture
def system(engine: Engine, clock: Clock) -> Context:
    return Context(engine, accounts.as_system, clock)


@pytest.fixture
def resident(visitor: Context, passwords: QuickPasswords) -> Context:
    """``li.mei``, registered and signed in."""
    accounts.register(visitor, draft(), passwords)
    return holding(visitor, signed_in(visitor, passwords))


def draft(username: str = "li.mei", password: str = GOOD, consent: bool = True) -> RegistrationDraft:
    return RegistrationDraft(username=username, display_name="李梅", password=password, consent=consent)


def signed_in(visitor: Context, passwords: QuickPasswords, username: str = "li.mei", password: str = GOOD) -> str:
    return accounts.redeem(visitor, accounts.sign_in(visitor, username, password, "", passwords))


def holding(ctx: Context, token: str) -> Context:
    return Context(ctx.engine, partial(accounts.by_token, token=token, now=ctx.clock), ctx.clock)


def who(ctx: Context, token: str) -> Actor:
    return holding(ctx, token).actor


def opened(ctx: Context, passwords: QuickPasswords, username: str, *roles: Role) -> accounts.IssuedPassword:
    new = AccountDraft(username=username, display_name=username.title(), roles=frozenset(roles))
    return accounts.create_account(ctx, new, passwords)


def count(engine: Engine, table: type) -> int:
    with Session(engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def trail(engine: Engine) -> list[tuple[str, str]]:
    with Session(engine) as session:
        return [(row.action, row.subject) for row in session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))]


# --- who is acting ---------------------------------------------------------------------------------------------------


def test_by_token_returns_the_account_with_its_roles(resident: Context):
    assert resident.actor == Actor(1, "李梅", frozenset({Role.RESIDENT}), None)


def test_by_token_asks_the_database_once(resident: Context, engine: Engine):
    statements = []
    event.listen(engine, "before_cursor_execute", lambda _c, _k, text, *_rest: statements.append(text))
    with Session(engine) as session:
        resident.identify(session)
    assert [text.split()[0] for text in statements if text != "BEGIN"] == ["SELECT"]


def test_by_token_of_an_unknown_token_is_a_visitor(visitor: Context):
    assert who(visitor, "made-up") == VISITOR


def test_by_token_ends_after_the_longest_stay(resident: Context, clock: Clock):
    for _step in range(11):
        clock.forward(minutes=60)
        token_row(resident).seen_at = clock.at
        touch(resident.engine, clock)
    clock.forward(minutes=59)
    assert fresh(resident).actor.id == 1
    clock.forward(minutes=1)
    assert fresh(resident).actor == VISITOR


def test_by_token_ends_when_idle(resident: Context, clock: Clock):
    clock.forward(minutes=119)
    assert fresh(resident).actor.id == 1
    clock.forward(minutes=1)
    assert fresh(resident).actor == VISITOR


def token_row(ctx: Context) -> AuthSession:
    with Session(ctx.engine) as session:
        return session.exec(select(AuthSession)).one()


def touch(engine: Engine, clock: Clock) -> None:
    with Session(engine.execution_options(writes=True)) as session:
        row = session.exec(select(AuthSession)).one()
        row.seen_at = clock.at
        session.add(row)
        session.commit()


def fresh(ctx: Context) -> Context:
    return Context(ctx.engine, ctx.identify, ctx.clock)


def test_keep_alive_notes_use_every_five_minutes_without_an_audit_line(
    visitor: Context, passwords: QuickPasswords, clock: Clock
):
    accounts.register(visitor, draft(), passwords)
    token = signed_in(visitor, passwords)
    before, lines = clock.at, trail(visitor.engine)
    clock.forward(minutes=4)
    accounts.keep_alive(holding(visitor, token), token)
    assert token_row(visitor).seen_at == before
    clock.forward(minutes=1)
    accounts.keep_alive(holding(visitor, token), token)
    assert token_row(visitor).seen_at == clock.at
    assert trail(visitor.engine) == lines


def test_as_account_and_as_system(resident: Context):
    assert Context(resident.engine, accounts.as_account(1)).actor == resident.actor
    assert Context(resident.engine, accounts.as_account(99)).actor == VISITOR
    assert Context(resident.engine, accounts.as_system).actor == SYSTEM


# --- opening an account ----------------------------------------------------------------------------------------------


def test_register_signs_its_owner_in(visitor: Context, passwords: QuickPasswords):
    ticket = accounts.register(visitor, draft("Ｌi.Mei"), passwords)
    actor = who(visitor, accounts.redeem(visitor, ticket))
    assert actor == Actor(1, "李梅", frozenset({Role.RESIDENT}), None)
    own = accounts.own_account(Context(visitor.engine, accounts.as_account(1), visitor.clock))
    assert (own.username, own.consented_at, own.must_change_password) == ("li.mei", visitor.now(), False)
    assert trail(visitor.engine) == [("account.register", "account/1"), ("account.session_begin", "account/1")]


@pytest.mark.parametrize("username", ["李梅", "zhang_3", "a.b-c", "𠮷田"])
def test_register_takes_letters_digits_and_chinese(visitor: Context, passwords: QuickPasswords, username: str):
    accounts.register(visitor, draft(username), passwords)
    assert signed_in(visitor, passwords, username.upper())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"username": "li mei"}, "username"),
        ({"username": "li@mei"}, "username"),
        ({"username": "li\nmei"}, "username"),
        ({"password": "nine sign"}, "password"),
        ({"password": "长" * 25}, "password"),
        ({"password": "password123"}, "password"),
        ({"password": "PASSWORD123"}, "password"),
        ({"password": "aaaaaaaaaab"}, "password"),
        ({"username": "li.mei.1970", "password": "Li.Mei.1970"}, "password"),
        ({"consent": False}, "consent"),
    ],
)
def test_register_refuses_and_writes_nothing(
    visitor: Context, passwords: QuickPasswords, changed: dict[str, object], field: str
):
    with pytest.raises(BadInput) as refused:
        accounts.register(visitor, draft(**changed), passwords)
    assert refused.value.field == field
    assert (count(visitor.engine, Account), trail(visitor.engine)) == (0, [])


def test_register_refuses_a_name_that_is_taken_in_any_spelling(resident: Context, visitor: Context, passwords):
    with pytest.raises(BadInput, match="taken"):
        accounts.register(visitor, draft("LI.MEI"), passwords)
    assert count(visitor.engine, Account) == 1


def test_register_twice_with_one_key_opens_one_account(visitor: Context, passwords: QuickPasswords, clock: Clock):
    first = accounts.register(visitor, draft(), passwords, key="k")
    second = accounts.register(visitor, draft(), passwords, key="k")
    assert count(visitor.engine, Account) == 1
    assert who(visitor, accounts.redeem(visitor, first)) == who(visitor, accounts.redeem(visitor, second))
    clock.forward(minutes=3)
    with pytest.raises(RuleBroken):
        accounts.register(visitor, draft(), passwords, key="k")


def test_register_is_for_visitors_only(resident: Context, passwords: QuickPasswords):
    with pytest.raises(NotAllowed):
        accounts.register(resident, draft("another"), passwords)
    assert count(resident.engine, Account) == 1


def test_register_brakes_one_address(visitor: Context, passwords: QuickPasswords):
    for number in range(brake.REGISTRATIONS_PER_ADDRESS):
        accounts.register(visitor, draft(f"person{number}"), passwords, address="203.0.113.7")
    with pytest.raises(RuleBroken):
        accounts.register(visitor, draft("one.more"), passwords, address="203.0.113.7")
    assert accounts.register(visitor, draft("elsewhere"), passwords, address="203.0.113.8")


def test_a_draft_and_an_issued_password_never_show_the_password():
    issued = accounts.IssuedPassword(1, "name", GOOD)
    assert GOOD not in repr(draft())
    assert GOOD not in repr(issued)


def test_generated_passwords_pass_the_rule_and_differ():
    made = {generated_password() for _time in range(50)}
    assert len(made) == 50
    assert all(password_chosen(password, "somebody") == password for password in made)


# --- signing in ------------------------------------------------------------------------------------------------------


def test_sign_in_and_redeem_give_a_session(resident: Context, visitor: Context, passwords: QuickPasswords):
    ticket = accounts.sign_in(visitor, " LI.MEI ", f" {GOOD} ", "203.0.113.7", passwords)
    token = accounts.redeem(visitor, ticket)
    assert who(visitor, token).id == 1
    stored = visitor.engine.connect().exec_driver_sql("SELECT token_sha256 FROM auth_session").all()
    assert token not in {row[0] for row in stored}


@pytest.mark.parametrize(("username", "password"), [("li.mei", "wrong password"), ("nobody", GOOD), ("gone", GOOD)])
def test_sign_in_refuses_alike(
    resident: Context, visitor: Context, system: Context, passwords, username: str, password: str
):
    accounts.register(visitor, draft("gone"), passwords)
    accounts.deactivate(system, 2)
    passwords.checked.clear()
    tickets = count(visitor.engine, SignInTicket)
    with pytest.raises(NotAllowed) as refused:
        accounts.sign_in(visitor, username, password, "", passwords)
    assert str(refused.value) == "User name or password is wrong."
    assert [hashed[:7] for hashed in passwords.checked] == ["$2b$04$"]
    assert count(visitor.engine, SignInTicket) == tickets
    assert trail(visitor.engine)[-1][0] == "account.sign_in_refused"


def test_sign_in_of_an_unknown_name_checks_one_real_hash(visitor: Context, passwords: QuickPasswords):
    for name in ("nobody", "no.one"):
        with pytest.raises(NotAllowed):
            accounts.sign_in(visitor, name, GOOD, "", passwords)
    assert len(set(passwords.checked)) == 1


@pytest.mark.parametrize("username", ["li.mei", "nobody"])
def test_sign_in_pauses_longer_and_longer_and_never_for_good(
    resident: Context, visitor: Context, passwords: QuickPasswords, clock: Clock, username: str
):
    passwords.checked.clear()
    for _time in range(5):
        wrong(visitor, passwords, username)
    waits = []
    for pause in (1, 2, 4, 8, 15, 15):
        with pytest.raises(RuleBroken) as refused:
            accounts.sign_in(visitor, username, GOOD + "!", "", passwords)
        waits.append(refused.value.facts["minutes"])
        clock.forward(minutes=pause)
        wrong(visitor, passwords, username)
    assert waits == [1, 2, 4, 8, 15, 15]
    assert len(passwords.checked) == 11


def wrong(ctx: Context, passwords: QuickPasswords, username: str = "li.mei", address: str = "") -> None:
    with pytest.raises(NotAllowed):
        accounts.sign_in(ctx, username, "wrong password", address, passwords)


def test_sign_in_right_after_a_pause_starts_the_count_anew(resident: Context, visitor, passwords, clock: Clock):
    for _time in range(5):
        wrong(visitor, passwords)
    clock.forward(minutes=1)
    assert signed_in(visitor, passwords)
    assert count(visitor.engine, SignInFailure) == 0


def test_a_pause_refuses_the_right_password_and_writes_nothing(resident: Context, visitor: Context, passwords):
    for _time in range(5):
        wrong(visitor, passwords)
    lines = trail(visitor.engine)
    with pytest.raises(RuleBroken):
        accounts.sign_in(visitor, "li.mei", GOOD, "", passwords)
    assert trail(visitor.engine) == lines


def test_many_tries_at_once_are_all_counted(resident: Context, visitor: Context, passwords: QuickPasswords):
    passwords.checked.clear()

    def guess() -> None:
        with pytest.raises(DomainError):
            accounts.sign_in(visitor, "li.mei", "wrong password", "", passwords)

    threads = [threading.Thread(target=guess) for _number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passwords.checked) == 5


def test_an_address_is_braked_over_many_names_and_a_success_counts_not(
    resident: Context, visitor: Context, passwords: QuickPasswords
):
    here = "203.0.113.9"
    for number in range(brake.TRIES_PER_ADDRESS - 1):
        wrong(visitor, passwords, f"name{number}", here)
    assert accounts.sign_in(visitor, "li.mei", GOOD, here, passwords)
    wrong(visitor, passwords, "one.more", here)
    with pytest.raises(RuleBroken):
        accounts.sign_in(visitor, "li.mei", GOOD, here, passwords)
    assert accounts.sign_in(visitor, "li.mei", GOOD, "203.0.113.10", passwords)


def test_old_tries_are_forgotten(visitor: Context, passwords: QuickPasswords, clock: Clock):
    wrong(visitor, passwords, "nobody")
    clock.forward(hours=25)
    wrong(visitor, passwords, "no.one")
    assert count(visitor.engine, SignInFailure) == 1


# --- tickets and leaving ---------------------------------------------------------------------------------------------


def test_a_ticket_works_once(resident: Context, visitor: Context, passwords: QuickPasswords):
    ticket = accounts.sign_in(visitor, "li.mei", GOOD, "", passwords)
    assert accounts.redeem(visitor, ticket)
    sessions = count(visitor.engine, AuthSession)
    with pytest.raises(NotAllowed):
        accounts.redeem(visitor, ticket)
    assert count(visitor.engine, AuthSession) == sessions


def test_a_ticket_lives_for_a_minute(resident: Context, visitor: Context, passwords, clock: Clock):
    ticket = accounts.sign_in(visitor, "li.mei", GOOD, "", passwords)
    clock.forward(seconds=60)
    with pytest.raises(NotAllowed):
        accounts.redeem(visitor, ticket)


@pytest.mark.parametrize("end", [accounts.end_sessions, accounts.deactivate])
def test_a_ticket_ends_with_the_sessions(resident: Context, visitor, system: Context, passwords, end):
    ticket = accounts.sign_in(visitor, "li.mei", GOOD, "", passwords)
    end(system, 1)
    with pytest.raises(NotAllowed):
        accounts.redeem(visitor, ticket)


def test_redeem_ends_the_session_it_replaces(visitor: Context, passwords: QuickPasswords):
    first = accounts.redeem(visitor, accounts.register(visitor, draft(), passwords))
    ticket = accounts.sign_in(visitor, "li.mei", GOOD, "", passwords)
    second = accounts.redeem(visitor, ticket, replaces=first)
    assert (who(visitor, first), who(visitor, second).id) == (VISITOR, 1)


def test_sign_out_ends_the_session_and_tells_its_tabs(visitor: Context, passwords: QuickPasswords):
    token = accounts.redeem(visitor, accounts.register(visitor, draft(), passwords))
    accounts.sign_out(holding(visitor, token), token)
    assert who(visitor, token) == VISITOR
    with Session(visitor.engine) as session:
        last = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert last is not None
    assert (last.action, last.channel, last.actor_id) == ("account.sign_out", "account:1", 1)
    lines = trail(visitor.engine)
    accounts.sign_out(visitor, token)
    assert trail(visitor.engine) == lines


# --- one's own account -----------------------------------------------------------------------------------------------


def test_change_password_ends_every_session_and_hands_over_a_new_one(resident: Context, visitor: Context, passwords):
    elsewhere = signed_in(visitor, passwords)
    ticket = accounts.change_password(resident, GOOD, "eleven blue kites", passwords)
    assert (who(visitor, elsewhere), fresh(resident).actor) == (VISITOR, VISITOR)
    assert who(visitor, accounts.redeem(visitor, ticket)).id == 1
    assert signed_in(visitor, passwords, password="eleven blue kites")
    wrong_old = [row for row in trail(visitor.engine) if row[0] == "account.change_password"]
    assert wrong_old == [("account.change_password", "account/1")]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("not it at all", "eleven blue kites", "password"), (GOOD, "short", "new_password"), (GOOD, GOOD, "new_password")],
)
def test_change_password_refuses_and_changes_nothing(resident: Context, visitor, passwords, old, new, field):
    with pytest.raises(BadInput) as refused:
        accounts.change_password(resident, old, new, passwords)
    assert refused.value.field == field
    assert fresh(resident).actor.id == 1
    assert signed_in(visitor, passwords)


def test_change_password_is_braked(resident: Context, passwords: QuickPasswords):
    for _time in range(5):
        with pytest.raises(BadInput):
            accounts.change_password(resident, "not it at all", "eleven blue kites", passwords)
    with pytest.raises(RuleBroken):
        accounts.change_password(resident, GOOD, "eleven blue kites", passwords)


def test_preferences_are_kept(resident: Context):
    accounts.save_preferences(resident, "en", True)
    own = accounts.own_account(resident)
    assert (own.language, own.large_text) == ("en", True)
    with pytest.raises(BadInput):
        accounts.save_preferences(resident, "xx", False)
    assert accounts.own_account(resident).language == "en"


def test_own_sessions_and_ending_them(visitor: Context, passwords: QuickPasswords, clock: Clock):
    tokens = [accounts.redeem(visitor, accounts.register(visitor, draft(), passwords))]
    for _time in range(3):
        clock.forward(minutes=1)
        tokens.append(signed_in(visitor, passwords))
    me = holding(visitor, tokens[1])
    listed = accounts.own_sessions(me, tokens[1])
    assert [row.current for row in listed] == [False, False, True, False]
    assert not any(token[:16] in {row.id for row in listed} for token in tokens)
    accounts.end_own_session(me, listed[0].id)
    assert [who(visitor, token).id for token in tokens] == [1, 1, 1, None]
    accounts.end_other_sessions(me, tokens[1])
    assert [who(visitor, token).id for token in tokens] == [None, 1, None, None]
    assert [row.current for row in accounts.own_sessions(me, tokens[1])] == [True]


def test_nobody_ends_the_session_of_another(resident: Context, visitor: Context, passwords: QuickPasswords):
    mine = accounts.own_sessions(resident, None)[0]
    other = holding(visitor, accounts.redeem(visitor, accounts.register(visitor, draft("other"), passwords)))
    with pytest.raises(NotFound):
        accounts.end_own_session(other, mine.id)
    assert fresh(resident).actor.id == 1


def test_close_account_leaves_no_name_and_no_way_in(resident: Context, visitor: Context, passwords: QuickPasswords):
    accounts.close_account(resident, GOOD, passwords)
    assert fresh(resident).actor == VISITOR
    wrong(visitor, passwords)
    with Session(visitor.engine) as session:
        row = session.get_one(Account, 1)
        assert (row.username, row.display_name, row.active, row.consented_at) == ("closed:1", "", False, None)
    assert count(visitor.engine, AccountRole) == 0
    assert accounts.register(visitor, draft(), passwords)


def test_close_account_needs_the_password(resident: Context, passwords: QuickPasswords):
    with pytest.raises(BadInput):
        accounts.close_account(resident, "not it at all", passwords)
    assert fresh(resident).actor.id == 1


def test_close_account_refuses_a_seat_holder(resident: Context, passwords: QuickPasswords, saved):
    saved(Body(code="members", name_zh="委员会议"))
    unit = saved(Organisation(code="e1", name_zh="甲", type=OrganisationType.ENTERPRISE, joined_on=resident.today()))
    saved(Seat(body_code="members", number=1, organisation_id=unit.id, user_id=1, starts_on=resident.today()))
    with pytest.raises(RuleBroken, match="seat"):
        accounts.close_account(resident, GOOD, passwords)
    assert fresh(resident).actor.id == 1


def test_the_only_administrator_cannot_leave(system: Context, visitor: Context, passwords: QuickPasswords):
    boss = opened(system, passwords, "boss", Role.ADMINISTRATOR)
    me = Context(system.engine, accounts.as_account(boss.account_id), system.clock)
    with pytest.raises(RuleBroken, match="only administrator"):
        accounts.close_account(me, boss.password, passwords)
    opened(system, passwords, "second", Role.ADMINISTRATOR)
    accounts.close_account(me, boss.password, passwords)
    assert fresh(me).actor == VISITOR


# --- administration --------------------------------------------------------------------------------------------------


@pytest.fixture
def boss(system: Context, passwords: QuickPasswords) -> Context:
    made = opened(system, passwords, "boss", Role.ADMINISTRATOR)
    return Context(system.engine, accounts.as_account(made.account_id), system.clock)


def test_create_account_generates_a_password_to_be_changed(boss: Context, visitor: Context, passwords):
    made = opened(boss, passwords, "Member.7", Role.MEMBER, Role.CHAIR)
    token = signed_in(visitor, passwords, made.username, made.password)
    assert who(visitor, token).roles == {Role.MEMBER, Role.CHAIR}
    assert accounts.own_account(holding(visitor, token)).must_change_password is True
    accounts.change_password(holding(visitor, token), made.password, GOOD, passwords)
    again = holding(visitor, signed_in(visitor, passwords, made.username))
    assert accounts.own_account(again).must_change_password is False


@pytest.mark.parametrize("roles", [set(), {Role.SYSTEM}, {Role.VISITOR, Role.MEMBER}, {Role.LIAISON}])
def test_create_account_refuses_roles_that_cannot_be_given(boss: Context, passwords, roles: set[Role]):
    with pytest.raises(BadInput):
        opened(boss, passwords, "somebody", *roles)
    assert count(boss.engine, Account) == 1


def test_a_liaison_speaks_for_an_organisation(boss: Context, passwords: QuickPasswords, saved):
    unit = saved(Organisation(code="e1", name_zh="甲", type=OrganisationType.ENTERPRISE, joined_on=boss.today()))
    new = AccountDraft(username="liaison", display_name="L", roles=frozenset({Role.LIAISON}), organisation_id=unit.id)
    made = accounts.create_account(boss, new, passwords)
    assert Context(boss.engine, accounts.as_account(made.account_id)).actor.organisation_id == unit.id


def test_set_roles_is_in_force_at_the_next_click(boss: Context, visitor: Context, passwords: QuickPasswords):
    made = opened(boss, passwords, "somebody", Role.RESIDENT)
    token = signed_in(visitor, passwords, "somebody", made.password)
    accounts.set_roles(boss, made.account_id, {Role.MEMBER})
    assert who(visitor, token).roles == {Role.MEMBER}
    with Session(boss.engine) as session:
        line = session.exec(select(AuditEntry).where(AuditEntry.action == "account.set_roles")).one()
    assert (line.facts, line.channel) == ({"before": ["resident"], "after": ["member"]}, f"account:{made.account_id}")


@pytest.mark.parametrize(
    "change",
    [
        lambda ctx, passwords: accounts.set_roles(ctx, 1, {Role.ADMINISTRATOR, Role.CHAIR}),
        lambda ctx, passwords: accounts.deactivate(ctx, 1),
        lambda ctx, passwords: accounts.issue_password(ctx, 1, passwords),
    ],
)
def test_nobody_does_it_to_their_own_account(boss: Context, passwords: QuickPasswords, change):
    lines = trail(boss.engine)
    with pytest.raises(RuleBroken, match="another administrator"):
        change(boss, passwords)
    assert trail(boss.engine) == lines
    assert fresh(boss).actor.roles == {Role.ADMINISTRATOR}


def test_deactivate_stops_open_tabs_and_reactivate_lets_in_again(boss: Context, visitor: Context, passwords):
    made = opened(boss, passwords, "somebody", Role.MEMBER)
    token = signed_in(visitor, passwords, "somebody", made.password)
    accounts.deactivate(boss, made.account_id)
    assert who(visitor, token) == VISITOR
    wrong(visitor, passwords, "somebody")
    accounts.reactivate(boss, made.account_id)
    assert who(visitor, token) == VISITOR
    assert signed_in(visitor, passwords, "somebody", made.password)


def test_issue_password_ends_sessions_and_the_old_password(boss: Context, visitor: Context, passwords):
    made = opened(boss, passwords, "somebody", Role.MEMBER)
    token = signed_in(visitor, passwords, "somebody", made.password)
    issued = accounts.issue_password(boss, made.account_id, passwords)
    assert who(visitor, token) == VISITOR
    with pytest.raises(NotAllowed):
        accounts.sign_in(visitor, "somebody", made.password, "", passwords)
    assert signed_in(visitor, passwords, "somebody", issued.password)


def test_end_sessions_ends_them_and_lets_sign_in_again(boss: Context, visitor: Context, passwords):
    made = opened(boss, passwords, "somebody", Role.MEMBER)
    token = signed_in(visitor, passwords, "somebody", made.password)
    accounts.end_sessions(boss, made.account_id)
    assert who(visitor, token) == VISITOR
    assert signed_in(visitor, passwords, "somebody", made.password)


def test_list_accounts_searches_literally(boss: Context, passwords: QuickPasswords):
    opened(boss, passwords, "wang_1", Role.MEMBER)
    opened(boss, passwords, "wangx1", Role.RESIDENT)
    assert [row.username for row in accounts.list_accounts(boss)] == ["boss", "wang_1", "wangx1"]
    assert [(row.username, row.roles) for row in accounts.list_accounts(boss, "WANG_")] == [("wang_1", (Role.MEMBER,))]


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMINISTRATOR, Role.SYSTEM}])
def test_only_administrators_administer(acting_as: Make, passwords: QuickPasswords, role: Role):
    ctx = acting_as(role)
    for refused in (
        lambda: opened(ctx, passwords, "somebody", Role.MEMBER),
        lambda: accounts.set_roles(ctx, 1, {Role.MEMBER}),
        lambda: accounts.deactivate(ctx, 1),
        lambda: accounts.reactivate(ctx, 1),
        lambda: accounts.end_sessions(ctx, 1),
        lambda: accounts.issue_password(ctx, 1, passwords),
        lambda: accounts.list_accounts(ctx),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert (count(ctx.engine, Account), trail(ctx.engine)) == (0, [])


def test_demonstration_accounts_are_shown_on_a_demonstration_only(system: Context, visitor: Context, passwords):
    made = opened(system, passwords, "chair", Role.MEMBER, Role.CHAIR)
    assert accounts.demonstration_accounts(visitor) == []
    with system.writing(Permission.HOUSE_RULES) as unit:
        demonstration.mark(unit, 0, {"chair": made.password, "nobody": "x"})
    assert accounts.demonstration_accounts(visitor) == [
        accounts.DemonstrationAccount("chair", made.password, "Chair", (Role.MEMBER, Role.CHAIR))
    ]


def test_no_secret_stands_in_the_audit_trail(boss: Context, visitor: Context, passwords: QuickPasswords):
    made = opened(boss, passwords, "somebody", Role.MEMBER)
    ticket = accounts.sign_in(visitor, "somebody", made.password, "203.0.113.7", passwords)
    token = accounts.redeem(visitor, ticket)
    accounts.change_password(holding(visitor, token), made.password, GOOD, passwords)
    accounts.issue_password(boss, made.account_id, passwords)
    with Session(boss.engine) as session:
        text = " ".join(repr(row) for row in session.exec(select(AuditEntry)))
    assert not [word for word in (made.password, ticket, token, GOOD, "somebody", "203.0.113", "$2b$") if word in text]
