import { useEffect, useState } from 'preact/hooks';

/** The page that the address names: the parts behind `#/`. */
export type Route = readonly string[];

const routeNow = (): Route => location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decoded);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Follows the address. */
export function useRoute(): Route {
  const [route, setRoute] = useState(routeNow);
  useEffect(() => {
    const follow = () => setRoute(routeNow());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

/** The address of a page. */
export const to = (...route: Route): string => `#/${route.map(encodeURIComponent).join('/')}`;
