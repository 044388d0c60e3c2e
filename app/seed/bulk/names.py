"""Names of nobody: given and family names such as are heard in England today, put together by chance."""


def _split(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split(",")]


WOMEN = _split(
    """
    Ada, Agnes, Aisha, Alma, Amara, Annie, Barbara, Beryl, Bronwen, Bridget, Carol, Ceinwen, Cicely, Constance,
    Cora, Daphne, Deborah, Delia, Dilys, Dina, Dora, Edna, Eileen, Elsie, Enid, Esme, Esther, Ethel, Eunice, Fatima,
    Fay, Fern, Flora, Freda, Gaynor, Glenys, Gulsen, Gwyneth, Halina, Hazel, Hilda, Honor, Ida, Imelda, Irena, Iris,
    Ivy, Jadwiga, Janet, Jasmin, Jean, Joan, Joyce, Kamala, Kay, Khadija, Kitty, Lakshmi, Lena, Leonora, Lilian,
    Lottie, Lucja, Mabel, Mavis, Maureen, Mercy, Mina, Miriam, Moira, Mona, Nadia, Nan, Nora, Olwen, Opal, Patience,
    Pearl, Phyllis, Queenie, Rani, Rita, Roma, Rukmini, Sadie, Samira, Sheila, Shirin, Sybil, Thelma, Thora, Una,
    Valma, Verity, Vida, Wanda, Winnie, Yetunde, Yvonne, Zarina, Zelda
    """
)
MEN = _split(
    """
    Abdul, Alan, Albie, Alfred, Amir, Aneurin, Archie, Arvind, Basil, Bertram, Boleslaw, Bram, Bruno, Cedric, Clive,
    Cyril, Cuthbert, Dafydd, Denzil, Derek, Desmond, Dilip, Dougal, Edgar, Elias, Emlyn, Eric, Ernest, Ezra, Farouk,
    Felix, Frank, Gareth, Gerald, Godfrey, Gordon, Gurdeep, Hamish, Harold, Hector, Herbert, Howell, Hugh, Idris,
    Ignacy, Isaac, Ivor, Jagdish, Janek, Jethro, Kenneth, Kofi, Leonard, Leslie, Lloyd, Lionel, Mahmood, Maurice,
    Melvyn, Mervyn, Mohan, Neville, Norman, Obadiah, Osman, Oswald, Percy, Ralph, Ranjit, Reginald, Rhodri, Roland,
    Roy, Rupert, Samson, Seamus, Sidney, Stanley, Taras, Terence, Thaddeus, Trevor, Tunde, Victor, Vernon, Wilfred,
    Winston, Yusuf, Zbigniew
    """
)
FAMILY = _split(
    """
    Abara, Abbott, Ackroyd, Adeyemi, Ahmadi, Allardyce, Amos, Appleyard, Arkwright, Ashdown, Bagshaw, Bailiff,
    Balogun, Bannister, Barraclough, Begley, Bellamy, Bhandari, Birtwhistle, Blackledge, Bose, Bracegirdle,
    Brambell, Brankin, Broadbent, Buckle, Calloway, Cartmell, Chaudhry, Cheeseman, Clutterbuck, Cobbold, Cole,
    Cotgrave, Crabtree, Cullinan, Dacosta, Dalgleish, Darby, Dewhurst, Dhillon, Dimmock, Dobie, Dunkerley, Eastwell,
    Edevane, Ekwueme, Elphick, Entwistle, Fairbrass, Farzan, Fennimore, Firkin, Fothergill, Gadd, Garlick, Gaskell,
    Gill, Goodbody, Gostling, Greenhalgh, Gudgeon, Hallam, Harbottle, Hartnoll, Hebden, Heslop, Hinchliffe,
    Holloway, Hornby, Hulme, Ibbotson, Ingham, Iqbal, Jagger, Jellicoe, Jessop, Kaur, Kellaway, Kettlewell,
    Kowalczyk, Kumari, Lamptey, Larwood, Leadbetter, Lightbown, Lobb, Lumley, Mahtani, Makepeace, Mallory,
    Marchbanks, Mensah, Merriweather, Midgley, Mistry, Mudd, Murgatroyd, Nazari, Netherwood, Nightingale, Nkemelu,
    Oakden, Odell, Ogunleye, Oldroyd, Padgett, Panayi, Patchett, Pennington, Petrov, Pickersgill, Plumtree, Quayle,
    Quarmby, Rackham, Ramsbottom, Rastogi, Redfearn, Rimmer, Rowbotham, Sagoo, Satterthwaite, Scattergood,
    Shackleton, Sidebottom, Skelhorn, Smalley, Sowerby, Stubbings, Sugden, Swales, Tattersall, Thistlethwaite,
    Threlfall, Tindall, Tolliver, Tupper, Ugbo, Underdown, Uttley, Varley, Vekaria, Vyner, Wadsworth, Waghorn,
    Warburton, Weatherill, Whalley, Widdowson, Wigglesworth, Wisniewska, Wolstenholme, Woodhead, Yardley, Zaman
    """
)
STREETS = _split(
    """
    Abbey Road, Alma Terrace, Back Lane, Bakers Row, Beech Grove, Bell Lane, Bridge Street, Canal Side, Chapel
    Street, Church Walk, Coopers Yard, Cross Street, Dairy Lane, Dove Close, Elm Drive, Factory Lane, Fairfield
    Road, Garden Terrace, Glebe Road, Green Lane, Hawthorn Close, High Street, Hill Rise, Jubilee Road, Kiln Lane,
    King Street, Larch Avenue, Long Row, Lower Fold, Market Place, Meadow Way, Mill Lane, New Street, North Parade,
    Orchard Road, Park View, Pound Lane, Priory Gardens, Queens Road, Rectory Lane, Ropewalk, School Lane, Smithy
    Brow, South View, Spring Bank, Station Road, The Crescent, Tithe Close, Union Street, Victoria Road, Walnut
    Close, Water Lane, Well Street, West End, Yew Tree Lane
    """
)
TEAMS = _split(
    """
    Alder, Ash, Aspen, Beech, Birch, Bracken, Bramble, Briar, Campion, Cedar, Clover, Cowslip, Elder, Elm, Fern,
    Foxglove, Gorse, Harebell, Hawthorn, Hazel, Heather, Holly, Hornbeam, Ivy, Juniper, Larch, Lavender, Linden,
    Maple, Marigold, Meadow, Mulberry, Oak, Orchard, Pine, Poplar, Primrose, Rowan, Sedge, Sorrel, Spindle,
    Sycamore, Teasel, Thistle, Thyme, Vetch, Walnut, Willow, Wren, Yarrow, Yew
    """
)
PRACTICES = ("Market Square Surgery", "Old Forge Practice", "Riverbank Medical Centre", "The Limes Practice")
DOCTORS = ("Dr Attwater", "Dr Bhatt", "Dr Coverdale", "Dr Ezekiel", "Dr Lazenby", "Dr Moradi", "Dr Whitcombe")
