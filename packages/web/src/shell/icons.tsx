import type { ReactNode } from "react";

/** Signs on buttons, which have names of their own: drawn, since fonts differ in what they have. */
const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    {children}
  </svg>
);

/** The house's own sign, in the colour of the page; beside its name. */
export const Sextant = () => (
  <svg className="icon" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
    <path d="M16 4 5 25a14 14 0 0 0 22 0ZM16 4v19M9 17.5a9 9 0 0 0 14 0" />
  </svg>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 3.5v-.5a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h.5" />
  </Icon>
);

export const Done = () => (
  <Icon>
    <path d="m3 8.5 3.5 3.5L13 4.5" />
  </Icon>
);

export const Pencil = () => (
  <Icon>
    <path d="m3 13 .7-3L11 2.7l2.3 2.3L6 12.3z" />
  </Icon>
);

export const Lens = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3.5 3.5" />
  </Icon>
);

export const Undo = () => (
  <Icon>
    <path d="M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7" />
  </Icon>
);

export const Redo = () => (
  <Icon>
    <path d="m10 3 3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H9" />
  </Icon>
);

export const Dots = () => (
  <Icon>
    <path d="M3 8h.01M8 8h.01M13 8h.01" strokeWidth="2.4" />
  </Icon>
);

export const First = () => (
  <Icon>
    <path d="M3 2.5h10M8 13.5v-8M4.8 8.5 8 5.3l3.2 3.2" />
  </Icon>
);

export const LeaveOut = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="m4.2 4.2 7.6 7.6" />
  </Icon>
);
