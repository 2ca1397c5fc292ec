"""Addresses of the site; one module for each part. Wagtail serves the pages."""

from cms.urls import directives, directory, followup, governance, mine, search, site

app_name = "cms"
urlpatterns = [
    *directives.urlpatterns,
    *followup.urlpatterns,
    *governance.urlpatterns,
    *directory.urlpatterns,
    *search.urlpatterns,
    *mine.urlpatterns,
    *site.urlpatterns,
]
