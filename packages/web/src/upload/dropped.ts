import { useEffect, useState } from "react";

/** Whether files are being dragged over the page; those that are dropped are handed on. */
export function useDroppedFiles(onDrop: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    // Each element that is entered is also left: the page is left when all are.
    let entered = 0;
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent): void => {
      if (holdsFiles(event)) setOver(++entered > 0);
    };
    const leave = (event: DragEvent): void => {
      if (holdsFiles(event)) setOver(--entered > 0);
    };
    const over = (event: DragEvent): void => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      entered = 0;
      setOver(false);
      onDrop([...(event.dataTransfer?.files ?? [])]);
    };
    const ways = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    for (const [name, way] of Object.entries(ways)) addEventListener(name as keyof typeof ways, way);
    return () => {
      for (const [name, way] of Object.entries(ways)) removeEventListener(name as keyof typeof ways, way);
    };
  }, [onDrop]);
  return isOver;
}

/** Whether the name of a file says that it holds the units of a memory, and not a text. */
export const holdsUnits = ({ name }: Pick<File, "name">): boolean =>
  /\.(?:tmx|xliff|xlf|sdlxliff|mqxliff|mxliff|tbx|sdltm|tmw|tsv|csv|jsonl)(?:\.(?:gz|zip))?$/i.test(name);

/** Files that were dropped on another page, on their way to the one that takes them. An address cannot hold them. */
let handed: readonly File[] = [];

export function handOver(files: readonly File[]): void {
  handed = files;
}

export function takeHandedOver(): readonly File[] {
  const files = handed;
  handed = [];
  return files;
}
