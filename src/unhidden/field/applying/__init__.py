"""What phones sent becomes accounts of visits."""
