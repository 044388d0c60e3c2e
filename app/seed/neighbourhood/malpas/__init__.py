"""Malpas and the villages of the Dee, as the Malpas team knows them."""

from app.seed.neighbourhood.place import Place

MALPAS = Place(
    practices=(
        ("Old Forge Practice", "Dr Penrose", "01632 960901"),
        ("Hazelmere Surgery", "Dr Adeyemi", "01632 960902"),
    ),
    clients=(),
    stories={},
    first_number=501,
)
