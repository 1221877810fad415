"""What is typed where nothing is known: it is no name, no number and no address.

Two strangers written down as "Unknown male" or with the postcode "not known" agree in
nothing but how reports are written. A description ("Romanian driver", "Victim 1") is
none of a person's names either; and it often tells where somebody is from, which never
counts. Such words can be read and searched for; linkage does not see them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from unhidden.lib.letters import split_words

_WORD = re.compile(r"[^\W_]+")


#: Unknown, in the languages that reports and papers here are copied from.
_ABROAD = split_words(
    "nieznany nieznana necunoscut necunoscută panjohur panjohura desconocido"
    " desconocida desconhecido inconnu inconnue unbekannt ismeretlen nežinomas"
    " bilinmiyor неизвестный неизвестная неизвестно неизвестен невідомий невідома"
    " مجهول نامعلوم 不明 未知"
)
#: With nothing but these, in any order, somebody said that they do not know.
_NOTHING = _ABROAD | split_words(
    "unknown unkn unk nk ukn na nil none null nothing no not known given stated"
    " said provided recorded disclosed applicable available withheld private blank"
    " empty tbc tbd missing unnamed unidentified undisclosed unspecified untraced"
    " anonymous name names surname number email mail address postcode code phone"
    " plate reg anhysbys dienw dim ddim nid yw yn hysbys enw rhif cyfeiriad cod"
    " post heb ei nodi xx xxx xxxx"
)
#: One of these is among them: Ei Ei and Yn are names.
_DOUBT = _ABROAD | split_words(
    "unknown unkn unk nk ukn na nil none null nothing no not withheld private"
    " blank empty tbc tbd missing unnamed unidentified undisclosed unspecified"
    " untraced anonymous anhysbys dienw dim ddim nid heb xx xxx xxxx"
)
#: Whom one speaks of without a name: with one of these among them, and otherwise only
#: words of this table, it is a description.
_SOMEBODY = _ABROAD | split_words(
    "unknown unk unidentified unnamed anonymous anhysbys dienw male males female"
    " females man men woman women boy boys girl girls lady gentleman child"
    " children baby person persons people adult adults teenager youth husband wife"
    " mother father brother sister cousin uncle aunt boyfriend girlfriend partner"
    " friend neighbour victim victims survivor suspect suspects witness"
    " complainant offender nominal driver passenger boss manager owner worker"
    " workers labourer landlord tenant customer client caller informant source"
    " pimp trafficker controller recruiter gangmaster associate stranger foreigner"
    " migrant dyn dynes menyw benyw gwryw merch bachgen hogyn plentyn oedolyn"
    " gyrrwr gweithiwr perchennog tyst dioddefwr"
)
_WHICH = split_words(
    "the a an of in at on with and or by from to who is was his her their aged"
    " age year years old early mid late middle young younger older elderly tall"
    " short slim large small thin fat heavy bald bearded first second third one"
    " two three four other another same main possible possibly believed poss"
    " apparent mr mrs ms miss white black asian mixed dark light skinned haired"
    " blonde hair van car lorry taxi shop house farm site wash nail bar y yr o ac"
    " a'r â ar arall ifanc hen"
)
_FROM = split_words(
    "african albanian algerian american arab arabic bangladeshi british bulgarian"
    " cameroonian caribbean chinese congolese croatian cuban czech dutch egyptian"
    " english eritrean ethiopian european eastern western east west south north"
    " filipino french gambian georgian german ghanaian greek hungarian indian"
    " indonesian iranian iraqi irish italian jamaican kenyan korean kosovan"
    " kurdish latvian libyan lithuanian malaysian moldovan mongolian moroccan"
    " nepalese nepali nigerian pakistani palestinian polish portuguese roma"
    " romanian russian scottish senegalese serbian sierra leonean slovak slovakian"
    " somali spanish sri lankan sudanese syrian thai tunisian turkish ugandan"
    " ukrainian vietnamese welsh yemeni zimbabwean albanaidd pwylaidd rwmanaidd"
    " fietnamaidd tsieineaidd tramor wcreinaidd saesneg cymraeg"
)
_DESCRIBES = _SOMEBODY | _WHICH | _FROM | _NOTHING
_TRADE = _FROM | split_words(
    "the a an of and for local small new car cars van hand wash washing valet"
    " valeting nail nails bar bars salon salons spa massage parlour beauty hair"
    " hairdresser hairdressers barber barbers shop shops store stores convenience"
    " corner off licence cafe restaurant takeaway take away kebab pizza chicken"
    " fish chips food fast house hotel guest hostel pub club farm farms factory"
    " warehouse garage tyre tyres scrap yard metal recycling cleaning cleaners"
    " laundry care home homes agency recruitment employment building construction"
    " site company business firm brothel cannabis golchi ceir ewinedd siop caffi"
    " bwyty gwesty fferm ffatri garej tafarn barbwr y yr cwmni busnes"
)
#: Boxes that a body has, and addresses that nobody has.
_NOBODYS_BOX = split_words(
    "info admin enquiries enquiry office contact reception sales support help"
    " hello mail noreply donotreply noemail nomail nobody someone somebody anyone"
)
_NO_PROVIDER = split_words("noemail nomail")
_EMAIL = re.compile(r"([^@\s]+)@([^@\s.]+)\.[^@\s]*[^@\s.]")
_COUNTED_UP = "012345678901234567890"
_NOT_SEEN = re.compile(r"[?*…%]|\.\.")
_FEWEST_DIGITS, _FEWEST_COUNTED = 3, 9


@lru_cache(maxsize=65_536)
def is_unsaid(text: str) -> bool:
    """Whether it says that nothing is known, or has no letter and no digit."""
    words = _read(text)
    return not words or "".join(words) in _DOUBT or _is_only(words, _NOTHING, _DOUBT)


@lru_cache(maxsize=65_536)
def is_description(name: str) -> bool:
    """Whether it is said of somebody whose name is not known, and names nobody."""
    words = [word for word in _read(name) if not _has_digit(word)]
    return is_unsaid(name) or _is_only(words, _DESCRIBES, _SOMEBODY)


def is_postcode_like(text: str) -> bool:
    """Whether it may be a postcode of any country: they have digits, and not one."""
    signs = {sign for sign in text.casefold() if sign.isalnum()}
    return _has_digit(text) and len(signs) > 1 and not is_unsaid(text)


def is_email_of_somebody(text: str) -> bool:
    """Whether it is an e-mail address, and of a person as far as can be seen."""
    found = _EMAIL.fullmatch(text.strip())
    if not found:
        return False
    box, provider = ("".join(_read(part)) for part in found.groups())
    return not (
        box in _NOBODYS_BOX
        or is_unsaid(box)
        or is_unsaid(provider)
        or provider in _NO_PROVIDER
    )


def is_filled_in(digits: str) -> bool:
    """Whether a number is what forms are filled with: one digit, or counting up."""
    is_counted = len(digits) >= _FEWEST_COUNTED and digits in _COUNTED_UP
    return is_counted or len(set(digits)) == 1


def is_plate_like(text: str) -> bool:
    """Whether it may be a plate: it has a digit, or a mark for what was not seen."""
    return _has_digit(text) or bool(_NOT_SEEN.search(text))


def has_number(text: str) -> bool:
    """Whether there is a number in it, as in that of a document: not "passport"."""
    digits = [sign for sign in text if sign.isdigit()]
    return len(digits) >= _FEWEST_DIGITS and len(set(digits)) > 1


def is_trade_alone(name: str) -> bool:
    """Whether a business is called by what it does: each town has a car wash."""
    words = _read(name)
    return _TRADE.issuperset(words) and bool(words)


def _is_only(
    words: Collection[str], table: frozenset[str], needed: frozenset[str]
) -> bool:
    return table.issuperset(words) and not needed.isdisjoint(words)


def _read(text: str) -> Collection[str]:
    """The words in small letters; N/A and n.a. are one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(re.sub(r"\b(\w)[./](?=\w\b)", r"\1", plain))


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
