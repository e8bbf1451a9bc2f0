import { Button } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { memo } from "react";
import type { LeadList } from "../api/queries.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useTexts } from "../texts/texts.tsx";
import classes from "./live.module.css";
import { useNews } from "./news.ts";

type Props = { list: LeadList; onShow: () => void };

/** Says that leads have come, and shows them when one wants to see them: nothing moves before. */
export const NewsBar = memo(function NewsBar({ list, onShow }: Props) {
  const { t } = useTexts();
  const count = useNews(list);
  useKeys({ r: () => count > 0 && onShow() });
  return (
    <div role="status">
      {count > 0 && (
        <div className={classes.news}>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={onShow}
          >
            {t.panel.news(count)}
          </Button>
        </div>
      )}
    </div>
  );
});
