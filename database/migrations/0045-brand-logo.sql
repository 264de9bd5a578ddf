-- A brand's logo, shown on its pages: the content's hash and type.
alter table brands
  add column logo_hash text,
  add column logo_type text check (logo_type in ('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml')),
  add check ((logo_hash is null) = (logo_type is null));
