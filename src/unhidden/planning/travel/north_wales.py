"""Towns of North Wales and the roads between them, in minutes.

The project's own approximations for the demonstration, by what is known of the roads:
nothing was measured. Officers correct the legs, and a closed road is a leg taken out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoadTown:
    """A town where roads meet; ``name`` is its key."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class RoadLeg:
    """A road between two towns, driven either way in so many minutes."""

    one: str
    other: str
    minutes: int


NORTH_WALES_TOWNS = tuple(
    RoadTown(name, latitude, longitude)
    for name, latitude, longitude in (
        ("Wrexham", 53.046, -2.993),
        ("Ruabon", 52.987, -3.04),
        ("Chirk", 52.933, -3.056),
        ("Cefn Mawr", 52.974, -3.073),
        ("Llay", 53.099, -2.993),
        ("Coedpoeth", 53.055, -3.074),
        ("Wrexham Ind Est", 53.044, -2.919),
        ("Mold", 53.166, -3.142),
        ("Flint", 53.249, -3.135),
        ("Holywell", 53.277, -3.223),
        ("Connahs Quay", 53.218, -3.057),
        ("Queensferry", 53.208, -3.023),
        ("Buckley", 53.172, -3.084),
        ("Rhyl", 53.319, -3.492),
        ("Prestatyn", 53.337, -3.408),
        ("St Asaph", 53.257, -3.445),
        ("Denbigh", 53.185, -3.418),
        ("Ruthin", 53.115, -3.31),
        ("Corwen", 52.98, -3.379),
        ("Llangollen", 52.97, -3.17),
        ("Abergele", 53.284, -3.582),
        ("Colwyn Bay", 53.293, -3.728),
        ("Llandudno", 53.324, -3.828),
        ("Llandudno Jct", 53.284, -3.809),
        ("Conwy", 53.28, -3.826),
        ("Llanrwst", 53.137, -3.795),
        ("Betws-y-Coed", 53.093, -3.805),
        ("Bangor", 53.228, -4.129),
        ("Bethesda", 53.181, -4.06),
        ("Caernarfon", 53.14, -4.274),
        ("Porthmadog", 52.928, -4.133),
        ("Pwllheli", 52.888, -4.417),
        ("Blaenau Ffestiniog", 52.994, -3.937),
        ("Bala", 52.911, -3.599),
        ("Dolgellau", 52.743, -3.885),
        ("Barmouth", 52.722, -4.056),
        ("Tywyn", 52.586, -4.089),
        ("Holyhead", 53.309, -4.633),
        ("Llangefni", 53.256, -4.311),
        ("Amlwch", 53.41, -4.345),
        ("Menai Bridge", 53.227, -4.166),
        ("Beaumaris", 53.264, -4.093),
    )
)

# The last seven are the expressways A55 and A483, which pass the towns by.
NORTH_WALES_LEGS = tuple(
    RoadLeg(one, other, minutes)
    for one, other, minutes in (
        ("Wrexham", "Wrexham Ind Est", 11),
        ("Wrexham", "Llay", 11),
        ("Wrexham", "Ruabon", 11),
        ("Wrexham", "Coedpoeth", 9),
        ("Ruabon", "Cefn Mawr", 6),
        ("Ruabon", "Chirk", 9),
        ("Ruabon", "Llangollen", 13),
        ("Cefn Mawr", "Llangollen", 12),
        ("Llangollen", "Corwen", 16),
        ("Corwen", "Bala", 20),
        ("Bala", "Dolgellau", 27),
        ("Dolgellau", "Barmouth", 18),
        ("Dolgellau", "Tywyn", 35),
        ("Barmouth", "Porthmadog", 38),
        ("Dolgellau", "Porthmadog", 36),
        ("Porthmadog", "Pwllheli", 22),
        ("Porthmadog", "Caernarfon", 30),
        ("Pwllheli", "Caernarfon", 34),
        ("Porthmadog", "Blaenau Ffestiniog", 22),
        ("Blaenau Ffestiniog", "Betws-y-Coed", 20),
        ("Betws-y-Coed", "Llanrwst", 9),
        ("Llanrwst", "Llandudno Jct", 20),
        ("Bala", "Blaenau Ffestiniog", 35),
        ("Corwen", "Ruthin", 19),
        ("Ruthin", "Denbigh", 14),
        ("Denbigh", "St Asaph", 11),
        ("Ruthin", "Mold", 18),
        ("Corwen", "Betws-y-Coed", 32),
        ("Mold", "Buckley", 9),
        ("Buckley", "Queensferry", 11),
        ("Mold", "Flint", 15),
        ("Mold", "Wrexham", 23),
        ("Mold", "Llay", 18),
        ("Llay", "Queensferry", 19),
        ("Wrexham", "Queensferry", 20),
        ("Buckley", "Wrexham", 20),
        ("Queensferry", "Connahs Quay", 6),
        ("Connahs Quay", "Flint", 9),
        ("Flint", "Holywell", 11),
        ("Holywell", "St Asaph", 15),
        ("Holywell", "Prestatyn", 20),
        ("Queensferry", "Holywell", 19),
        ("Queensferry", "St Asaph", 26),
        ("Prestatyn", "Rhyl", 12),
        ("Rhyl", "St Asaph", 13),
        ("Rhyl", "Abergele", 13),
        ("St Asaph", "Abergele", 10),
        ("Abergele", "Colwyn Bay", 11),
        ("Colwyn Bay", "Llandudno Jct", 9),
        ("Colwyn Bay", "Llandudno", 14),
        ("Llandudno Jct", "Llandudno", 11),
        ("Llandudno Jct", "Conwy", 5),
        ("Conwy", "Bangor", 21),
        ("Llandudno Jct", "Bangor", 20),
        ("Bangor", "Bethesda", 12),
        ("Bethesda", "Betws-y-Coed", 24),
        ("Bangor", "Menai Bridge", 9),
        ("Bangor", "Caernarfon", 19),
        ("Menai Bridge", "Llangefni", 12),
        ("Menai Bridge", "Beaumaris", 11),
        ("Menai Bridge", "Holyhead", 27),
        ("Llangefni", "Holyhead", 22),
        ("Llangefni", "Amlwch", 22),
        ("Menai Bridge", "Amlwch", 29),
        ("Holyhead", "Bangor", 29),
        ("Bangor", "Llandudno Jct", 18),
        ("Llandudno Jct", "St Asaph", 17),
        ("Bangor", "St Asaph", 33),
        ("St Asaph", "Queensferry", 22),
        ("St Asaph", "Wrexham", 37),
        ("Llandudno Jct", "Abergele", 13),
    )
)
