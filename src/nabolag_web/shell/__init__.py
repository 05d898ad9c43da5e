"""What all pages share: their frame, the start page and pages for errors."""
