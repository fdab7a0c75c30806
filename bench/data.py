"""Ten agencies with many rows, made inside PostgreSQL: agency 1 is the one that is measured."""

from sqlalchemy import text

from app.blueprints.accounts import passwords
from app.core.db import db

AGENCIES = 10
COMPANIES, CONTACTS, ACTIVITIES, TICKETS, USERS = 1_000, 5_000, 10_000, 20_000, 12
LONG = 660  # actions of ticket #1: a PDF of about fifty pages

AGENCIES_SQL = """
insert into agency (name, address, vat_number, registration_number, phone, contact_name, employees,
                    business_focus, currency, time_zone, trial_ends_at, created_at)
select 'Bench Travel ' || n, '1 High Street', 'GB' || (100000000 + n), (10000000 + n)::text,
       '+442079460018', 'Bea Bench', '11-50', 'corporate', 'GBP', 'Europe/London',
       now() + interval '14 days', now()
from generate_series(1, :n) n
returning id
"""
STEPS = (
    """
    insert into "user" (agency_id, email, first_name, last_name, role, password_hash,
                        email_verified_at, time_zone, theme, created_at)
    select :a, 'user' || i || '@bench' || :a || '.test', (array['Ana','Ben','Cleo','Dan'])[1 + i % 4],
           'Bench' || i, (array['admin','manager','sales','agent'])[1 + i % 4], :password,
           now(), 'Europe/London', 'system', now()
    from generate_series(0, :users - 1) i
    """,
    """
    insert into company (agency_id, name, street, city, postal_code, country, phone, email,
                         industry, company_type, client_type, status, owner_id, last_activity_at,
                         updated_at, created_at)
    select :a, (array['Harbour','Summit','Meadow','Orchid','Falcon','Quarry'])[1 + i % 6] || ' '
               || (array['Engineering','Foods','Legal','Energy','Media'])[1 + i % 5] || ' ' || i,
           i || ' High Street', (array['London','Leeds','Bristol','Glasgow'])[1 + i % 4], 'EC1A 1BB',
           'GB', '+44207946' || lpad((i % 10000)::text, 4, '0'), 'office' || i || '@client.test',
           (array['finance','energy','tourism','manufacturing'])[1 + i % 4],
           (array['prospect','white_glove','online','supplier'])[1 + i % 4], 'travel',
           (array['lead','trading','qualified','on_hold'])[1 + i % 4],
           u.ids[1 + i % array_length(u.ids, 1)], now() - i * interval '13 minutes', now(),
           now() - i * interval '1 hour'
    from generate_series(1, :companies) i,
         (select array_agg(id order by id) ids from "user"
          where agency_id = :a and role <> 'agent') u
    """,
    """
    insert into contact (agency_id, company_id, first_name, last_name, email, phone, job_title,
                         is_primary, is_booker, is_traveller, is_vip, updated_at, created_at)
    select :a, c.ids[1 + i % array_length(c.ids, 1)], 'Carol', 'Contact' || i,
           'carol' || i || '@client.test', '+442079460018', 'Travel manager', i <= :companies,
           i % 3 = 0, true, i % 50 = 0, now(), now()
    from generate_series(1, :contacts) i,
         (select array_agg(id order by id) ids from company where agency_id = :a) c
    """,
    """
    insert into activity (agency_id, kind, company_id, author_id, subject, outcome, at,
                          duration_minutes, details, updated_at, created_at)
    select :a, 'call', c.ids[1 + case when i <= 200 then 0 else i % array_length(c.ids, 1) end],
           u.ids[1 + i % array_length(u.ids, 1)], 'Renewal talk ' || i, 'connected',
           now() - i * interval '17 minutes', 10, 'Spoke about the **renewal** in spring.', now(), now()
    from generate_series(1, :activities) i,
         (select array_agg(id order by id) ids from company where agency_id = :a) c,
         (select array_agg(id order by id) ids from "user" where agency_id = :a) u
    """,
    """
    insert into ticket_subject (agency_id, name, created_at)
    select :a, (array['Hotel overcharge','Missed connection','Visa question','Refund due'])[1 + i % 4]
               || ' ' || i, now()
    from generate_series(1, 300) i
    """,
    """
    insert into ticket (agency_id, number, company_id, contact_id, subject_id, owner_id, assignee_id,
                        status, priority, category_type, category, description, opened_at,
                        updated_at, closed_at, last_action, version, created_at)
    select :a, i, co.company_id, co.id, s.ids[1 + i % 300], u.ids[1 + i % array_length(u.ids, 1)],
           case when i % 5 > 0 then u.ids[1 + i % array_length(u.ids, 1)] end,
           case when i % 10 < 6 then 'closed'
                else (array['open','in_progress','development'])[1 + i % 3] end,
           ((array['low','medium','high'])[1 + i % 3])::ticket_priority, 'client', 'complaint',
           'The traveller was charged twice for the same night and asks for a refund of the second.',
           now() - i * interval '7 minutes', now() - i * interval '5 minutes',
           case when i % 10 < 6 then now() end, 0, 1, now()
    from generate_series(1, :tickets) i
    join lateral (select 1 + i % :contacts as place) p on true
    join (select id, company_id, row_number() over (order by id) as place
          from contact where agency_id = :a) co on co.place = p.place,
         (select array_agg(id order by id) ids from ticket_subject where agency_id = :a) s,
         (select array_agg(id order by id) ids from "user" where agency_id = :a) u
    """,
    """
    insert into event (agency_id, kind, at, actor_id, subject_type, subject_id, within_type,
                       within_id, data, created_at)
    select :a, 'ticket.opened', t.opened_at, t.owner_id, 'ticket', t.id, 'company', t.company_id,
           '{}', t.opened_at
    from ticket t where t.agency_id = :a
    """,
    """
    insert into ticket_action (agency_id, ticket_id, number, kind, details, author_id, created_at)
    select :a, t.id, i, 'update', 'Called the hotel again; they **promised** an answer by Friday.',
           t.owner_id, t.opened_at + i * interval '1 minute'
    from ticket t join lateral generate_series(1, case t.number when 1 then :long else 8 end) i on true
    where t.agency_id = :a and t.number <= 200
    """,
    "update ticket set last_action = 8 where agency_id = :a and number <= 200",
    "insert into ticket_counter (agency_id, last, created_at) values (:a, :tickets, now())",
)


def fill(tickets: int, companies: int = COMPANIES) -> int:
    """Makes the agencies on freshly migrated tables and returns the id of the first, which gets so
    many tickets and companies; the others get the usual numbers."""
    password = passwords.hashed("correct horse battery")
    agency_ids = db.session.scalars(text(AGENCIES_SQL), {"n": AGENCIES}).all()
    for agency_id in agency_ids:
        db.session.execute(
            text("select set_config('app.agency_id', :a, true)"), {"a": str(agency_id)}
        )
        numbers = {
            "a": agency_id, "users": USERS, "contacts": CONTACTS,
            "activities": ACTIVITIES, "password": password, "long": LONG,
            "companies": companies if agency_id == agency_ids[0] else COMPANIES,
            "tickets": tickets if agency_id == agency_ids[0] else TICKETS,
        }  # fmt: skip
        for step in STEPS:
            db.session.execute(text(step), numbers)
        db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze"))
    return agency_ids[0]
