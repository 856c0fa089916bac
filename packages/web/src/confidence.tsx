/** A row with a lower confidence needs a look. */
const DOUBTFUL = 0.8;

/** Shows the confidence of a row as a meter whose meaning does not depend on colour alone. */
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
