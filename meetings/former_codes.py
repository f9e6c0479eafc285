"""Which ISO 3166-1 alpha-3 code a state had on a day, if it is one that kept its row while its code changed. Pure.

The codes are those of ISO 3166-3 (formerly used codes). The day is that of the state's own change, not that on which ISO
took note of it, months later. A state with successors is a party of its own (CSK, DDR, YUG) and keeps its code.
"""

from datetime import date

# The code of today: the codes before it, oldest first, each with the day on which the next one began.
FORMER_CODES: dict[str, tuple[tuple[str, date], ...]] = {
    "BEN": (("DHY", date(1975, 11, 30)),),
    "BFA": (("HVO", date(1984, 8, 4)),),
    "BLR": (("BYS", date(1991, 9, 19)),),
    "COD": (("ZAR", date(1997, 5, 17)),),
    "DJI": (("AFI", date(1977, 6, 27)),),
    "KIR": (("GEL", date(1979, 7, 12)),),
    "MMR": (("BUR", date(1989, 6, 18)),),
    "ROU": (("ROM", date(2002, 2, 1)),),
    "RUS": (("SUN", date(1991, 12, 26)),),
    "SRB": (("YUG", date(2003, 2, 4)), ("SCG", date(2006, 6, 5))),
    "TLS": (("TMP", date(2002, 5, 20)),),
    "VUT": (("NHB", date(1980, 7, 30)),),
    "ZWE": (("RHO", date(1980, 4, 18)),),
}


def code_on(code: str, day: date) -> str:
    """The code valid on the day, of a state whose code is this one today."""
    return next((former for former, until in FORMER_CODES.get(code, ()) if day < until), code)
