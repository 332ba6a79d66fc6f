"""Words as the search sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import MAX_QUERY_WORDS, analyse, fold, forms, query_words, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Grün", "grun"),
        ("Gruen", "grun"),
        ("GRUN", "grun"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Bauer", "bauer"),
        ("neue Quelle", "neue quelle"),
        ("Café", "cafe"),
        ("Łódź", "lodz"),
        ("ﬁ", "fi"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bücher", "Buch"), ("Schuhe", "Schuh"), ("Blumen", "Blume"), ("Uhren", "Uhr")],
)
def test_numbers_of_a_noun_meet(one: str, other: str) -> None:
    assert set(forms(words(one)[0])) & set(analyse(other, "de")) or (
        set(forms(words(other)[0])) & set(analyse(one, "de"))
    )


@given(st.text(max_size=300))
def test_any_text_is_only_letters_and_digits_afterwards(text: str) -> None:
    for word in analyse(text, "de"):
        assert word
        assert all(char.isalnum() for char in word), word


@given(st.text(max_size=200), st.sampled_from(["de", "en"]))
def test_a_text_is_found_by_its_own_words(text: str, language: str) -> None:
    stored = set(analyse(text, language))
    for word in words(text):
        assert not stored.isdisjoint(forms(word)), word


@given(st.text(max_size=500))
def test_a_query_has_few_words_and_each_once(text: str) -> None:
    asked = query_words(text)

    assert len(asked) <= MAX_QUERY_WORDS
    assert len(asked) == len(set(asked))
    assert bool(asked) == bool(words(text))
