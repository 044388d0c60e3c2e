"""Malpas and the villages of the Dee, as the Malpas team knows them."""

from app.seed.neighbourhood.malpas.lanes import LANES
from app.seed.neighbourhood.malpas.sandstone import SANDSTONE
from app.seed.neighbourhood.malpas.told import TOLD
from app.seed.neighbourhood.malpas.village import VILLAGE
from app.seed.neighbourhood.place import Place
from app.seed.neighbourhood.stories import lanes

MALPAS = Place(
    practices=(
        ("Old Forge Practice", "Dr Penrose", "01632 960901"),
        ("Hazelmere Surgery", "Dr Adeyemi", "01632 960902"),
    ),
    clients=(*TOLD, *VILLAGE, *LANES, *SANDSTONE),
    stories={
        "geoff-dodd": lanes.GEOFFREY,
        "peg-probert": lanes.MARGARET,
        "bill-hassall": lanes.WILLIAM,
        "layla-haddad": lanes.LAYLA,
        "ted-cholmond": lanes.EDWARD,
        "colin-wycherley": lanes.COLIN,
        "gwyn-davies": lanes.GWYN,
    },
    first_number=501,
)
