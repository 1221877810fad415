"""What the bench of linkage measures with: labelled data, a population, the truth."""
