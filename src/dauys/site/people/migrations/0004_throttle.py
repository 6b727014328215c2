"""The table of the cache in which throttles lie (setting CACHES)."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", "people_throttle", database=schema_editor.connection.alias)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE people_throttle")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_vouched")]
    operations = [migrations.RunPython(make, drop)]
