"""What the bureau keeps account of: bodies, money, yearly figures, elections.

============ =====================================================================
governance   bodies, seats by side, vacancies, interlocks, terms
interlocking how often two that share one body share another
belonging    what belongs to a body, its organisation and its programme
elections    seats that end with an election
money        contributions by party, year and status
figures      yearly figures as the sources print them
logged       yearly figures that count themselves (counted), out of the contact log (counting)
============ =====================================================================
"""
