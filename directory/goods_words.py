"""Which kind of goods a slug, trade or icon speaks of, for the windows of the drawings."""

from directory.goods import GOODS

#: Parts of the words by which a kind is known: slugs and trades in German and English, icons. The
#: first that fits wins, so what is particular stands before what is general.
WORDS: tuple[tuple[str, str], ...] = (
    (
        "neutral",
        "tierpflege tierarzt arztpraxen spielhallen fitness sonderposten",
    ),
    (
        "stationery",
        "stationery schreibwaren papier buerobedarf copyshop zeitung kiosk newsagent printer druck",
    ),
    (
        "books",
        "book buch buech bibliothek library antiquariat comic",
    ),
    (
        "shoes",
        "shoe schuh sattler leder leather",
    ),
    (
        "hairdresser",
        "hairdresser friseur frisoer barber beauty kosmetik nagel tattoo",
    ),
    (
        "bakery",
        "baker baeck konditor confection pastry chocolate suesswaren suessig",
    ),
    (
        "optician",
        "optic optik brille hearing hoerger",
    ),
    (
        "pharmacy",
        "pharmac apothe sanitaets medical health gesundheit",
    ),
    (
        "perfumery",
        "perfum parfum duft parfuem drogerie chemist cosmetics pflege duefte schoenheit",
    ),
    (
        "jewellery",
        "jewel schmuck juwel uhr watch goldschmied gold",
    ),
    (
        "flowers",
        "florist flower blume garten garden pflanz",
    ),
    (
        "bikes",
        "bicycle bike fahrrad zweirad sport outdoor rraed",
    ),
    (
        "music",
        "music musik instrument piano klavier gitarre guitar schallplatte vinyl",
    ),
    (
        "photo",
        "photo foto camera kamera",
    ),
    (
        "electronics",
        "electr elektr computer phone telefon handy hifi radio video",
    ),
    (
        "toys",
        "toy spiel kinder baby hobby games",
    ),
    (
        "restaurant",
        "restaurant gasthaus gastronom imbiss fast_food pub kneipe bar- biergarten essen-trinken",
    ),
    (
        "cafe",
        "cafe coffee kaffee tea eisdiele ice_cream",
    ),
    (
        "hardware",
        "baum baustoff reparaturwerk holz maler hardware doityourself baumarkt werkzeug "
        "handwerk eisenwaren schluessel key paint farbe trade metall schmied car_ auto",
    ),
    (
        "crafts",
        "craft bastel kunst wolle stoff fabric sewing naeh haberdash handarbeit art geschenk gift",
    ),
    (
        "furniture",
        "furniture moebel interior wohn einricht bed kueche kitchen lamp tischler "
        "schreiner carpet bett deko haushalt boeden raumaus antiquit",
    ),
    (
        "clothes",
        "cloth mode fashion kleid boutique tailor schneider laundry reinigung textil "
        "waesche second-hand second_hand",
    ),
    (
        "food",
        "food supermarkt supermarket lebensmittel greengrocer gemuese obst butcher "
        "metzger fleisch deli feinkost wine wein getraenk beverage convenience cheese "
        "kaese fisch seafood hofladen farm markt bio reform maerkte",
    ),
)


def kind_of(key: str) -> str:
    """The kind of goods that a slug, trade or icon speaks of, else "neutral"."""
    key = key.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    if key in GOODS:
        return key
    return next((kind for kind, words in WORDS if any(w in key for w in words.split())), "neutral")
