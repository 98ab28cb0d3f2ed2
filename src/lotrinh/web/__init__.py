"""The site: settings, addresses, what all pages share. Rules live in `lotrinh.living` and below."""
