"""Words that names of the example are made of, and the names of its themes and figures."""

THEME_WORDS = {
    "hydrogen": "Waterstof", "energy_storage": "Energieopslag", "greening_chemistry": "Groene moleculen",
    "biobased": "Biobased", "circular_economy": "Kringloop", "robotics": "Robot", "internet_of_things": "Sensor",
    "craftsmanship": "Vakmanschap", "smart_farming": "Slimme akker", "labour_market": "Werk", "data": "Data",
    "digitalisation": "Digitaal",
}  # fmt: skip
SECTOR_WORDS = {
    "sustainable_energy": "Energie", "green_chemistry": "Chemie", "plastics": "Kunststof", "recycling": "Recycling",
    "metal": "Metaal", "htsm": "Systemen", "agrofood": "Agro", "logistics": "Transport",
    "health_technology": "Zorgtechniek", "ict": "ICT",
}  # fmt: skip
FORMS = (
    "proeflijn",
    "werkplaats",
    "keten",
    "atelier",
    "hub",
    "proeftuin",
    "leerlijn",
    "kring",
    "loods",
    "netwerk",
)
LABELS = {
    "sustainable_energy": "duurzame energie", "green_chemistry": "groene chemie", "plastics": "kunststof",
    "recycling": "recycling", "metal": "metaal", "htsm": "HTSM", "agrofood": "agrofood", "logistics": "logistiek",
    "health_technology": "zorgtechnologie", "ict": "ICT", "hydrogen": "waterstof", "energy_storage": "energieopslag",
    "greening_chemistry": "vergroening van de chemie", "biobased": "biobased materialen",
    "circular_economy": "circulaire economie", "robotics": "robotisering", "internet_of_things": "internet of things",
    "craftsmanship": "technisch vakmanschap", "smart_farming": "slimme landbouw", "labour_market": "arbeidsmarkt",
    "data": "data", "digitalisation": "digitalisering", "safety": "veiligheid", "business_climate": "vestigingsklimaat",
    "initiatives_spoken": "Initiatieven gesproken", "meetings_attended": "Bijeenkomsten bijgewoond",
}  # fmt: skip
