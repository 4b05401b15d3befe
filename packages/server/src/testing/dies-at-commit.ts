/** SQL after which the database breaks the connection of a restore that is about to commit sessions. */
export const DIES_AT_COMMIT = `
  create function die() returns trigger language plpgsql as $$
    begin
      if current_setting('application_name') = 'balie backup' then
        perform pg_terminate_backend(pg_backend_pid());
      end if;
      return null;
    end $$;
  create constraint trigger die after insert on sessions deferrable initially deferred
    for each row execute function die();`
