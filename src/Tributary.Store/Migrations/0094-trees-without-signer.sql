-- Who signs off is said with the command or in the environment; nothing ever wrote or read these.
alter table trees drop column signer_name;
alter table trees drop column signer_email;
