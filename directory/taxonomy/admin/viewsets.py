"""Lists and forms of the taxonomies in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from directory.models.taxonomy import Category, District, MergeableTerm, Postcode, Service, Trade
from directory.taxonomy.admin.choosers import TermChooserViewSet, searched_fields
from directory.taxonomy.admin.merging import may_merge, merge_url
from directory.taxonomy.tree import TREE_ORDER, in_tree_order


class TermEditView(EditView):
    """The form of an entry, with the way to merging it."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = list(super().header_more_buttons)
        term = self.object
        if (
            isinstance(term, MergeableTerm)
            and term.merged_into_id is None
            and may_merge(self.request.user, type(term))
        ):
            buttons.append(
                Button(
                    _("Merge into another…"),
                    url=merge_url(term),
                    icon_name="resubmit",
                    priority=15,
                )
            )
        return buttons


class TermViewSet(SnippetViewSet):
    """What the lists of all taxonomies share."""

    chooser_viewset_class = TermChooserViewSet
    edit_view_class = TermEditView
    chooser_per_page = 25
    list_per_page = 50
    inspect_view_enabled = False
    # A copy would have the search words of the original, and both would be found.
    copy_view_enabled = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.search_fields = searched_fields(self.model)


class TreeViewSet(TermViewSet):
    """Lists in the order of the tree: "parent › child"."""

    ordering = TREE_ORDER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return in_tree_order(self.model.objects.all())


MERGED = Column("merged_into", label=_("Merged into"))
WORDS = MultiFieldPanel(
    [FieldPanel("search_words"), FieldPanel("search_words_en")],
    heading=_("How people look for it"),
)


class DistrictViewSet(TreeViewSet):
    """Stadtbezirke and Stadtteile."""

    model = District
    icon = "site"
    menu_name = "districts"
    list_display = ["path_label", "slug", MERGED]
    list_filter = {"parent": ["exact"]}
    panels = [
        FieldPanel("name"),
        FieldPanel(
            "parent",
            help_text=_(
                "The Stadtbezirk that this Stadtteil is a part of. Leave it empty for a "
                "Stadtbezirk. A search in a Stadtbezirk finds the shops of all its Stadtteile."
            ),
        ),
        FieldPanel("aliases"),
        MultiFieldPanel(
            [
                FieldPanel("boundary"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("On the map"),
        ),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("position")], heading=_("Order and address")
        ),
    ]


class CategoryViewSet(TreeViewSet):
    """What residents browse by."""

    model = Category
    icon = "folder-open-1"
    menu_name = "categories"
    list_display = ["path_label", "slug", MERGED]
    list_filter = {"parent": ["exact"]}
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldPanel(
            "parent",
            help_text=_(
                "The category above. Leave it empty for one that stands on the home page. "
                "A search in a category finds the shops of all categories below it."
            ),
        ),
        WORDS,
        FieldPanel("icon"),
        MultiFieldPanel(
            [FieldPanel("schema_type"), FieldPanel("osm_tags")],
            heading=_("For search machines and imports"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("position")], heading=_("Order and address")
        ),
    ]


class TradeViewSet(TermViewSet):
    """The exact kinds of shops."""

    model = Trade
    icon = "tag"
    menu_name = "trades"
    list_display = ["name", Column("category.path_label", label=_("Category")), "osm_tag"]
    list_filter = {"category": ["exact"]}
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldPanel("category"),
        WORDS,
        MultiFieldPanel(
            [FieldPanel("osm_tag"), FieldPanel("schema_type"), FieldPanel("slug")],
            heading=_("For search machines and imports"),
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Trade.objects.select_related("category__parent")


class ServiceViewSet(TermViewSet):
    """What shops do for people."""

    model = Service
    icon = "pick"
    menu_name = "services"
    list_display = ["name", "slug", MERGED]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        WORDS,
        FieldPanel("icon"),
        MultiFieldPanel([FieldPanel("osm_tags")], heading=_("For imports"), classname="collapsed"),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("position")], heading=_("Order and address")
        ),
    ]


class PostcodeViewSet(TermViewSet):
    """Middles of postcodes, for searches by distance."""

    model = Postcode
    icon = "mail"
    menu_name = "postcodes"
    list_display = ["code", "latitude", "longitude"]
    panels = [
        FieldPanel(
            "code", help_text=_("Residents type it to search near it; the middle is enough.")
        ),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]


class TaxonomyGroup(SnippetViewSetGroup):
    """The menu of all taxonomies."""

    items = (DistrictViewSet, CategoryViewSet, TradeViewSet, ServiceViewSet, PostcodeViewSet)
    menu_label = _("Taxonomy")
    menu_icon = "list-ul"
    menu_name = "taxonomy"
    menu_order = 300
