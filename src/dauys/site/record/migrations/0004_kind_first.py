"""The moment of the first entry of each kind, out of the entries that there are."""

from typing import Any

from django.db import migrations, models
from django.db.models import Min


def count(apps: Any, editor: Any) -> None:
    """Fills it for the kinds that are known already."""
    entries = apps.get_model("record", "Entry").objects
    kinds = apps.get_model("record", "Kind").objects
    for kind, at in entries.order_by().values_list("kind").annotate(at=Min("at")):
        kinds.filter(pk=kind).update(first=at)


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0003_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="kind",
            name="first",
            field=models.CharField(default="", max_length=20),
            preserve_default=False,
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
