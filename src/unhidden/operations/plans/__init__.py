"""Plans of a whole week: searched, compared, changed by hand, and taken."""
