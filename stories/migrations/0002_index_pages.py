from django.db import migrations

from cms.first_pages import add_page


def create(apps, schema_editor):
    home = apps.get_model("cms", "HomePage").objects.get(depth=2)
    for model, title, slug in (
        ("StoryIndexPage", "Geschichten", "geschichten"),
        ("CampaignIndexPage", "Aktionen", "aktionen"),
    ):
        add_page(
            apps,
            app="stories",
            model=model,
            parent=home,
            title=title,
            slug=slug,
            show_in_menus=True,
        )


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_directory_page"), ("stories", "0001_initial")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop, elidable=False)]
