"""What each kind of candidate looks like; ``linkage.offers`` gathers them.

Every pattern has bounded repeats and begins at the edge of a word, so that reading
costs time in proportion to the text whatever is pasted.
"""
