"""Choosers that search in the database, so that they work right after the migrations."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from directory.models.taxonomy import TreeTerm
from directory.taxonomy.tree import in_tree_order

SEARCHED = ("name", "name_en", "search_words", "search_words_en", "aliases", "osm_tag", "code")


def searched_fields(model: Any) -> list[str]:
    """Those of the searched fields that the model has."""
    names = {field.name for field in model._meta.get_fields()}
    return [name for name in SEARCHED if name in names]


class TermFilterForm(BaseFilterForm):
    """A search box over names and search words."""

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        words = self.cleaned_data.get("q", "").split()
        for word in words:
            either = Q()
            for name in searched_fields(objects.model):
                either |= Q(**{f"{name}__icontains": word})
            objects = objects.filter(either)
        self.is_searching = bool(words)
        self.search_query = " ".join(words) or None
        return objects


class TermsToChoose:
    """What both views of a chooser share: no merged rows, the order of the tree, the search."""

    filter_form_class = TermFilterForm
    model_class: Any

    def get_object_list(self) -> QuerySet[Any]:
        terms = self.model_class.objects.all()
        if hasattr(self.model_class, "merged_into"):
            terms = terms.filter(merged_into__isnull=True)
        return in_tree_order(terms) if issubclass(self.model_class, TreeTerm) else terms

    @property
    def title_column(self) -> Any:
        column = super().title_column  # type: ignore[misc]
        column.accessor = lambda term: getattr(term, "path_label", str(term))
        return column


class TermChooseView(TermsToChoose, ChooseView):
    """The whole chooser."""


class TermChooseResultsView(TermsToChoose, ChooseResultsView):
    """Its list alone, after each letter typed."""


class TermChooserViewSet(SnippetChooserViewSet):
    """A chooser of taxonomy rows."""

    choose_view_class = TermChooseView
    choose_results_view_class = TermChooseResultsView
