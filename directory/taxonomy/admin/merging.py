"""Merge two entries: choose the one that stays, see what follows, confirm."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models.taxonomy import MergeableTerm, TreeTerm
from directory.taxonomy.merge import MERGEABLE, check_merge, merge_terms
from directory.taxonomy.tree import in_tree_order
from directory.taxonomy.usage import count_pages

MODELS = {facet: model for model, facet in MERGEABLE.items()}


class TargetField(forms.ModelChoiceField):
    """Entries with the name of what they belong to."""

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "path_label", obj))


class MergeForm(forms.Form):
    """Which entry stays."""

    target = TargetField(
        queryset=None,
        label=gettext_lazy("This entry stays"),
        empty_label=gettext_lazy("Please choose"),
    )

    def __init__(self, *args: Any, source: MergeableTerm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        field: Any = self.fields["target"]
        field.queryset = possible_targets(source)

    def clean_target(self) -> MergeableTerm:
        target: MergeableTerm = self.cleaned_data["target"]
        check_merge(source=self.source, target=target)
        return target


def possible_targets(source: MergeableTerm) -> QuerySet[Any]:
    """All entries that ``source`` could be merged into."""
    terms: QuerySet[Any] = type(source)._default_manager.filter(merged_into__isnull=True)
    terms = terms.exclude(pk=source.pk)
    if isinstance(source, TreeTerm):
        return in_tree_order(terms.exclude(parent_id=source.pk))
    return terms


def may_merge(user: Any, model: type[MergeableTerm]) -> bool:
    """Merging changes both entries, and one is gone for people: both rights are asked for."""
    name = model._meta.model_name
    return bool(
        user.has_perm(f"directory.change_{name}") and user.has_perm(f"directory.delete_{name}")
    )


def merge_url(term: MergeableTerm) -> str:
    return reverse("directory_merge", args=[MERGEABLE[type(term)], term.pk])


def edit_url(term: Any) -> str:
    return reverse(type(term).snippet_viewset.get_url_name("edit"), args=[quote(term.pk)])


def merge(request: HttpRequest, facet: str, pk: int) -> HttpResponse:
    """Ask for the target, then for a confirmation, then merge. Nothing happens on GET."""
    model = MODELS.get(facet)
    if model is None:
        raise Http404
    if not may_merge(request.user, model):
        raise PermissionDenied
    source: Any = get_object_or_404(model, pk=pk)
    if source.merged_into_id is not None:
        messages.error(
            request,
            _("“%(source)s” was merged into “%(heir)s” already.")
            % {"source": source, "heir": source.merged_into},
        )
        return redirect(edit_url(source.merged_into))

    form = MergeForm(request.POST or None, source=source)
    target = None
    if request.method == "POST" and form.is_valid():
        target = form.cleaned_data["target"]
        if "confirmed" in request.POST:
            try:
                merge_terms(source=source, target=target, user=request.user)
            except ValidationError as error:
                # Somebody else merged one of the two between the two screens.
                form.add_error("target", error)
                target = None
            else:
                messages.success(
                    request,
                    _("“%(source)s” now means “%(target)s”.")
                    % {"source": source, "target": target},
                )
                return redirect(edit_url(target))
    terms: Any = model._default_manager
    children = terms.filter(parent_id=pk).count() if issubclass(model, TreeTerm) else 0
    return TemplateResponse(
        request,
        "directory/taxonomy/merge.html",
        {
            "page_title": _("Merge"),
            "page_subtitle": str(source),
            "header_title": _("Merge “%(name)s”") % {"name": source},
            "header_icon": "resubmit",
            "source": source,
            "target": target,
            "form": form,
            "pages": count_pages(source),
            "children": children,
            "cancel_url": edit_url(source),
        },
    )
