import { render } from 'preact';
import { Console } from './console.tsx';
import './style.css';

const place = document.getElementById('console');
if (place !== null) {
  place.replaceChildren();
  render(<Console />, place);
}
