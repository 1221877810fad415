"""Pages of a person: their cases, offers, who they are, how to reach them."""
