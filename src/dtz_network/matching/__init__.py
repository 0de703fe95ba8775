"""Who may be whom: names, organisations and contact details made comparable, and pairs of records with their evidence.

=============== ======================================================================
word_lists      titles, tussenvoegsels, call names, legal forms (data in ``lists/``)
spelling        letters made comparable; typing errors and misread letters
person_names    what in a written name is surname, given name, initials, title, remark (name_parts: its words;
                given_names: call names; written_names: how it is shown)
organisation_names  what is the name, what the legal form, what the kind of government
contact_details e-mail addresses and telephone numbers: whose they are
pairs           what is found: two records, evidence, zone
person_records  people as written and made comparable; name_fit: how two names fit
people          pairs of people; private_details: by birth and address, where asked for
organisations   pairs of organisations
columns         names and organisations that stand in each other's column
profiles        what a network says of people and organisations, as records
=============== ======================================================================

Matching reads values and writes none; whether two records are one is judged by people.
"""
