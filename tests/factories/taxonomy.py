"""Rows of the taxonomies."""

import factory
from factory.django import DjangoModelFactory

from directory.models import Category, District, Service, Trade


class DistrictFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Viertel {n}")

    class Meta:
        model = District


class CategoryFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Sortiment {n}")

    class Meta:
        model = Category


class TradeFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Gewerk {n}")
    osm_tag = factory.Sequence(lambda n: f"shop=gewerk_{n}")
    category = factory.SubFactory(CategoryFactory)

    class Meta:
        model = Trade


class ServiceFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Angebot {n}")

    class Meta:
        model = Service
