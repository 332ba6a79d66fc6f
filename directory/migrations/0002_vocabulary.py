from django.db import migrations

from directory.taxonomy.load import load_vocabulary


def load(apps, schema_editor):
    """Categories, trades and services; districts belong to the town."""
    load_vocabulary(apps)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
