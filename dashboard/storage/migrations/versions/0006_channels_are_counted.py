"""Open pages ask how many lines a channel of the audit trail has"""

from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f('ix_audit_entry_channel'), 'audit_entry', ['channel'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_audit_entry_channel'), 'audit_entry')
