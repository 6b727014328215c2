"""Words of Akoma Ntoso 3.0 that its writer and its readers share (3-text, section 7).

Which element a kind of provision is, what a language is called in ISO 639-2, and what stands where
nothing is known: the schema asks for a date, a country and an author.
"""

from __future__ import annotations

from dauys.text.provision import Kind, Provision

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SOURCE = "org.dauys"  # the eId by which a document says who made it; no address has a full stop
AUTHOR = "org.author"
NO_DATE, NO_COUNTRY, NO_WORK, NO_AUTHOR = "0001-01-01", "zz", "text", "unknown"

HCONTAINER = "hcontainer"  # with a name: what Akoma Ntoso has no element for, or not in this place
ELEMENTS: dict[Kind, str] = {
    "part": "part",
    "section": "section",
    "chapter": "chapter",
    "article": "article",
    "transitional": "transitional",
    "paragraph": "paragraph",
    "point": "point",
}
ALINEA = "alinea"  # a passage without a number whose address says `al`

LANGUAGES = {  # ISO 639-1 to 639-2/T; of a language that is not here the code stands as it is
    "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben", "bs": "bos", "ca": "cat",
    "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind", "is": "isl", "it": "ita",
    "ja": "jpn", "ka": "kat", "kk": "kaz", "ko": "kor", "ky": "kir", "lt": "lit", "lv": "lav",
    "mk": "mkd", "mn": "mon", "mt": "mlt", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por",
    "rm": "roh", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp",
    "sv": "swe", "sw": "swa", "tg": "tgk", "tk": "tuk", "tr": "tur", "tt": "tat", "ug": "uig",
    "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie", "zh": "zho",
}  # fmt: skip


def element(provision: Provision) -> tuple[str, str]:
    """The element of a provision and, where it is only a container, its name."""
    tag = ELEMENTS.get(provision.kind, HCONTAINER)
    last = provision.address.rpartition("__")[2]
    if tag == "paragraph" and not provision.number and last.startswith("al_"):
        tag = ALINEA
    return tag, provision.kind if tag == HCONTAINER else ""


def is_remark(provision: Provision) -> bool:
    """Whether a provision is a note with words and nothing else, which stands among the notes."""
    bare = not (provision.number or provision.heading or provision.children)
    return provision.kind == "note" and bare
