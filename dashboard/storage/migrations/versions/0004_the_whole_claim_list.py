"""Claim rounds, resources, agreements, appraisal, changes, payments, imports: the whole life of a claim-list item"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from dashboard.storage.append_only import THIRD, guards

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

STAMPS = (
    ("accepted_at", ("on_list",)),
    ("decided_at", ("adopted", "not_adopted")),
    ("approved_at", ("approved",)),
    ("completed_at", ("completed",)),
)
"""Column of an item, and the states whose first coming it keeps."""


def upgrade() -> None:
    op.create_table('agreement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('goals', sa.String(), nullable=False),
    sa.Column('schedule', sa.String(), nullable=False),
    sa.Column('targets', sa.String(), nullable=False),
    sa.Column('money_fen', sa.BigInteger(), nullable=True),
    sa.Column('money_clause', sa.String(), nullable=False),
    sa.Column('termination', sa.String(), nullable=False),
    sa.Column('copies', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('renews_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('drafted_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['renews_id'], ['agreement.id'], name=op.f('fk_agreement_renews_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement')),
    sa.UniqueConstraint('number', name=op.f('uq_agreement_number'))
    )
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_status'), ['status'], unique=False)

    op.create_table('claim_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('quarter', sa.String(), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim_round')),
    sa.UniqueConstraint('quarter', name=op.f('uq_claim_round_quarter'))
    )
    with op.batch_alter_table('claim_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_claim_round_status'), ['status'], unique=False)

    op.create_table('column_mapping',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('of', sa.String(), nullable=False),
    sa.Column('headings', sa.String(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_column_mapping')),
    sa.UniqueConstraint('of', 'headings', name=op.f('uq_column_mapping_of_headings'))
    )
    op.create_table('import_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('of', sa.String(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('entered', sa.JSON(), nullable=False),
    sa.Column('left_out', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch')),
    sa.UniqueConstraint('number', name=op.f('uq_import_batch_number'))
    )
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_batch_of'), ['of'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_batch_status'), ['status'], unique=False)

    op.create_table('agreement_party',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('promise', sa.String(), nullable=False),
    sa.Column('contact_post', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_agreement_party_agreement_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_agreement_party_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_party')),
    sa.UniqueConstraint('agreement_id', 'position', name=op.f('uq_agreement_party_agreement_id_position'))
    )
    with op.batch_alter_table('agreement_party', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_party_agreement_id'), ['agreement_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agreement_party_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('resource',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('offer', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('categories', sa.JSON(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('area_id', sa.Integer(), nullable=True),
    sa.Column('terms', sa.String(), nullable=False),
    sa.Column('contact_post', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('offered_at', sa.DateTime(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_resource_area_id')),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_resource_batch_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_resource_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resource')),
    sa.UniqueConstraint('number', name=op.f('uq_resource_number'))
    )
    with op.batch_alter_table('resource', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resource_area_id'), ['area_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resource_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resource_offer'), ['offer'], unique=False)
        batch_op.create_index(batch_op.f('ix_resource_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resource_status'), ['status'], unique=False)

    op.create_table('agreement_item',
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_agreement_item_agreement_id')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_agreement_item_need_id')),
    sa.PrimaryKeyConstraint('agreement_id', 'need_id', name=op.f('pk_agreement_item'))
    )
    op.create_table('legal_opinion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('conclusion', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('basis', sa.String(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_legal_opinion_account_id')),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_legal_opinion_need_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_opinion'))
    )
    with op.batch_alter_table('legal_opinion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_legal_opinion_need_id'), ['need_id'], unique=False)

    op.create_table('match_talk',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('present', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_match_talk_need_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_match_talk'))
    )
    with op.batch_alter_table('match_talk', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_match_talk_need_id'), ['need_id'], unique=False)

    op.create_table('need_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('offer', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('removed_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_need_part_need_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need_part'))
    )
    with op.batch_alter_table('need_part', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_part_need_id'), ['need_id'], unique=False)

    op.create_table('appraisal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('awareness', sa.String(), nullable=False),
    sa.Column('took_part', sa.Boolean(), nullable=False),
    sa.Column('satisfaction', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_appraisal_account_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_appraisal_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appraisal')),
    sa.UniqueConstraint('project_id', 'account_id', name=op.f('uq_appraisal_project_id_account_id'))
    )
    with op.batch_alter_table('appraisal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appraisal_project_id'), ['project_id'], unique=False)

    op.create_table('payment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('amount_fen', sa.BigInteger(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('reference', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_payment_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payment'))
    )
    with op.batch_alter_table('payment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_payment_project_id'), ['project_id'], unique=False)

    op.create_table('project_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(), nullable=False),
    sa.Column('due_before', sa.Date(), nullable=True),
    sa.Column('due_after', sa.Date(), nullable=True),
    sa.Column('source', sa.String(), nullable=True),
    sa.Column('fen_before', sa.BigInteger(), nullable=True),
    sa.Column('fen_after', sa.BigInteger(), nullable=True),
    sa.Column('lead_before', sa.Integer(), nullable=True),
    sa.Column('lead_after', sa.Integer(), nullable=True),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['lead_after'], ['organisation.id'], name=op.f('fk_project_change_lead_after')),
    sa.ForeignKeyConstraint(['lead_before'], ['organisation.id'], name=op.f('fk_project_change_lead_before')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_project_change_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_project_change'))
    )
    with op.batch_alter_table('project_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_project_change_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_change_status'), ['status'], unique=False)

    op.create_table('upkeep_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=False),
    sa.Column('in_order', sa.Boolean(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_upkeep_report_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_upkeep_report'))
    )
    with op.batch_alter_table('upkeep_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_upkeep_report_project_id'), ['project_id'], unique=False)

    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.add_column(sa.Column('part_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('resource_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('amount', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('wants_lead', sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column('volunteer_hours', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('reminded_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('fulfilled_on', sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f('ix_claim_part_id'), ['part_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_claim_resource_id'), ['resource_id'], unique=False)

    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.add_column(sa.Column('round_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('carried', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('legal_gate', sa.String(), nullable=False, server_default='none'))
        batch_op.add_column(sa.Column('checklist', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('follow_code', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('result', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('batch_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('answered_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('accepted_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('claimed_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('decided_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('approved_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('signed_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('completed_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('ended_at', sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_need_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_follow_code'), ['follow_code'], unique=True)
        batch_op.create_index(batch_op.f('ix_need_published_at'), ['published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_round_id'), ['round_id'], unique=False)

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('batch_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_organisation_batch_id'), ['batch_id'], unique=False)

    with op.batch_alter_table('project', schema=None) as batch_op:
        batch_op.add_column(sa.Column('supplier', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('purchase', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('batch_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_project_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_established_at'), ['established_at'], unique=False)

    for statement in guards(op.get_bind().dialect.name, THIRD):
        op.execute(sa.text(statement))
    _stamp_items()
    _claimed_items()
    _book_payments()


def _stamp_items() -> None:
    """Find in the lifelines when each item first came into the states that are counted."""
    for column, states in STAMPS:
        named = ", ".join(f"'{state}'" for state in states)
        op.execute(sa.text(
            f"UPDATE need SET {column} = (SELECT min(at) FROM life_event "
            f"WHERE subject = 'need/' || need.id AND after IN ({named}))"
        ))
    op.execute(sa.text(
        "UPDATE need SET answered_at = (SELECT min(at) FROM life_event "
        "WHERE subject = 'need/' || need.id AND before = 'submitted' AND after <> 'withdrawn')"
    ))
    op.execute(sa.text("UPDATE need SET claimed_at = (SELECT min(claimed_at) FROM claim WHERE claim.need_id = need.id)"))
    op.execute(sa.text(
        "UPDATE need SET ended_at = (SELECT max(at) FROM life_event WHERE subject = 'need/' || need.id) "
        "WHERE status IN ('withdrawn', 'declined', 'merged', 'referred')"
    ))


def _claimed_items() -> None:
    """An open item with a live claim is one that somebody means to take on; its lifeline says so from now on."""
    claimed = (
        "status = 'open' AND EXISTS (SELECT 1 FROM claim WHERE claim.need_id = need.id "
        "AND claim.status IN ('intention', 'confirmed'))"
    )
    op.execute(sa.text(
        "INSERT INTO life_event (at, subject, actor_role, action, before, after, reason, reference) "
        "SELECT coalesce(claimed_at, submitted_at), 'need/' || id, 'system', 'claim', 'open', 'claimed', '', '' "
        f"FROM need WHERE {claimed} ORDER BY id"
    ))
    op.execute(sa.text(f"UPDATE need SET status = 'claimed' WHERE {claimed}"))


def _book_payments() -> None:
    """Payments stood in the audit trail alone: from now on each has a row of its own."""
    connection = op.get_bind()
    lines = connection.execute(sa.text(
        "SELECT at, subject, facts FROM audit_entry WHERE action = 'project.book_payment' ORDER BY id"
    )).all()
    if not lines:
        return
    payment = sa.table(
        "payment",
        *(sa.column(name) for name in ("project_id", "source", "at", "paid_on", "amount_fen", "note", "reference")),
    )
    op.bulk_insert(payment, [_payment(*line) for line in lines])


def _payment(at: Any, subject: str, facts: Any) -> dict[str, Any]:
    told = json.loads(facts) if isinstance(facts, str) else facts
    return {
        "project_id": int(subject.partition("/")[2]),
        "source": told["source"],
        "at": at,
        "paid_on": str(at)[:10] if isinstance(at, str) else at.date(),
        "amount_fen": told["amount_fen"],
        "note": told["note"],
        "reference": "",
    }


def downgrade() -> None:
    with op.batch_alter_table('project', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_project_established_at'))
        batch_op.drop_index(batch_op.f('ix_project_batch_id'))
        batch_op.drop_column('batch_id')
        batch_op.drop_column('purchase')
        batch_op.drop_column('supplier')

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_batch_id'))
        batch_op.drop_column('batch_id')

    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_round_id'))
        batch_op.drop_index(batch_op.f('ix_need_published_at'))
        batch_op.drop_index(batch_op.f('ix_need_follow_code'))
        batch_op.drop_index(batch_op.f('ix_need_batch_id'))
        batch_op.drop_column('ended_at')
        batch_op.drop_column('completed_at')
        batch_op.drop_column('signed_at')
        batch_op.drop_column('approved_at')
        batch_op.drop_column('decided_at')
        batch_op.drop_column('claimed_at')
        batch_op.drop_column('accepted_at')
        batch_op.drop_column('answered_at')
        batch_op.drop_column('batch_id')
        batch_op.drop_column('result')
        batch_op.drop_column('follow_code')
        batch_op.drop_column('checklist')
        batch_op.drop_column('legal_gate')
        batch_op.drop_column('carried')
        batch_op.drop_column('round_id')

    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_claim_resource_id'))
        batch_op.drop_index(batch_op.f('ix_claim_part_id'))
        batch_op.drop_column('fulfilled_on')
        batch_op.drop_column('reminded_at')
        batch_op.drop_column('volunteer_hours')
        batch_op.drop_column('wants_lead')
        batch_op.drop_column('amount')
        batch_op.drop_column('resource_id')
        batch_op.drop_column('part_id')

    with op.batch_alter_table('upkeep_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_upkeep_report_project_id'))

    op.drop_table('upkeep_report')
    with op.batch_alter_table('project_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_project_change_status'))
        batch_op.drop_index(batch_op.f('ix_project_change_project_id'))

    op.drop_table('project_change')
    with op.batch_alter_table('payment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_payment_project_id'))

    op.drop_table('payment')
    with op.batch_alter_table('appraisal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appraisal_project_id'))

    op.drop_table('appraisal')
    with op.batch_alter_table('need_part', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_part_need_id'))

    op.drop_table('need_part')
    with op.batch_alter_table('match_talk', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_match_talk_need_id'))

    op.drop_table('match_talk')
    with op.batch_alter_table('legal_opinion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_legal_opinion_need_id'))

    op.drop_table('legal_opinion')
    op.drop_table('agreement_item')
    with op.batch_alter_table('resource', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resource_status'))
        batch_op.drop_index(batch_op.f('ix_resource_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_resource_offer'))
        batch_op.drop_index(batch_op.f('ix_resource_batch_id'))
        batch_op.drop_index(batch_op.f('ix_resource_area_id'))

    op.drop_table('resource')
    with op.batch_alter_table('agreement_party', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_party_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_agreement_party_agreement_id'))

    op.drop_table('agreement_party')
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_batch_status'))
        batch_op.drop_index(batch_op.f('ix_import_batch_of'))

    op.drop_table('import_batch')
    op.drop_table('column_mapping')
    with op.batch_alter_table('claim_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_claim_round_status'))

    op.drop_table('claim_round')
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_status'))

    op.drop_table('agreement')
