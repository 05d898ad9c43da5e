"""A fair draw of a panel: quotas met, and everyone a chance as equal as they allow."""
