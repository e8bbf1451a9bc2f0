import { skipToken, useQuery } from "@tanstack/react-query";
import { type LeadList, leadCount } from "../api/queries.ts";

/** Where it is kept how many leads a list holds by now, shown or not. */
export const newest = (list: LeadList) => ["newest", list] as const;

/** How many leads have come to a list since it was read. */
export function useNews(list: LeadList): number {
  const shown = useQuery(leadCount(list));
  const now = useQuery<number>({
    queryKey: newest(list),
    queryFn: skipToken,
    initialData: 0,
    initialDataUpdatedAt: 0,
  });
  if (shown.data === undefined || shown.isPlaceholderData || now.dataUpdatedAt <= shown.dataUpdatedAt)
    return 0;
  return Math.max(0, (now.data ?? 0) - shown.data.count);
}
