"""A second made population, which shares nothing with the first nor with linkage."""
