from django.db import migrations

from cms.first_pages import add_page


def create(apps, schema_editor):
    home = apps.get_model("cms", "HomePage").objects.get(depth=2)
    add_page(
        apps,
        app="directory",
        model="DirectoryPage",
        parent=home,
        title="Läden",
        slug="laeden",
        show_in_menus=True,
    )


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_home"), ("directory", "0002_vocabulary")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop, elidable=False)]
