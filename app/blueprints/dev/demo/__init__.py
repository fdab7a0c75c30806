"""Demo Travel: an invented agency with half a year of work behind it, for trying Travault out.

The same on every machine, up to the day on which it is loaded. People, companies and suppliers are
invented; telephone numbers are those that Ofcom keeps for drama.
"""
