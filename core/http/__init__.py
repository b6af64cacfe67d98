"""The HTTP toolkit: rows with guards, the transaction around a view, errors as pages, forms, paging, uploads, headers, statics."""
