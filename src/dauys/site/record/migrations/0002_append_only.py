"""The two rows that are locked, and entries that can only be added."""

from django.db import migrations

from dauys.site.record.appendonly import protect, release


def rows(apps, schema_editor):
    apps.get_model("record", "Head").objects.create(pk=1)
    apps.get_model("record", "Sequencer").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [
        migrations.RunPython(rows, migrations.RunPython.noop),
        migrations.RunPython(protect("record_entry"), release("record_entry")),
    ]
