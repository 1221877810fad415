"""The people of an investigation, as its team may read them."""
