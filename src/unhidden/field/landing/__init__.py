"""What phones sent: the list of it, and files of it that are brought in at a desk."""
