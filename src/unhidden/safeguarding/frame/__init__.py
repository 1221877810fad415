"""A case as every subject meets it: who sees it, who holds it, for whom it seals."""
