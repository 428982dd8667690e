"""Pages of the list and of the law behind it; every signed-in person may read them."""
