/** Whether an absolute URL lies on a server: the same origin and the same path, segment by segment. A prefix of text is not enough. */
export function isWithin(link: string, base: string): boolean {
  if (!URL.canParse(link)) return false;
  const [found, allowed] = [new URL(link), new URL(base)];
  const path = allowed.pathname.replace(/\/+$/, '');
  return (
    found.origin === allowed.origin &&
    found.username === '' &&
    found.password === '' &&
    (found.pathname === path || found.pathname.startsWith(`${path}/`))
  );
}

/** Whether an id may stand in a path. Not limited to 64 characters: those of some EHRs are longer. */
export const isSafeId = (id: string): boolean => /^[A-Za-z0-9\-.]{1,256}$/.test(id) && !/^\.+$/.test(id);
