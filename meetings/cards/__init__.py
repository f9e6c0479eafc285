"""Pictures of pages for sites that link to them (Open Graph): PNG, 1200 by 630, drawn from our own fonts and colours."""
