"""Towns of Wales and its border whose two names do not look alike; what is no town.

Our own lists, without accents, as addresses are read. Names that differ by a slip alone
(Cricieth, Criccieth) are not here: a slip is forgiven anyway. Counties and countries
say nothing of which town it is; Conwy, Wrexham and others are towns as well.
"""

from __future__ import annotations

import re

_IN_ENGLISH = {
    "abermaw": "barmouth",
    "abertawe": "swansea",
    "amwythig": "shrewsbury",
    "bae cinmel": "kinmel bay",
    "bae colwyn": "colwyn bay",
    "bae penrhyn": "penrhyn bay",
    "biwmares": "beaumaris",
    "bwcle": "buckley",
    "caerdydd": "cardiff",
    "caergybi": "holyhead",
    "casnewydd": "newport",
    "cei connah": "connahs quay",
    "carnarvon": "caernarfon",
    "cyffordd llandudno": "llandudno junction",
    "dinbych": "denbigh",
    "dolgelley": "dolgellau",
    "glannau dyfrdwy": "deeside",
    "gresffordd": "gresford",
    "hen golwyn": "old colwyn",
    "lerpwl": "liverpool",
    "llandrillo yn rhos": "rhos on sea",
    "llanelwy": "st asaph",
    "penarlag": "hawarden",
    "portmadoc": "porthmadog",
    "porthaethwy": "menai bridge",
    "rhiwabon": "ruabon",
    "rhuthun": "ruthin",
    "treffynnon": "holywell",
    "wrecsam": "wrexham",
    "y bermo": "barmouth",
    "y drenewydd": "newtown",
    "y fflint": "flint",
    "y trallwng": "welshpool",
    "y waun": "chirk",
    "ynys mon": "anglesey",
    "yr orsedd": "rossett",
    "yr wyddgrug": "mold",
}
_TOWNS = """
Abergele, Abersoch, Aberystwyth, Amlwch, Bagillt, Bala, Bangor, Barmouth, Beaumaris,
Benllech, Bethesda, Betws-y-Coed, Birkenhead, Birmingham, Blaenau Ffestiniog,
Bodelwyddan, Bontnewydd, Brymbo, Buckley, Caernarfon, Caergwrle, Caerwys, Cardiff,
Carmarthen, Cefn Mawr, Cemaes, Chester, Chirk, Coedpoeth, Colwyn Bay, Connah's Quay,
Conwy, Corwen, Crewe, Criccieth, Deganwy, Deeside, Denbigh, Dolgellau, Dwygyfylchi,
Dyserth, Ellesmere Port, Ewloe, Flint, Gaerwen, Gresford, Gwersyllt, Harlech, Hawarden,
Holyhead, Holywell, Kinmel Bay, Llanberis, Llandudno, Llandudno Junction, Llandyrnog,
Llanddulas, Llanelli, Llanfairfechan, Llanfairpwll, Llangefni, Llangollen, Llanrwst,
Llay, London, Liverpool, Machynlleth, Manchester, Menai Bridge, Merthyr Tydfil, Mold,
Mostyn, Nefyn, Newport, Newtown, Northop, Old Colwyn, Oswestry, Penmaenmawr,
Penrhyn Bay, Penrhyndeudraeth, Penygroes, Porthmadog, Prestatyn, Pwllheli, Queensferry,
Rhos-on-Sea, Rhosllanerchrugog, Rhosneigr, Rhuddlan, Rhyl, Rossett, Ruabon, Ruthin,
Saltney, Sandycroft, Shotton, Shrewsbury, St Asaph, St. Asaph, Swansea, Towyn,
Trearddur, Tremadog, Trefnant, Tywyn, Valley, Welshpool, Whitchurch, Wrexham,
Y Felinheli
"""
_WELSH_TOWNS = """
Abermaw, Abertawe, Amwythig, Bae Cinmel, Bae Colwyn, Bae Penrhyn, Biwmares, Bwcle,
Caerdydd, Caer, Caergybi, Casnewydd, Cei Connah, Cricieth, Cyffordd Llandudno, Dinbych,
Glannau Dyfrdwy, Gresffordd, Hen Golwyn, Lerpwl, Llandrillo-yn-Rhos, Llanelwy, Llundain,
Manceinion, Penarlâg, Porthaethwy, Rhiwabon, Rhuthun, Treffynnon, Wrecsam, Y Bala,
Y Bermo, Y Drenewydd, Y Fflint, Y Rhyl, Y Trallwng, Y Waun, Yr Orsedd, Yr Wyddgrug
"""
#: As they are written, of the region and about it: where an address may end.
TOWNS = frozenset(re.split(r"[,\n]\s*", f"{_TOWNS},{_WELSH_TOWNS}")) - {""}
_AREAS = """
united kingdom, great britain, britain, uk, gb, y deyrnas unedig, prydain, wales,
cymru, england, lloegr, scotland, yr alban, ireland, iwerddon, northern ireland,
gogledd iwerddon, north wales, gogledd cymru, mid wales, canolbarth cymru,
south wales, de cymru, west wales, gorllewin cymru, north east wales,
north west wales, clwyd, gwynedd, dyfed, powys, gwent, glamorgan, mid glamorgan,
south glamorgan, west glamorgan, morgannwg, vale of glamorgan, bro morgannwg,
anglesey, isle of anglesey, sir fon, denbighshire, sir ddinbych, flintshire,
sir y fflint, sir fflint, wrexham county borough, bwrdeistref sirol wrexham,
conwy county borough, bwrdeistref sirol conwy, sir conwy, caernarfonshire,
caernarvonshire, sir gaernarfon, merionethshire, meirionnydd, sir feirionnydd,
montgomeryshire, sir drefaldwyn, radnorshire, sir faesyfed, brecknockshire,
breconshire, sir frycheiniog, cardiganshire, ceredigion, sir aberteifi,
pembrokeshire, sir benfro, carmarthenshire, sir gaerfyrddin, sir gar, monmouthshire,
sir fynwy, rhondda cynon taf, rhondda cynon taff, blaenau gwent, torfaen,
neath port talbot, castell nedd port talbot, cheshire, cheshire east,
cheshire west and chester, sir gaer, shropshire, salop, merseyside, wirral,
lancashire, greater manchester, herefordshire, gloucestershire, staffordshire,
west midlands, warwickshire, worcestershire, derbyshire, nottinghamshire,
leicestershire, lincolnshire, northamptonshire, cambridgeshire, norfolk, suffolk,
essex, kent, surrey, sussex, east sussex, west sussex, hampshire, berkshire,
buckinghamshire, oxfordshire, hertfordshire, bedfordshire, middlesex, wiltshire,
dorset, somerset, devon, cornwall, cumbria, northumberland, county durham,
tyne and wear, yorkshire, north yorkshire, south yorkshire, west yorkshire,
east riding, east riding of yorkshire, rutland, isle of wight, avon, cleveland,
humberside, greater london
"""
_UNREAD = re.compile(r"\b(?:the|yr?|of|on|uk)\b|[^a-z]")
#: Without blanks and the small words that are not read of an address.
WIDE_AREAS = frozenset(_UNREAD.sub("", name) for name in re.split(r"[,\n]", _AREAS)) - {
    ""
}
_NAMES = re.compile(rf"\b(?:{'|'.join(sorted(_IN_ENGLISH, key=len, reverse=True))})\b")


def in_english(text: str) -> str:
    """A text of small letters with the towns in it called by their English names."""
    return _NAMES.sub(lambda found: _IN_ENGLISH[found[0]], text)
