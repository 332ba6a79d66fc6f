"""What is done with taxonomies: load them, merge them, match OpenStreetMap tags to them."""
