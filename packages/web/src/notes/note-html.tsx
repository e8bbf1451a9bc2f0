import { Typography } from "@mantine/core";
import { useLayoutEffect, useRef } from "react";
import { toNodes } from "./note-dom.ts";
import classes from "./notes.module.css";

/** A note to be read. */
export function NoteHtml({ html }: { html: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(toNodes(html)), [html]);
  return (
    <Typography fz="sm">
      <div ref={place} className={classes.read} />
    </Typography>
  );
}
