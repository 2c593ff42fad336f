import type { Engine } from './connection.ts';

/**
 * The database itself refuses to change the record, whoever asks: no update, no delete but of what a retention has attested,
 * no row in place of another (`insert or replace` deletes without asking the delete trigger), no truncate.
 */
export const APPEND_ONLY: Readonly<Record<Engine, readonly string[]>> = {
  sqlite: [
    `create trigger record_no_update before update on record
       begin select raise(abort, 'the record is append-only'); end`,
    `create trigger record_no_delete before delete on record
       when old.sequence > (select coalesce(max(up_to), 0) from retention)
       begin select raise(abort, 'the record is append-only'); end`,
    `create trigger record_no_replace before insert on record
       when new.sequence <> (select coalesce(max(sequence), 0) + 1 from record)
         or exists (select 1 from record where kind = new.kind and id = new.id)
       begin select raise(abort, 'the record is append-only'); end`,
  ],
  postgres: [
    `create function record_is_append_only() returns trigger language plpgsql as $$
     begin
       if tg_op = 'DELETE' then
         if old.sequence <= (select coalesce(max(up_to), 0) from retention) then
           return old;
         end if;
       end if;
       raise exception 'the record is append-only';
     end $$`,
    `create trigger record_no_update before update on record
       for each row execute function record_is_append_only()`,
    `create trigger record_no_delete before delete on record
       for each row execute function record_is_append_only()`,
    `create trigger record_no_truncate before truncate on record
       for each statement execute function record_is_append_only()`,
  ],
};
