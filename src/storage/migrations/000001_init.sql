-- Times are instants; money is in millionths of a rupee; ids are 24 lower-case hex characters.
-- Payloads that customers send are `json`, not `jsonb`: kept as they came, even with an escaped zero.

create domain id24 as text collate "C" check (value ~ '^[0-9a-f]{24}$');
create domain micros as bigint check (value >= 0);

-- Tenants -----------------------------------------------------------------------------------------

create table workspace (
  id id24 primary key,
  name text not null,
  concurrent_calls integer not null check (concurrent_calls >= 0),
  requests_per_minute integer not null check (requests_per_minute >= 0),
  countries text[] not null,
  created_at timestamptz not null
);

create table member (
  id id24 primary key,
  workspace id24 not null references workspace,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'builder', 'analyst', 'billing'))
);
create unique index member_email on member (workspace, lower(email));

create table api_key (
  id text collate "C" primary key,
  workspace id24 not null references workspace,
  name text not null,
  secret_hash text not null,
  requests_per_minute integer not null,
  created_at timestamptz not null
);
create index api_key_workspace on api_key (workspace);

create table trunk (
  id id24 primary key,
  workspace id24 references workspace,
  name text not null,
  host text not null,
  port integer not null check (port between 1 and 65535),
  sip_user text,
  sealed_secret text,
  number_format text not null
    check (number_format in ('e164', 'e164-without-plus', 'national', 'zero-national')),
  codecs text[] not null check (codecs <@ array['PCMA', 'PCMU'] and cardinality(codecs) > 0),
  dials_per_second double precision not null check (dials_per_second > 0),
  -- The test carrier's. It belongs to no workspace, so nothing a workspace can make is exempt from the hours.
  system boolean not null default false,
  -- When the next INVITE may leave, by this database's clock.
  next_dial_at timestamptz not null default '-infinity',
  check (system = (workspace is null))
);
create unique index trunk_system on trunk (system) where system;
create index trunk_workspace on trunk (workspace);

create table telephone_number (
  number text collate "C" primary key check (number ~ '^\+[0-9]{5,15}$'),
  workspace id24 not null references workspace,
  trunk id24 not null references trunk,
  active boolean not null
);
create index telephone_number_workspace on telephone_number (workspace);
create index telephone_number_trunk on telephone_number (trunk);

-- Assistants --------------------------------------------------------------------------------------

create table assistant (
  id id24 primary key,
  workspace id24 not null references workspace,
  name text not null,
  draft json not null,
  published_version integer,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index assistant_workspace on assistant (workspace);

create table assistant_version (
  assistant id24 references assistant,
  version integer check (version >= 1),
  definition json not null,
  published_at timestamptz not null,
  primary key (assistant, version)
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger assistant_version_frozen before update or delete on assistant_version
  for each row execute function refuse_change();

-- Money -------------------------------------------------------------------------------------------

create table rate_card (
  version integer generated always as identity primary key,
  workspace id24 references workspace,
  micros_per_minute micros not null,
  created_at timestamptz not null default now()
);
create index rate_card_workspace on rate_card (workspace, version);
create trigger rate_card_frozen before update or delete on rate_card
  for each row execute function refuse_change();
insert into rate_card (workspace, micros_per_minute) values (null, 10000000);

-- The sums of a workspace's postings. What was put in is available, held or spent: always, by the last check.
create table wallet (
  workspace id24 primary key references workspace,
  funded micros not null default 0,
  available micros not null default 0,
  held micros not null default 0,
  spent micros not null default 0,
  constraint wallet_sums_to_zero check (available + held + spent - funded = 0)
) with (fillfactor = 50);

-- An entry takes an amount from one account and puts it on another: its two postings sum to zero by its form.
create table entry (
  id bigint generated always as identity primary key,
  workspace id24 not null,
  at timestamptz not null,
  kind text not null,
  debit text not null,
  credit text not null,
  amount bigint not null check (amount > 0),
  call id24,
  reference text,
  note text not null default '',
  constraint entry_moves check ((kind, debit, credit) in (
    ('top-up', 'funded', 'available'),
    ('hold', 'available', 'held'),
    ('charge', 'held', 'spent'),
    ('release', 'held', 'available')
  ))
);
create unique index entry_reference on entry (workspace, reference) where reference is not null;
create index entry_shown on entry (workspace, id) where kind in ('top-up', 'charge');
create trigger entry_frozen before update or delete on entry
  for each row execute function refuse_change();

create view posting as
  select id as entry, workspace, debit as account, -amount as amount, at from entry
  union all
  select id, workspace, credit, amount, at from entry;

-- Calls -------------------------------------------------------------------------------------------

-- A call and its hold have no foreign keys: each would lock a hot row at every trigger. What they name is read as
-- they are placed and never deleted: workspaces are kept, versions and rate cards are frozen, a trunk stays while
-- a call needs it.
create table call (
  id id24 primary key,
  workspace id24 not null,
  assistant id24 not null,
  assistant_version integer not null,
  status text not null
    check (status in ('queued', 'dialing', 'ringing', 'in_progress', 'completed', 'failed', 'canceled')),
  direction text not null check (direction in ('outbound', 'inbound')),
  callee text not null,
  caller text not null,
  trunk id24 not null,
  inputs json not null,
  outputs json not null default '{}',
  metadata json not null,
  reason text,
  hours json,
  -- When it may be dialed: not before, and later when the window is closed or a worker gave it back.
  due_at timestamptz not null,
  scheduled_at timestamptz,
  created_at timestamptz not null,
  started_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  rate_card integer not null,
  billed_seconds integer,
  cost micros,
  has_recording boolean not null default false,
  constraint call_ends_with_a_reason
    check ((status in ('completed', 'failed', 'canceled')) = (ended_at is not null and reason is not null)),
  constraint call_costs_only_when_completed check (status = 'completed' or coalesce(cost, 0) = 0)
) with (fillfactor = 80);
create index call_newest on call (workspace, created_at desc, id desc);
create index call_queued on call (workspace, due_at, id) where status = 'queued';
create index call_running on call (workspace) where status in ('dialing', 'ringing', 'in_progress');

create table hold (
  call id24 primary key,
  workspace id24 not null,
  amount micros not null,
  charged micros,
  resolved_at timestamptz,
  check ((charged is null) = (resolved_at is null)),
  check (charged <= amount)
);
create index hold_open on hold (workspace) where resolved_at is null;

-- One dial of a call: one lease, one SIP Call-ID, one journal.
create table attempt (
  id id24 primary key,
  call id24 not null references call,
  number integer not null check (number >= 1),
  sip_call_id text not null unique,
  -- All that is needed to end the leg when its worker has died.
  dialog json not null,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  reason text,
  detail text,
  unique (call, number)
);

-- A worker's right to run a call. The primary key is the last word on "one worker a call".
create table lease (
  call id24 primary key references call,
  workspace id24 not null,
  token text collate "C" not null unique,
  worker text not null,
  expires_at timestamptz not null,
  attempt id24
) with (fillfactor = 50);
create index lease_workspace on lease (workspace);
create index lease_attempt on lease (attempt);

-- Whose turn it is. A table of its own that no foreign key points at: a claim locks its row, and must block
-- nobody who inserts calls.
create table dispatch_state (
  workspace id24 primary key,
  next_due timestamptz not null default 'infinity'
) with (fillfactor = 50);
create index dispatch_state_next_due on dispatch_state (next_due);

create table idempotency (
  workspace id24 not null,
  key text not null,
  body_hash text not null,
  call id24 not null,
  created_at timestamptz not null,
  primary key (workspace, key)
);
create index idempotency_age on idempotency (created_at);

-- Append-only; a partition a month (made ahead by the program), so that old ones can be dropped whole.
create table journal_chunk (
  attempt id24 not null,
  first_sequence integer not null check (first_sequence >= 0),
  kept_at timestamptz not null default now(),
  fence text not null,
  format smallint not null default 1,
  events json not null,
  primary key (attempt, first_sequence, kept_at)
) partition by range (kept_at);
create table journal_chunk_default partition of journal_chunk default;

-- What the books must never show: a wallet that is not the sum of its postings, or a held sum that is not that
-- of its open holds, or a hold left open by a call that has ended.
create function ledger_faults() returns table (workspace text, fault text) language sql stable as $$
  with sums as (
    select posting.workspace, account, sum(amount) as amount from posting group by posting.workspace, account
  ), accounts as (
    select wallet.workspace, account, kept from wallet cross join lateral (values
      ('funded', -funded::numeric), ('available', available), ('held', held), ('spent', spent)
    ) as row (account, kept)
  )
  select accounts.workspace, 'the wallet''s ' || account || ' is not the sum of its postings'
    from accounts left join sums using (workspace, account)
    where accounts.kept <> coalesce(sums.amount, 0)
  union all
  select wallet.workspace, 'what is held is not the sum of open holds' from wallet
    where held <> (select coalesce(sum(amount), 0) from hold
                   where hold.workspace = wallet.workspace and resolved_at is null)
  union all
  select hold.workspace, 'a hold is open although its call has ended' from hold join call on call.id = hold.call
    where resolved_at is null and call.ended_at is not null
$$;
