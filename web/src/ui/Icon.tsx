// Strokes in a box of 20 × 20; drawn for this page.
const paths = {
  search: "M9 15a6 6 0 1 0 0-12a6 6 0 0 0 0 12zM13.5 13.5 17 17",
  close: "M5 5l10 10M15 5 5 15",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16 12.2A6.5 6.5 0 0 1 7.8 4a6.5 6.5 0 1 0 8.2 8.2z",
  auto: "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 3v14M10 7h5.5M10 10h7M10 13h5.5",
  key: "M7 10.5a3 3 0 1 0 0 .1zM10 10.5h7M14 10.5v3M17 10.5v2",
  cart: "M3 4h2l1.8 8.5h8L16.5 7H5.6M8 16.2v.1M14 16.2v.1",
  eye: "M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 12a2 2 0 1 0 0-4a2 2 0 0 0 0 4z",
  bag: "M4.5 7h11l.8 9.5H3.7zM7 9V6a3 3 0 0 1 6 0v3",
  like: "M4 6h7M4 10h5M4 14h7M14 8.5l2.5 2.5L14 13.5M16.5 11H12",
  dice: "M4.5 4.5h11v11h-11zM7.5 7.6v.1M12.5 7.6v.1M10 10v.1M7.5 12.5v.1M12.5 12.5v.1",
  copy: "M7 7h9v9H7zM4 13V4h9",
  star: "M10 3l2.1 4.6 5 .5-3.8 3.3 1.2 5L10 13.9 5.5 16.4l1.2-5L2.9 8.1l5-.5z",
  back: "M12 4.5 6.5 10l5.5 5.5",
  again: "M15.5 7A6.2 6.2 0 1 0 16.2 11.5M16 3.5V7h-3.5",
} as const;

/** One of the page's own drawings; hidden from screen readers, since a label stands beside it. */
export function Icon({ name, solid = false }: { name: keyof typeof paths; solid?: boolean }) {
  return (
    <svg class={solid ? "icon solid" : "icon"} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
