"""Headings of contact lists as neighbours write them: German, French, Danish, Swedish, Spanish and Italian.

They are known by the whole heading only; a mistyped or longer one is never guessed from them.
"""

from __future__ import annotations

FOREIGN: dict[str, tuple[str, ...]] = {
    "name": ("ansprechpartner", "ansprechpartnerin", "kontakt", "kontaktperson", "navn", "namn", "nom", "nom complet", "nom et prénom", "nom de l'élu", "personne de contact",
             "nombre", "nombre completo", "nombre y apellidos", "persona de contacto", "nome", "nome e cognome", "nominativo", "referente"),
    "first": ("vorname", "vornamen", "rufname", "prénom", "prénom de l'élu", "fornavn", "förnamn", "nombre de pila"),
    "last": ("nachname", "familienname", "nom de famille", "efternavn", "efternamn", "apellido", "apellidos", "cognome"),
    "title": ("anrede", "civilité", "tratamiento", "titolo"),
    "organisation": ("firma", "firmenname", "unternehmen", "betrieb", "einrichtung", "institution", "arbeitgeber", "mitgliedsunternehmen", "organisme", "société", "entreprise", "structure",
                     "établissement", "raison sociale", "virksomhed", "företag", "organisationsnamn", "empresa", "entidad", "organización", "razón social", "azienda", "ente", "organizzazione", "ragione sociale"),
    "role": ("funktion", "berufsbezeichnung", "stellung", "fonction", "poste", "libellé de la fonction", "stilling", "befattning", "cargo", "puesto", "ruolo", "carica", "qualifica"),
    "department": ("abteilung", "avdelning", "departamento", "ufficio"),
    "email": ("e-mail-adresse", "emailadresse", "mailadresse", "courriel", "adresse e-mail", "adresse mail", "mél", "e-post", "e-postadress", "correo", "correo electrónico", "posta elettronica", "indirizzo e-mail"),
    "phone": ("telefon", "telefonnummer", "rufnummer", "mobil", "mobiltelefon", "handy", "téléphone", "portable", "teléfono", "telefono", "cellulare"),
    "url": ("webseite", "webadresse", "homepage", "internetseite", "site web", "site internet", "hjemmeside", "hemsida", "sitio web", "página web", "sito web"),
    "place": ("ort", "stadt", "sitz", "ville", "by", "postort", "ciudad", "localidad", "città"),
    "municipality": ("gemeinde", "kommune", "kommun", "commune", "libellé de la commune", "municipio", "comune"),
    "postcode": ("plz", "postleitzahl", "code postal", "postnummer", "postnr", "código postal", "cap"),
    "country": ("pays", "país", "paese"),
    "sector": ("sektor", "wirtschaftszweig", "secteur", "secteur d'activité", "bransch", "settore"),
    "body": ("gremium", "ausschuss", "gemeinderat", "stadtrat", "kreistag", "conseil municipal", "udvalg", "nämnd", "consiglio comunale"),
    "party": ("partei", "fraktion", "parti", "parti politique", "groupe politique", "partido", "partido político", "partito"),
    "since": ("seit", "beginn", "mitglied seit", "depuis", "date de début", "date de début du mandat", "siden", "sedan", "desde", "fecha de inicio", "data inizio"),
    "until": ("bis", "ende", "date de fin", "hasta", "fecha de fin", "data fine"),
    "note": ("bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "remarque", "remarques", "commentaire", "commentaires", "observaciones", "anteckningar"),
}  # fmt: skip

PRIVATE = (
    "geburt", "geschlecht", "privat", "staatsangeh", "naissance", "datedenaissance", "lieudenaissance", "sexe", "codesexe", "nationalit", "codenationalit", "fdsel", "fodelse",
    "fechadenac", "sexo", "datadinasc", "sesso",
)  # fmt: skip
"""How headings of what is not read begin, squeezed."""
