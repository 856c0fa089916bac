/** Downloads an address again and again until it is ended: `node downloading.ts ADDRESS`. */
const [, , address = ""] = process.argv;
for (;;) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} is answered with ${response.status}`);
  for await (const _ of response.body ?? []);
}
