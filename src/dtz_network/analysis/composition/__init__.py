"""Who is in it and who works with whom, across sides, borders and levels of education.

============== ===================================================================
balance        business, education and government in a group, project or body
helix_balance  the same over all groups, clusters, bodies and projects
mixing         ties between kinds, against random graphs with the same degrees
borders        what goes over the borders of zone, province and country
pathways       learning pathways by sector, and the step that is missing
============== ===================================================================
"""
