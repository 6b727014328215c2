"""A trail that can only be added to."""

from django.db import migrations

from dauys.site.record.appendonly import protect, release


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(protect("people_trail"), release("people_trail"))]
