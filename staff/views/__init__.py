"""Personnel screens of the portal: HTTP only; rows come through the gate, figures from selectors."""
