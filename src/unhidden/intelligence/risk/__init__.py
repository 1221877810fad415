"""The risk of premises: what it is made of, and how often visits bore it out."""
