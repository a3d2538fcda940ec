"""The record of a meeting, the whole life of minutes, templates of the office"""

import json

import sqlalchemy as sa
from alembic import op

from dashboard.storage.append_only import FOURTH, guards, lock_minutes, lock_record, once, unlock_minutes, unlock_once

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('document_template',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('paper', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('uploaded_at', sa.DateTime(), nullable=False),
    sa.Column('uploaded_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['uploaded_by'], ['account.id'], name=op.f('fk_document_template_uploaded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_template')),
    sa.UniqueConstraint('paper', 'version', name=op.f('uq_document_template_paper_version'))
    )
    with op.batch_alter_table('document_template', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_template_paper'), ['paper'], unique=False)

    op.create_table('meeting_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('handed_in_at', sa.DateTime(), nullable=True),
    sa.Column('handed_in_by', sa.Integer(), nullable=True),
    sa.Column('signed_at', sa.DateTime(), nullable=True),
    sa.Column('signed_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['handed_in_by'], ['account.id'], name=op.f('fk_meeting_record_handed_in_by')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_record_meeting_id')),
    sa.ForeignKeyConstraint(['signed_by'], ['account.id'], name=op.f('fk_meeting_record_signed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_record')),
    sa.UniqueConstraint('meeting_id', name=op.f('uq_meeting_record_meeting_id'))
    )
    op.create_table('record_reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('way', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_record_reading_account_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_record_reading_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_reading'))
    )
    with op.batch_alter_table('record_reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_reading_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('minutes_correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_id', sa.Integer(), nullable=False),
    sa.Column('correction_no', sa.Integer(), nullable=True),
    sa.Column('over_version', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(), nullable=False),
    sa.Column('proposed_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_correction_minutes_id')),
    sa.ForeignKeyConstraint(['proposed_by'], ['account.id'], name=op.f('fk_minutes_correction_proposed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_correction'))
    )
    with op.batch_alter_table('minutes_correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_correction_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('minutes_remark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('seat_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('reply', sa.String(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_minutes_remark_account_id')),
    sa.ForeignKeyConstraint(['answered_by'], ['account.id'], name=op.f('fk_minutes_remark_answered_by')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_remark_minutes_id')),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_minutes_remark_seat_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_remark'))
    )
    with op.batch_alter_table('minutes_remark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_remark_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('minutes_sheet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_id', sa.Integer(), nullable=False),
    sa.Column('correction_no', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('around', sa.JSON(), nullable=False),
    sa.Column('approved_at', sa.DateTime(), nullable=False),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['approved_by'], ['account.id'], name=op.f('fk_minutes_sheet_approved_by')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_sheet_minutes_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_sheet')),
    sa.UniqueConstraint('minutes_id', 'correction_no', name=op.f('uq_minutes_sheet_minutes_id_correction_no'))
    )
    with op.batch_alter_table('minutes_sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_sheet_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('public_minutes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sheet_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('left_out', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('decided_at', sa.DateTime(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_public_minutes_decided_by')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_public_minutes_minutes_id')),
    sa.ForeignKeyConstraint(['sheet_id'], ['minutes_sheet.id'], name=op.f('fk_public_minutes_sheet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_minutes')),
    sa.UniqueConstraint('minutes_id', 'version', name=op.f('uq_public_minutes_minutes_id_version'))
    )
    with op.batch_alter_table('public_minutes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_public_minutes_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('record_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('agenda_item_id', sa.Integer(), nullable=True),
    sa.Column('entry_no', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('speech_id', sa.Integer(), nullable=True),
    sa.Column('seat_id', sa.Integer(), nullable=True),
    sa.Column('guest_id', sa.Integer(), nullable=True),
    sa.Column('round_no', sa.Integer(), nullable=False),
    sa.Column('view', sa.String(), nullable=False),
    sa.Column('stance', sa.String(), nullable=False),
    sa.Column('struck', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_record_entry_agenda_item_id')),
    sa.ForeignKeyConstraint(['guest_id'], ['guest.id'], name=op.f('fk_record_entry_guest_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_record_entry_meeting_id')),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_record_entry_seat_id')),
    sa.ForeignKeyConstraint(['speech_id'], ['speech.id'], name=op.f('fk_record_entry_speech_id')),
    sa.ForeignKeyConstraint(['written_by'], ['account.id'], name=op.f('fk_record_entry_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_entry')),
    sa.UniqueConstraint('meeting_id', 'entry_no', 'version', name=op.f('uq_record_entry_meeting_id_entry_no_version'))
    )
    with op.batch_alter_table('record_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_entry_agenda_item_id'), ['agenda_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_entry_meeting_id'), ['meeting_id'], unique=False)

    with op.batch_alter_table('minutes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('comments_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('issued_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('archived_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('retention', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('public_text', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('public_left_out', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('public_version', sa.Integer(), nullable=False, server_default='0'))
        batch_op.create_index('uq_minutes_number', ['number'], unique=True, sqlite_where=sa.text("number <> ''"), postgresql_where=sa.text("number <> ''"))

    _sheets()
    dialect = op.get_bind().dialect.name
    for statement in [*guards(dialect, FOURTH), *once(dialect), *lock_minutes(dialect), *lock_record(dialect)]:
        op.execute(sa.text(statement))


def _sheets() -> None:
    """What minutes were approved with stood in the audit trail alone: from now on each approval has its sheet."""
    lines = op.get_bind().execute(sa.text(
        "SELECT minutes.id, minutes.version, minutes.sha256, minutes.approved_at, minutes.approved_by, "
        "audit_entry.facts FROM minutes JOIN audit_entry ON audit_entry.action = 'minutes.approve' "
        "AND audit_entry.subject = 'minutes/' || minutes.id WHERE minutes.number <> '' ORDER BY minutes.id"
    )).all()
    for minutes_id, version, sha256, approved_at, approved_by, facts in lines:
        told = json.loads(facts) if isinstance(facts, str) else facts
        op.get_bind().execute(
            sa.text(
                "INSERT INTO minutes_sheet "
                "(minutes_id, correction_no, version, reason, sha256, around, approved_at, approved_by) "
                "VALUES (:minutes_id, 0, :version, '', :sha256, :around, :approved_at, :approved_by)"
            ),
            {
                "minutes_id": minutes_id,
                "version": version,
                "sha256": sha256,
                "around": json.dumps(told["surroundings"], ensure_ascii=False),
                "approved_at": approved_at,
                "approved_by": approved_by,
            },
        )


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in [*unlock_minutes(dialect), *unlock_once(dialect)]:
        op.execute(sa.text(statement))
    with op.batch_alter_table('minutes', schema=None) as batch_op:
        batch_op.drop_index('uq_minutes_number', sqlite_where=sa.text("number <> ''"), postgresql_where=sa.text("number <> ''"))
        batch_op.drop_column('public_version')
        batch_op.drop_column('public_left_out')
        batch_op.drop_column('public_text')
        batch_op.drop_column('retention')
        batch_op.drop_column('archived_at')
        batch_op.drop_column('issued_at')
        batch_op.drop_column('comments_until')

    with op.batch_alter_table('record_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_entry_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_record_entry_agenda_item_id'))

    op.drop_table('record_entry')
    with op.batch_alter_table('public_minutes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_public_minutes_minutes_id'))

    op.drop_table('public_minutes')
    with op.batch_alter_table('minutes_sheet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_minutes_sheet_minutes_id'))

    op.drop_table('minutes_sheet')
    with op.batch_alter_table('minutes_remark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_minutes_remark_minutes_id'))

    op.drop_table('minutes_remark')
    with op.batch_alter_table('minutes_correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_minutes_correction_minutes_id'))

    op.drop_table('minutes_correction')
    with op.batch_alter_table('record_reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_reading_meeting_id'))

    op.drop_table('record_reading')
    op.drop_table('meeting_record')
    if dialect == 'postgresql':
        op.execute(sa.text('DROP FUNCTION refuse_signed_record()'))
    with op.batch_alter_table('document_template', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_template_paper'))

    op.drop_table('document_template')
