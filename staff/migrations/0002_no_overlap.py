"""On PostgreSQL the database itself refuses two primary postings of one officer at the same time.

SQLite has no exclusion constraints; there the service checks under the writer's lock. (Django's own
ExclusionConstraint would break SQLite migrations.)
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ADD = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE staff_posting ADD CONSTRAINT staff_posting_no_overlap EXCLUDE USING gist (
    officer_id WITH =, daterange(start, "end", '[)') WITH &&
) WHERE (kind = 'primary') DEFERRABLE INITIALLY DEFERRED;
"""
DROP = "ALTER TABLE staff_posting DROP CONSTRAINT staff_posting_no_overlap;"


def add(apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def drop(apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
