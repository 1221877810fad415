"""Benches of the whole program: ``names.json`` says which; none of this ships."""
