"""Words as the search sees them; the same for what is stored and what is asked.

Text is folded (case, accents, `ä/ae/a`, `ß/ss`) and reduced to Snowball stems here, in Python, so
that every store answers alike whatever its own text search would do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
#: "ae", "oe", "ue" stand for umlauts, but not after a vowel or q ("neue", "Bauer", "Quelle").
_WRITTEN_UMLAUT = re.compile(r"(?<![aeiouyq])([aou])e")
_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_STEMMERS = {
    "de": snowballstemmer.stemmer("german"),
    "en": snowballstemmer.stemmer("english"),
}

_SMALL_WORDS = """
    a am an and at auf aus bei beim das dem den der des die ein eine einem einen einer eines et for
    fur gibt hat im in is ist mit nach near oder of or the to um und von wo zu zum zur
"""
#: Words that say nothing about what is looked for. Dropped from a query that has others.
STOPWORDS = frozenset(_SMALL_WORDS.split())
#: "Laden in Wanne" asks for Wanne.
GENERIC = frozenset(
    {"laden", "geschaft", "geschafte", "shop", "shops", "store", "stores", "handel", "handler"}
)

MAX_QUERY_WORDS = 8
MAX_WORD_LENGTH = 60


def fold(text: str) -> str:
    """Lower case without accents: `Grün`, `Gruen` and `grun` become `grun`, `Straße` `strasse`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _WRITTEN_UMLAUT.sub(r"\1", plain.translate(_LETTERS))


def words(text: str) -> list[str]:
    """The folded words of a text in their order; apostrophes join (`Müller's` is `mullers`)."""
    joined = re.sub(r"(?<=\w)['’`´](?=\w)", "", text)
    return [word[:MAX_WORD_LENGTH] for word in _WORD.findall(fold(joined))]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; a language without a stemmer leaves it as it is."""
    stemmer = _STEMMERS.get(language)
    return stemmer.stemWord(word) if stemmer else word


def analyse(text: str, language: str) -> list[str]:
    """What is stored of a text: the stems of its words, in order."""
    return [stem(word, language) for word in words(text)]


def forms(word: str) -> tuple[str, ...]:
    """All stored forms that a folded query word may stand for, whatever a text's language."""
    return tuple(dict.fromkeys([word, *(stem(word, language) for language in _STEMMERS)]))


def query_words(text: str) -> list[str]:
    """The words of a query that mean something, without repetitions, at most `MAX_QUERY_WORDS`."""
    every = list(dict.fromkeys(words(text)))
    telling = [word for word in every if word not in STOPWORDS and word not in GENERIC]
    return (telling or [word for word in every if word not in STOPWORDS] or every)[:MAX_QUERY_WORDS]


def joined(texts: Iterable[tuple[str, str]]) -> str:
    """One analysed string out of (text, language) pairs."""
    return " ".join(token for text, language in texts for token in analyse(text, language))
