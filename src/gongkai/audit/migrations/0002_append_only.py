"""The database itself refuses to change or remove an entry, on both engines."""

from django.db import migrations

from gongkai.audit.triggers import APPEND_ONLY, LOG_APPEND_ONLY


def arm(apps, schema_editor):
    APPEND_ONLY.arm(schema_editor.connection)
    LOG_APPEND_ONLY.arm(schema_editor.connection)


def disarm(apps, schema_editor):
    LOG_APPEND_ONLY.disarm(schema_editor.connection)
    APPEND_ONLY.disarm(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(arm, disarm)]
