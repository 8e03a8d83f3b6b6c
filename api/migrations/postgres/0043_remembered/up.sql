-- A sign-in that outlives the browser on this machine, for as many days as the configuration says.
ALTER TABLE sessions ADD COLUMN remembered BOOLEAN NOT NULL DEFAULT FALSE;
