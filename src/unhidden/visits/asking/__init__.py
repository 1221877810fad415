"""What a visit is asked, as versioned data: forms are read, checked and judged here."""
