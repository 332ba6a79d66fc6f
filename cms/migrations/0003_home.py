from django.db import migrations

from cms.first_pages import add_page


def create(apps, schema_editor):
    """A site whose root is our home page, instead of Wagtail's page of welcome."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2, content_type__app_label="wagtailcore").delete()
    home = add_page(
        apps, app="cms", model="HomePage", parent=root, title="Startseite", slug="start"
    )
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost",
        port=80,
        site_name="Kurze Wege",
        root_page_id=home.pk,
        is_default_site=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_pages_and_media"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop, elidable=False)]
