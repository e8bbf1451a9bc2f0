/**
 * How many single mistakes lie between two words: a letter more, less or another, or two neighbours swapped. Stops
 * counting above `most`, and answers `most + 1`.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++)
      current.push(costAt({ one, other, row, column }, [before, above, current]));
    if (Math.min(...current) > most) return most + 1;
    [before, above] = [above, current];
  }
  return Math.min(above.at(-1) ?? 0, most + 1);
}

type Cell = { one: string; other: string; row: number; column: number };

function costAt({ one, other, row, column }: Cell, [before, above, current]: readonly number[][]): number {
  const same = one[row - 1] === other[column - 1];
  const cost = Math.min(
    at(above, column) + 1,
    at(current, column - 1) + 1,
    at(above, column - 1) + (same ? 0 : 1),
  );
  const swapped = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
  return swapped ? Math.min(cost, at(before, column - 2) + 1) : cost;
}

const at = (costs: readonly number[] | undefined, index: number): number =>
  costs?.[index] ?? Number.POSITIVE_INFINITY;
