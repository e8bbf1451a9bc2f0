const AT_ONCE = 8;

/** What `work` answers for each of all, a few of which are worked on at once. */
export async function overAll<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const left = all.entries();
  const answers: R[] = [];
  const worker = async () => {
    for (const [index, one] of left) answers[index] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}
