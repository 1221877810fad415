"""Teams, posts, partners and the status of an investigation."""
