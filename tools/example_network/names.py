"""Invented names. Firms are made of syllables; any likeness to an existing firm or person is chance."""

from __future__ import annotations

from tools.example_network.chance import Chance

_START = ("Bran", "Dru", "Fel", "Gron", "Hoev", "Jor", "Kwin", "Lum", "Mep", "Nar", "Orv", "Plaan", "Quo", "Rel", "Sno", "Trim", "Ulm", "Vor", "Wez", "Zal")  # fmt: skip
_END = ("oel", "daro", "feka", "gira", "huma", "jeka", "kora", "lina", "mero", "nova", "parr", "rix", "sanda", "tora", "vena")  # fmt: skip
_FIRST = ("Aafke", "Bauke", "Cato", "Douwe", "Eefje", "Foppe", "Geesje", "Harm", "Ilse", "Jelmer", "Kaatje", "Lammert", "Mirthe", "Noor", "Okke", "Pleun", "Roelie", "Sietse", "Tjitske", "Ubbo", "Veerle", "Wiebe", "Yfke", "Zwaantje", "Aysel", "Bilal", "Chaima", "Emre", "Fatima", "Hakan")  # fmt: skip
_LAST = ("Turfzoeker", "van der Brinkhof", "Veenpoorter", "Essenburg", "Zandverhaal", "Hunzeling", "de Kanaalder", "Boomgaarder", "Heidewachter", "Molenstee", "van Dalerpeel", "Wijkmeester", "Schaapsdrift", "Vaartveld", "Berkenpas", "Klinkerman", "Ossenbeek", "ter Zandsloot", "Rietdekkerij", "Grondlegger")  # fmt: skip


def firms(chance: Chance, n: int) -> list[str]:
    """Return n different made-up stems."""
    return [a + b for a, b in chance.some([(a, b) for a in _START for b in _END], n)]


def people(chance: Chance, n: int) -> list[str]:
    """Return n different made-up names."""
    return [f"{a} {b}" for a, b in chance.some([(a, b) for a in _FIRST for b in _LAST], n)]
