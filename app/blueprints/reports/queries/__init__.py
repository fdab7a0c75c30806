"""Selects over the other domains: for My day, and for the reports."""
