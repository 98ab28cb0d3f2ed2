"""What a document is: kind, number, issuer, date, signer, title."""
