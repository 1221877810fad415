"""What was told in confidence: read by those to whom it was sealed, and no one else."""
