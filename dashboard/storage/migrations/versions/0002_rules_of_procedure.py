"""Rules of procedure: topics, recusal, speaking list, ways to vote, secret ballots, decision rules and register"""

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

from dashboard.storage.append_only import SECOND, guards

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def _condition(of: str, op: str, numerator: int, denominator: int, base: str, measure: str) -> dict[str, object]:
    return {
        "measure": measure,
        "base": base,
        "of": of,
        "numerator": numerator,
        "denominator": denominator,
        "op": op,
    }


def _rule(code: str, quorum: list[dict[str, object]], passing: list[dict[str, object]]) -> dict[str, object]:
    return {"code": code, "quorum": quorum, "pass": passing}


RULES = (
    (
        "P1",
        "党委（党组）类会议",
        "Party committee or Party group meeting",
        _rule("P1", [_condition("present", ">=", 1, 2, "entitled", "heads")], [_condition("for", ">", 1, 2, "entitled", "heads")]),
    ),
    (
        "P2",
        "重要事项（人事、大额资金、接纳成员单位）",
        "Important matters (personnel, large sums, admission of units)",
        _rule("P2", [_condition("present", ">=", 2, 3, "entitled", "heads")], [_condition("for", ">", 1, 2, "entitled", "heads")]),
    ),
    (
        "P3",
        "支部党员大会",
        "General meeting of a Party branch",
        _rule("P3", [_condition("present", ">=", 1, 2, "entitled", "heads")], [_condition("for", ">", 1, 2, "entitled", "heads")]),
    ),
    (
        "P4",
        "居民会议",
        "Residents' meeting",
        _rule("P4", [_condition("present", ">", 1, 2, "entitled", "heads")], [_condition("for", ">", 1, 2, "present", "heads")]),
    ),
    (
        "P5",
        "业主委员会",
        "Owners' committee",
        _rule("P5", [_condition("present", ">", 1, 2, "entitled", "heads")], [_condition("for", ">", 1, 2, "entitled", "heads")]),
    ),
    (
        "P6",
        "业主共同决定（一般事项）",
        "Joint decision of owners, ordinary matters",
        _rule("P6", [_condition("cast", ">=", 2, 3, "entitled", "heads"), _condition("cast", ">=", 2, 3, "entitled", "weight")], [_condition("for", ">", 1, 2, "cast", "heads"), _condition("for", ">", 1, 2, "cast", "weight")]),
    ),
    (
        "P7",
        "业主共同决定（筹集维修资金、改建重建、改变共有部分用途或经营等特别事项）",
        "Joint decision of owners, special matters (raising funds, rebuilding, use of common parts)",
        _rule("P7", [_condition("cast", ">=", 2, 3, "entitled", "heads"), _condition("cast", ">=", 2, 3, "entitled", "weight")], [_condition("for", ">=", 3, 4, "cast", "heads"), _condition("for", ">=", 3, 4, "cast", "weight")]),
    ),
    (
        "P8",
        "四议两公开·党员大会审议",
        "Four deliberations, two disclosures: review by the Party members' meeting",
        _rule("P8", [_condition("present", ">=", 2, 3, "entitled", "heads")], [_condition("for", ">=", 1, 2, "present", "heads")]),
    ),
    (
        "P9",
        "投票选举",
        "Election by ballot",
        _rule("P9", [_condition("present", ">", 4, 5, "entitled", "heads")], [_condition("for", ">", 1, 2, "present", "heads")]),
    ),
)


def upgrade() -> None:
    op.create_table('decision_rule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(), nullable=False),
    sa.Column('title_en', sa.String(), nullable=False),
    sa.Column('rule', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('retired', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_rule')),
    sa.UniqueConstraint('code', 'version', name=op.f('uq_decision_rule_code_version'))
    )
    op.create_table('recusal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=False),
    sa.Column('seat_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('declared_at', sa.DateTime(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_recusal_agenda_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_recusal_meeting_id')),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_recusal_seat_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recusal'))
    )
    with op.batch_alter_table('recusal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recusal_agenda_item_id'), ['agenda_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recusal_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('speech',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=False),
    sa.Column('round_no', sa.Integer(), nullable=False),
    sa.Column('seat_id', sa.Integer(), nullable=True),
    sa.Column('guest_id', sa.Integer(), nullable=True),
    sa.Column('closing', sa.Boolean(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('started_at', sa.DateTime(), nullable=True),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_speech_agenda_item_id')),
    sa.ForeignKeyConstraint(['guest_id'], ['guest.id'], name=op.f('fk_speech_guest_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_speech_meeting_id')),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_speech_seat_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_speech'))
    )
    with op.batch_alter_table('speech', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_speech_agenda_item_id'), ['agenda_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_speech_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('topic',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('reasons', sa.String(), nullable=False),
    sa.Column('asked', sa.String(), nullable=False),
    sa.Column('decision_power', sa.String(), nullable=False),
    sa.Column('presenter', sa.String(), nullable=False),
    sa.Column('minutes_wanted', sa.Integer(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('within_remit', sa.Boolean(), nullable=True),
    sa.Column('prepared', sa.Boolean(), nullable=True),
    sa.Column('residents_heard', sa.Boolean(), nullable=True),
    sa.Column('legal_gate', sa.Boolean(), nullable=True),
    sa.Column('agenda_item_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_topic_agenda_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_topic_meeting_id')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_topic_need_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_topic_organisation_id')),
    sa.ForeignKeyConstraint(['user_id'], ['account.id'], name=op.f('fk_topic_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic'))
    )
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_topic_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_user_id'), ['user_id'], unique=False)

    op.create_table('ballot_key',
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('holder_id', sa.Integer(), nullable=False),
    sa.Column('public_key', sa.String(), nullable=False),
    sa.Column('drawn_at', sa.DateTime(), nullable=False),
    sa.Column('used', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['account.id'], name=op.f('fk_ballot_key_holder_id')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_ballot_key_motion_id')),
    sa.PrimaryKeyConstraint('motion_id', 'position', name=op.f('pk_ballot_key')),
    sa.UniqueConstraint('motion_id', 'holder_id', name=op.f('uq_ballot_key_motion_id_holder_id'))
    )
    op.create_table('ballot_receipt',
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('receipt', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_ballot_receipt_motion_id')),
    sa.PrimaryKeyConstraint('motion_id', 'receipt', name=op.f('pk_ballot_receipt'))
    )
    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('conditions', sa.String(), nullable=False),
    sa.Column('resolution', sa.String(), nullable=False),
    sa.Column('lead_organisation_id', sa.Integer(), nullable=True),
    sa.Column('lead_unit', sa.String(), nullable=False),
    sa.Column('partners', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_decision_agenda_item_id')),
    sa.ForeignKeyConstraint(['lead_organisation_id'], ['organisation.id'], name=op.f('fk_decision_lead_organisation_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_decision_meeting_id')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_decision_motion_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sa.UniqueConstraint('motion_id', name=op.f('uq_decision_motion_id')),
    sa.UniqueConstraint('number', name=op.f('uq_decision_number'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_agenda_item_id'), ['agenda_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_status'), ['status'], unique=False)

    op.create_table('objection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('seat_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('would_change', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_objection_meeting_id')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_objection_motion_id')),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_objection_seat_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection'))
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_motion_id'), ['motion_id'], unique=False)

    op.create_table('opened_ballot',
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('choice', sa.String(), nullable=False),
    sa.Column('marks', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_opened_ballot_motion_id')),
    sa.PrimaryKeyConstraint('motion_id', 'id', name=op.f('pk_opened_ballot'))
    )
    op.create_table('participation',
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('seat_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_participation_motion_id')),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_participation_seat_id')),
    sa.PrimaryKeyConstraint('motion_id', 'seat_id', name=op.f('pk_participation'))
    )
    op.create_table('sealed_ballot',
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('sealed', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_sealed_ballot_motion_id')),
    sa.PrimaryKeyConstraint('motion_id', 'id', name=op.f('pk_sealed_ballot'))
    )
    op.create_table('teller_count',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('issued', sa.Integer(), nullable=False),
    sa.Column('returned', sa.Integer(), nullable=False),
    sa.Column('invalid', sa.Integer(), nullable=False),
    sa.Column('votes_for', sa.Integer(), nullable=False),
    sa.Column('votes_against', sa.Integer(), nullable=False),
    sa.Column('votes_abstain', sa.Integer(), nullable=False),
    sa.Column('option_counts', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_teller_count_account_id')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_teller_count_motion_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_teller_count')),
    sa.UniqueConstraint('motion_id', 'account_id', 'version', name=op.f('uq_teller_count_motion_id_account_id_version'))
    )
    with op.batch_alter_table('teller_count', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_teller_count_motion_id'), ['motion_id'], unique=False)

    op.create_table('vote_count',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('votes_for', sa.Integer(), nullable=False),
    sa.Column('votes_against', sa.Integer(), nullable=False),
    sa.Column('votes_abstain', sa.Integer(), nullable=False),
    sa.Column('invalid', sa.Integer(), nullable=False),
    sa.Column('issued', sa.Integer(), nullable=True),
    sa.Column('returned', sa.Integer(), nullable=True),
    sa.Column('option_counts', sa.JSON(), nullable=True),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_vote_count_motion_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_count')),
    sa.UniqueConstraint('motion_id', 'version', name=op.f('uq_vote_count_motion_id_version'))
    )
    with op.batch_alter_table('vote_count', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_vote_count_motion_id'), ['motion_id'], unique=False)

    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('decision_power', sa.String(), nullable=False, server_default='committee'))
        batch_op.add_column(sa.Column('resumes_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('task_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('decision_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('taken_up_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('seconds_used', sa.Integer(), nullable=False, server_default='0'))

    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.add_column(sa.Column('substitute_user_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('substitute', sa.String(), nullable=False, server_default=''))

    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.add_column(sa.Column('marks', sa.JSON(), nullable=True))

    with op.batch_alter_table('elector', schema=None) as batch_op:
        batch_op.add_column(sa.Column('recused', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('guest', schema=None) as batch_op:
        batch_op.add_column(sa.Column('type', sa.String(), nullable=False, server_default='in_attendance'))

    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('topics_from', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('topics_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('check_in_code', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('notice_sequence', sa.Integer(), nullable=False, server_default='0'))

    with op.batch_alter_table('motion', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mode', sa.String(), nullable=False, server_default='recorded'))
        batch_op.add_column(sa.Column('form', sa.String(), nullable=False, server_default='question'))
        batch_op.add_column(sa.Column('options', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('most_choices', sa.Integer(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('amends_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('rule_version', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('recused', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('recused_present', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('deducts_recused', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('invalid', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('issued', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('returned', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('entitled_weight', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('present_weight', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('for_weight', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('against_weight', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('abstain_weight', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('option_counts', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('option_carried', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('count_version', sa.Integer(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('hidden_below', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('resolution', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('reminded_at', sa.DateTime(), nullable=True))

    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.add_column(sa.Column('weight', sa.BigInteger(), nullable=True))

    for statement in guards(op.get_bind().dialect.name, SECOND):
        op.execute(statement)
    _keep_what_is_there()


def _keep_what_is_there() -> None:
    """Write the decision rules as rows, and give votes that carried with conditions their own outcome."""
    connection = op.get_bind()
    own = connection.execute(sa.text("SELECT value FROM house_rule WHERE name = 'custom_decision_rule'")).scalar()
    written = json.loads(own) if isinstance(own, str) else own
    rows = [*RULES, *([("P10", "自定义表决规则", "Custom decision rule", written)] if written else [])]
    table = sa.table(
        "decision_rule",
        sa.column("code", sa.String()),
        sa.column("version", sa.Integer()),
        sa.column("title_zh", sa.String()),
        sa.column("title_en", sa.String()),
        sa.column("rule", sa.JSON()),
        sa.column("made_at", sa.DateTime()),
        sa.column("retired", sa.Boolean()),
    )
    op.bulk_insert(
        table,
        [
            {
                "code": code,
                "version": 1,
                "title_zh": zh,
                "title_en": en,
                "rule": rule,
                "made_at": datetime(2026, 1, 1),
                "retired": False,
            }
            for code, zh, en, rule in rows
        ],
    )
    op.execute("DELETE FROM house_rule WHERE name = 'custom_decision_rule'")
    op.execute("UPDATE motion SET outcome = 'carried_with_conditions' WHERE outcome = 'carried' AND conditions <> ''")
    op.execute(
        "INSERT INTO body (code, name_zh, name_en, preset) SELECT 'residents', '居民会议（听证会、协调会、评议会）', "
        "'Residents'' meetings (hearing, coordination, appraisal)', 'P4' WHERE EXISTS (SELECT 1 FROM body)"
    )


def downgrade() -> None:
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.drop_column('weight')

    with op.batch_alter_table('motion', schema=None) as batch_op:
        batch_op.drop_column('reminded_at')
        batch_op.drop_column('resolution')
        batch_op.drop_column('hidden_below')
        batch_op.drop_column('count_version')
        batch_op.drop_column('option_carried')
        batch_op.drop_column('option_counts')
        batch_op.drop_column('abstain_weight')
        batch_op.drop_column('against_weight')
        batch_op.drop_column('for_weight')
        batch_op.drop_column('present_weight')
        batch_op.drop_column('entitled_weight')
        batch_op.drop_column('returned')
        batch_op.drop_column('issued')
        batch_op.drop_column('invalid')
        batch_op.drop_column('deducts_recused')
        batch_op.drop_column('recused_present')
        batch_op.drop_column('recused')
        batch_op.drop_column('rule_version')
        batch_op.drop_column('amends_id')
        batch_op.drop_column('most_choices')
        batch_op.drop_column('options')
        batch_op.drop_column('form')
        batch_op.drop_column('mode')

    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_column('notice_sequence')
        batch_op.drop_column('check_in_code')
        batch_op.drop_column('topics_until')
        batch_op.drop_column('topics_from')

    with op.batch_alter_table('guest', schema=None) as batch_op:
        batch_op.drop_column('type')

    with op.batch_alter_table('elector', schema=None) as batch_op:
        batch_op.drop_column('recused')

    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.drop_column('marks')

    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.drop_column('substitute')
        batch_op.drop_column('substitute_user_id')

    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.drop_column('seconds_used')
        batch_op.drop_column('taken_up_at')
        batch_op.drop_column('decision_id')
        batch_op.drop_column('task_id')
        batch_op.drop_column('resumes_id')
        batch_op.drop_column('decision_power')

    with op.batch_alter_table('vote_count', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_vote_count_motion_id'))

    op.drop_table('vote_count')
    with op.batch_alter_table('teller_count', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_teller_count_motion_id'))

    op.drop_table('teller_count')
    op.drop_table('sealed_ballot')
    op.drop_table('participation')
    op.drop_table('opened_ballot')
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objection_motion_id'))
        batch_op.drop_index(batch_op.f('ix_objection_meeting_id'))

    op.drop_table('objection')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_status'))
        batch_op.drop_index(batch_op.f('ix_decision_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_decision_agenda_item_id'))

    op.drop_table('decision')
    op.drop_table('ballot_receipt')
    op.drop_table('ballot_key')
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_topic_user_id'))
        batch_op.drop_index(batch_op.f('ix_topic_meeting_id'))

    op.drop_table('topic')
    with op.batch_alter_table('speech', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_speech_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_speech_agenda_item_id'))

    op.drop_table('speech')
    with op.batch_alter_table('recusal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recusal_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_recusal_agenda_item_id'))

    op.drop_table('recusal')
    op.drop_table('decision_rule')
