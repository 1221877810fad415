"""What a record of a visit is, and when it adds up."""
