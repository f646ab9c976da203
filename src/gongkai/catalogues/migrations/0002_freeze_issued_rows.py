"""The database itself refuses to change or remove a row of an issued catalogue, on both engines."""

from django.db import migrations

from gongkai.catalogues.triggers import FROZEN


def arm(apps, schema_editor):
    FROZEN.arm(schema_editor.connection)


def disarm(apps, schema_editor):
    FROZEN.disarm(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("catalogues", "0001_initial")]
    operations = [migrations.RunPython(arm, disarm)]
