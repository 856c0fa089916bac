/** Below this a row wants a person's look. */
const DOUBTFUL = 0.8;

/** How sure the aligner is of a row: a meter whose colour is not all it says. */
export function Confidence({ value }: { value: number }) {
  const percent = Math.round(100 * value);
  const doubtful = value < DOUBTFUL;
  return (
    <span
      class={`confidence${doubtful ? " doubtful" : ""}`}
      title={`Confidence ${percent} %${doubtful ? ": have a look" : ""}`}
    >
      {percent} %
    </span>
  );
}
