domain id24 as text CHECK ((VALUE ~ '^[0-9a-f]{24}$'::text))

domain micros as bigint CHECK ((VALUE >= 0))

table api_key
  id text not null
  workspace id24 not null
  name text not null
  secret_hash text not null
  requests_per_minute integer not null
  created_at timestamp with time zone not null
  constraint api_key_pkey PRIMARY KEY (id)
  constraint api_key_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id)

table assistant
  id id24 not null
  workspace id24 not null
  name text not null
  draft json not null
  published_version integer
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint assistant_pkey PRIMARY KEY (id)
  constraint assistant_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id)

table assistant_version
  assistant id24 not null
  version integer not null
  definition json not null
  published_at timestamp with time zone not null
  constraint assistant_version_assistant_fkey FOREIGN KEY (assistant) REFERENCES assistant(id)
  constraint assistant_version_pkey PRIMARY KEY (assistant, version)
  constraint assistant_version_version_check CHECK ((version >= 1))

table attempt
  id id24 not null
  call id24 not null
  number integer not null
  sip_call_id text not null
  dialog json not null
  started_at timestamp with time zone not null
  answered_at timestamp with time zone
  ended_at timestamp with time zone
  reason text
  detail text
  constraint attempt_call_fkey FOREIGN KEY (call) REFERENCES call(id)
  constraint attempt_call_number_key UNIQUE (call, number)
  constraint attempt_number_check CHECK ((number >= 1))
  constraint attempt_pkey PRIMARY KEY (id)
  constraint attempt_sip_call_id_key UNIQUE (sip_call_id)

table call with (fillfactor=80)
  id id24 not null
  workspace id24 not null
  assistant id24 not null
  assistant_version integer not null
  status text not null
  direction text not null
  callee text not null
  caller text not null
  trunk id24 not null
  inputs json not null
  outputs json not null default '{}'::json
  metadata json not null
  reason text
  hours json
  due_at timestamp with time zone not null
  scheduled_at timestamp with time zone
  created_at timestamp with time zone not null
  started_at timestamp with time zone
  answered_at timestamp with time zone
  ended_at timestamp with time zone
  rate_card integer not null
  billed_seconds integer
  cost micros
  has_recording boolean not null default false
  constraint call_costs_only_when_completed CHECK (((status = 'completed'::text) OR (COALESCE((cost)::bigint, (0)::bigint) = 0)))
  constraint call_direction_check CHECK ((direction = ANY (ARRAY['outbound'::text, 'inbound'::text])))
  constraint call_ends_with_a_reason CHECK (((status = ANY (ARRAY['completed'::text, 'failed'::text, 'canceled'::text])) = ((ended_at IS NOT NULL) AND (reason IS NOT NULL))))
  constraint call_pkey PRIMARY KEY (id)
  constraint call_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'dialing'::text, 'ringing'::text, 'in_progress'::text, 'completed'::text, 'failed'::text, 'canceled'::text])))

table dispatch_state with (fillfactor=50)
  workspace id24 not null
  next_due timestamp with time zone not null default 'infinity'::timestamp with time zone
  constraint dispatch_state_pkey PRIMARY KEY (workspace)

table entry
  id bigint generated always as identity not null
  workspace id24 not null
  at timestamp with time zone not null
  kind text not null
  debit text not null
  credit text not null
  amount bigint not null
  call id24
  reference text
  note text not null default ''::text
  constraint entry_amount_check CHECK ((amount > 0))
  constraint entry_moves CHECK ((((((kind = 'top-up'::text) AND (debit = 'funded'::text) AND (credit = 'available'::text)) OR ((kind = 'hold'::text) AND (debit = 'available'::text) AND (credit = 'held'::text))) OR ((kind = 'charge'::text) AND (debit = 'held'::text) AND (credit = 'spent'::text))) OR ((kind = 'release'::text) AND (debit = 'held'::text) AND (credit = 'available'::text))))
  constraint entry_pkey PRIMARY KEY (id)

table hold
  call id24 not null
  workspace id24 not null
  amount micros not null
  charged micros
  resolved_at timestamp with time zone
  constraint hold_check CHECK (((charged IS NULL) = (resolved_at IS NULL)))
  constraint hold_check1 CHECK (((charged)::bigint <= (amount)::bigint))
  constraint hold_pkey PRIMARY KEY (call)

table idempotency
  workspace id24 not null
  key text not null
  body_hash text not null
  call id24 not null
  created_at timestamp with time zone not null
  constraint idempotency_pkey PRIMARY KEY (workspace, key)

table journal_chunk partition by RANGE (kept_at)
  attempt id24 not null
  first_sequence integer not null
  kept_at timestamp with time zone not null default now()
  fence text not null
  format smallint not null default 1
  events json not null
  constraint journal_chunk_first_sequence_check CHECK ((first_sequence >= 0))
  constraint journal_chunk_pkey PRIMARY KEY (attempt, first_sequence, kept_at)

table journal_chunk_default DEFAULT
  attempt id24 not null
  first_sequence integer not null
  kept_at timestamp with time zone not null default now()
  fence text not null
  format smallint not null default 1
  events json not null

table lease with (fillfactor=50)
  call id24 not null
  workspace id24 not null
  token text not null
  worker text not null
  expires_at timestamp with time zone not null
  attempt id24
  constraint lease_call_fkey FOREIGN KEY (call) REFERENCES call(id)
  constraint lease_pkey PRIMARY KEY (call)
  constraint lease_token_key UNIQUE (token)

table member
  id id24 not null
  workspace id24 not null
  email text not null
  role text not null
  constraint member_pkey PRIMARY KEY (id)
  constraint member_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'builder'::text, 'analyst'::text, 'billing'::text])))
  constraint member_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id)

table migration
  number integer not null
  name text not null
  checksum text not null
  applied_at timestamp with time zone not null default now()
  constraint migration_pkey PRIMARY KEY (number)

table rate_card
  version integer generated always as identity not null
  workspace id24
  micros_per_minute micros not null
  created_at timestamp with time zone not null default now()
  constraint rate_card_pkey PRIMARY KEY (version)
  constraint rate_card_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id)

table telephone_number
  number text not null
  workspace id24 not null
  trunk id24 not null
  active boolean not null
  constraint telephone_number_number_check CHECK ((number ~ '^\+[0-9]{5,15}$'::text))
  constraint telephone_number_pkey PRIMARY KEY (number)
  constraint telephone_number_trunk_fkey FOREIGN KEY (trunk) REFERENCES trunk(id)
  constraint telephone_number_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id)

table trunk
  id id24 not null
  workspace id24
  name text not null
  host text not null
  port integer not null
  sip_user text
  sealed_secret text
  number_format text not null
  codecs text[] not null
  dials_per_second double precision not null
  system boolean not null default false
  next_dial_at timestamp with time zone not null default '-infinity'::timestamp with time zone
  constraint trunk_check CHECK ((system = (workspace IS NULL)))
  constraint trunk_codecs_check CHECK (((codecs <@ ARRAY['PCMA'::text, 'PCMU'::text]) AND (cardinality(codecs) > 0)))
  constraint trunk_dials_per_second_check CHECK ((dials_per_second > (0)::double precision))
  constraint trunk_number_format_check CHECK ((number_format = ANY (ARRAY['e164'::text, 'e164-without-plus'::text, 'national'::text, 'zero-national'::text])))
  constraint trunk_pkey PRIMARY KEY (id)
  constraint trunk_port_check CHECK (((port >= 1) AND (port <= 65535)))
  constraint trunk_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id)

table wallet with (fillfactor=50)
  workspace id24 not null
  funded micros not null default 0
  available micros not null default 0
  held micros not null default 0
  spent micros not null default 0
  constraint wallet_pkey PRIMARY KEY (workspace)
  constraint wallet_sums_to_zero CHECK ((((((available)::bigint + (held)::bigint) + (spent)::bigint) - (funded)::bigint) = 0))
  constraint wallet_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id)

table workspace
  id id24 not null
  name text not null
  concurrent_calls integer not null
  requests_per_minute integer not null
  countries text[] not null
  created_at timestamp with time zone not null
  constraint workspace_concurrent_calls_check CHECK ((concurrent_calls >= 0))
  constraint workspace_pkey PRIMARY KEY (id)
  constraint workspace_requests_per_minute_check CHECK ((requests_per_minute >= 0))

CREATE INDEX api_key_workspace ON public.api_key USING btree (workspace)

CREATE INDEX assistant_workspace ON public.assistant USING btree (workspace)

CREATE INDEX call_newest ON public.call USING btree (workspace, created_at DESC, id DESC)

CREATE INDEX call_queued ON public.call USING btree (workspace, due_at, id) WHERE (status = 'queued'::text)

CREATE INDEX call_running ON public.call USING btree (workspace) WHERE (status = ANY (ARRAY['dialing'::text, 'ringing'::text, 'in_progress'::text]))

CREATE INDEX dispatch_state_next_due ON public.dispatch_state USING btree (next_due)

CREATE INDEX entry_shown ON public.entry USING btree (workspace, id) WHERE (kind = ANY (ARRAY['top-up'::text, 'charge'::text]))

CREATE INDEX hold_open ON public.hold USING btree (workspace) WHERE (resolved_at IS NULL)

CREATE INDEX idempotency_age ON public.idempotency USING btree (created_at)

CREATE INDEX lease_attempt ON public.lease USING btree (attempt)

CREATE INDEX lease_workspace ON public.lease USING btree (workspace)

CREATE INDEX rate_card_workspace ON public.rate_card USING btree (workspace, version)

CREATE INDEX telephone_number_trunk ON public.telephone_number USING btree (trunk)

CREATE INDEX telephone_number_workspace ON public.telephone_number USING btree (workspace)

CREATE INDEX trunk_workspace ON public.trunk USING btree (workspace)

CREATE UNIQUE INDEX entry_reference ON public.entry USING btree (workspace, reference) WHERE (reference IS NOT NULL)

CREATE UNIQUE INDEX member_email ON public.member USING btree (workspace, lower(email))

CREATE UNIQUE INDEX trunk_system ON public.trunk USING btree (system) WHERE system

view posting
 SELECT entry.id AS entry,
    entry.workspace,
    entry.debit AS account,
    (- entry.amount) AS amount,
    entry.at
   FROM entry
UNION ALL
 SELECT entry.id AS entry,
    entry.workspace,
    entry.credit AS account,
    entry.amount,
    entry.at
   FROM entry;

CREATE OR REPLACE FUNCTION public.ledger_faults()
 RETURNS TABLE(workspace text, fault text)
 LANGUAGE sql
 STABLE
AS $function$
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
$function$

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name;
end $function$

CREATE TRIGGER assistant_version_frozen BEFORE DELETE OR UPDATE ON public.assistant_version FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER entry_frozen BEFORE DELETE OR UPDATE ON public.entry FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER rate_card_frozen BEFORE DELETE OR UPDATE ON public.rate_card FOR EACH ROW EXECUTE FUNCTION refuse_change()
