"""The front of an investigation, and what is joined to it or split off it."""
