"""An index of the public texts of items, and what long lists are read by"""

import sqlalchemy as sa
from alembic import op

from dashboard.storage.search import SEARCHED, dropped, made, store

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

AT_ONCE = 500
INDEXES = (
    ('ix_need_status_claim_deadline', ['status', 'claim_deadline', 'id']),
    ('ix_need_category_code_status', ['category_code', 'status']),
    ('ix_need_area_id_status', ['area_id', 'status']),
    ('ix_need_quarter_status', ['quarter', 'status']),
)


def upgrade() -> None:
    for name, columns in INDEXES:
        op.create_index(name, 'need', columns)
    connection = op.get_bind()
    for statement in made(connection.dialect.name):
        op.execute(statement)
    need = sa.table('need', sa.column('id', sa.Integer()), *(sa.column(name, sa.String()) for name in SEARCHED))
    last = 0
    while lines := connection.execute(
        sa.select(*need.c).where(need.c.id > last).order_by(need.c.id).limit(AT_ONCE)
    ).all():
        store(connection, [tuple(line) for line in lines])
        last = lines[-1].id


def downgrade() -> None:
    for statement in dropped(op.get_bind().dialect.name):
        op.execute(statement)
    for name, _columns in INDEXES:
        op.drop_index(name, 'need')
